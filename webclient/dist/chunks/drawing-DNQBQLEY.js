import{t as a}from"./chunk-AYJL5M3F.js";import"./chunk-2QN44TNH.js";import"./chunk-A2P7FK3M.js";import"./chunk-CGC4JN4H.js";export{a as stage};
