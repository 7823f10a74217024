import{d as a,e as b}from"./chunk-RRZA3OHD.js";import"./chunk-MXTIAEPR.js";import"./chunk-IWN52FEE.js";export{b as Disk,a as keepForMs};
