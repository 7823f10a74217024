import{d as a,e as b}from"./chunk-JHSLKS45.js";import"./chunk-V6WZJY57.js";import"./chunk-LB35FXG4.js";export{b as Disk,a as keepForMs};
