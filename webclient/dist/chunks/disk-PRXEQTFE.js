import{d as a,e as b}from"./chunk-ASDJKKR4.js";import"./chunk-ZT4RCJSI.js";import"./chunk-SGDPYPOM.js";export{b as Disk,a as keepForMs};
