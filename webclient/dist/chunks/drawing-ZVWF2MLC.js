import{v as a}from"./chunk-RDQ7J3CH.js";import"./chunk-OGE4VW4K.js";import"./chunk-WE2GZSTY.js";import"./chunk-CISPSSZ6.js";export{a as stage};
