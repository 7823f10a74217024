import{d as a,e as b}from"./chunk-JZYTWLOC.js";import"./chunk-Q5TYPDIY.js";import"./chunk-BYFLPCR2.js";export{b as Disk,a as keepForMs};
