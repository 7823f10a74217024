import{v as a}from"./chunk-G54DWSVP.js";import"./chunk-QYKALWT2.js";import"./chunk-WGNQM36N.js";import"./chunk-VJQRGEGZ.js";export{a as stage};
