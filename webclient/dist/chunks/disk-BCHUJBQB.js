import{d as a,e as b}from"./chunk-PINXB6OS.js";import"./chunk-3RDV6ZG6.js";import"./chunk-IWN52FEE.js";export{b as Disk,a as keepForMs};
