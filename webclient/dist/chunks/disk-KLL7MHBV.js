import{d as a,e as b}from"./chunk-QYKALWT2.js";import"./chunk-WGNQM36N.js";import"./chunk-VJQRGEGZ.js";export{b as Disk,a as keepForMs};
