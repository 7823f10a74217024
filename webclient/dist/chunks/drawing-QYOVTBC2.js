import{t as a}from"./chunk-ZKXIZSV2.js";import"./chunk-FXD27JAW.js";import"./chunk-VSGPUFPX.js";import"./chunk-6IQQTJ26.js";export{a as stage};
