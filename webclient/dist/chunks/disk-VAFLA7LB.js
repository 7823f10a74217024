import{d as a,e as b}from"./chunk-NB3UP2MT.js";import"./chunk-BMX7IO2X.js";import"./chunk-6IQQTJ26.js";export{b as Disk,a as keepForMs};
