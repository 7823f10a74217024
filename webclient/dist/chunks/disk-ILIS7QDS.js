import{d as a,e as b}from"./chunk-27ISK34O.js";import"./chunk-6J4I3T6V.js";import"./chunk-LB35FXG4.js";export{b as Disk,a as keepForMs};
