import{t as a}from"./chunk-LYFBC64S.js";import"./chunk-JHSLKS45.js";import"./chunk-V6WZJY57.js";import"./chunk-LB35FXG4.js";export{a as stage};
