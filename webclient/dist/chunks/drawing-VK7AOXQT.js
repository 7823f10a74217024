import{v as a}from"./chunk-UQY2HZZH.js";import"./chunk-TXJRHLYI.js";import"./chunk-OVDNQIXR.js";import"./chunk-WDN62DJF.js";export{a as stage};
