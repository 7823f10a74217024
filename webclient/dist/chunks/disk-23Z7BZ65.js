import{d as a,e as b}from"./chunk-OGE4VW4K.js";import"./chunk-WE2GZSTY.js";import"./chunk-CISPSSZ6.js";export{b as Disk,a as keepForMs};
