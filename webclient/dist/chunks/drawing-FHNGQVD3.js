import{t as a}from"./chunk-TS43Y2F5.js";import"./chunk-LAHMUQSZ.js";import"./chunk-TP6JSBS7.js";import"./chunk-CGC4JN4H.js";export{a as stage};
