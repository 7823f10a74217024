import{d as a,e as b}from"./chunk-CED3QUKB.js";import"./chunk-E3Y4D6UX.js";import"./chunk-3RO67CEO.js";export{b as Disk,a as keepForMs};
