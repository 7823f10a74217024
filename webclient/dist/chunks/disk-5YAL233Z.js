import{d as a,e as b}from"./chunk-TXJRHLYI.js";import"./chunk-OVDNQIXR.js";import"./chunk-WDN62DJF.js";export{b as Disk,a as keepForMs};
