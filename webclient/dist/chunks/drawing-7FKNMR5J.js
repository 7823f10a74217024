import{v as a}from"./chunk-HN3NYB5J.js";import"./chunk-IZYGTRTD.js";import"./chunk-KDMEYUNM.js";import"./chunk-VJQRGEGZ.js";export{a as stage};
