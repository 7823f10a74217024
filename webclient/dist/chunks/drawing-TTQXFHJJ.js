import{v as a}from"./chunk-R3YWXFSP.js";import"./chunk-ASDJKKR4.js";import"./chunk-ZT4RCJSI.js";import"./chunk-SGDPYPOM.js";export{a as stage};
