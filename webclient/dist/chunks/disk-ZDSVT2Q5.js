import{d as a,e as b}from"./chunk-IZYGTRTD.js";import"./chunk-KDMEYUNM.js";import"./chunk-VJQRGEGZ.js";export{b as Disk,a as keepForMs};
