import{v as a}from"./chunk-PXIYSZSW.js";import"./chunk-CED3QUKB.js";import"./chunk-E3Y4D6UX.js";import"./chunk-3RO67CEO.js";export{a as stage};
