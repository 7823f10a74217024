import{d as a,e as b}from"./chunk-4JELL3SK.js";import"./chunk-YI6MCC2X.js";import"./chunk-TFAHBA2O.js";export{b as Disk,a as keepForMs};
