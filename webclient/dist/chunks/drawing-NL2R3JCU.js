import{r as a}from"./chunk-WQ7OX7TT.js";import"./chunk-PINXB6OS.js";import"./chunk-3RDV6ZG6.js";import"./chunk-IWN52FEE.js";export{a as stage};
