import{d as a,e as b}from"./chunk-NCOSLNBO.js";import"./chunk-TRRULR5N.js";import"./chunk-WDN62DJF.js";export{b as Disk,a as keepForMs};
