import{t as a}from"./chunk-WJYF736Y.js";import"./chunk-4JELL3SK.js";import"./chunk-YI6MCC2X.js";import"./chunk-TFAHBA2O.js";export{a as stage};
