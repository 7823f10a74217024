import{t as a}from"./chunk-YQSTHV2X.js";import"./chunk-NB3UP2MT.js";import"./chunk-BMX7IO2X.js";import"./chunk-6IQQTJ26.js";export{a as stage};
