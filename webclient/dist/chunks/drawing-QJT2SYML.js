import{v as a}from"./chunk-77OGMXPC.js";import"./chunk-NCOSLNBO.js";import"./chunk-TRRULR5N.js";import"./chunk-WDN62DJF.js";export{a as stage};
