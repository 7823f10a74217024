import{d as a,e as b}from"./chunk-2QN44TNH.js";import"./chunk-A2P7FK3M.js";import"./chunk-CGC4JN4H.js";export{b as Disk,a as keepForMs};
