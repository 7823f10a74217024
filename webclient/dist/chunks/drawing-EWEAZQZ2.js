import{t as a}from"./chunk-4PIDXTLD.js";import"./chunk-MITROBGV.js";import"./chunk-KGLFBCHJ.js";import"./chunk-4BDSZDXA.js";export{a as stage};
