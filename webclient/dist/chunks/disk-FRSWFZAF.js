import{d as a,e as b}from"./chunk-FXD27JAW.js";import"./chunk-VSGPUFPX.js";import"./chunk-6IQQTJ26.js";export{b as Disk,a as keepForMs};
