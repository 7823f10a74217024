import{d as a,e as b}from"./chunk-66FLGPOT.js";import"./chunk-CGRA2J3T.js";import"./chunk-BYFLPCR2.js";export{b as Disk,a as keepForMs};
