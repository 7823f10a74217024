import{s as a}from"./chunk-VO2NWNGK.js";import"./chunk-JZYTWLOC.js";import"./chunk-Q5TYPDIY.js";import"./chunk-BYFLPCR2.js";export{a as stage};
