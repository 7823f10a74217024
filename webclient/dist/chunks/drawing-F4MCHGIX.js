import{s as a}from"./chunk-5V5WLZ5J.js";import"./chunk-66FLGPOT.js";import"./chunk-CGRA2J3T.js";import"./chunk-BYFLPCR2.js";export{a as stage};
