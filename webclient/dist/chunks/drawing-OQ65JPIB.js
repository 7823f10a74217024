import{v as a}from"./chunk-CD5ZXSKM.js";import"./chunk-VJ4RWOZ2.js";import"./chunk-RDHLRFIB.js";import"./chunk-WDN62DJF.js";export{a as stage};
