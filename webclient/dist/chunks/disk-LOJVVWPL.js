import{d as a,e as b}from"./chunk-MITROBGV.js";import"./chunk-KGLFBCHJ.js";import"./chunk-4BDSZDXA.js";export{b as Disk,a as keepForMs};
