import{t as a}from"./chunk-LAL2QX52.js";import"./chunk-27ISK34O.js";import"./chunk-6J4I3T6V.js";import"./chunk-LB35FXG4.js";export{a as stage};
