import{d as a,e as b}from"./chunk-LAHMUQSZ.js";import"./chunk-TP6JSBS7.js";import"./chunk-CGC4JN4H.js";export{b as Disk,a as keepForMs};
