import{d as a,e as b}from"./chunk-VJ4RWOZ2.js";import"./chunk-RDHLRFIB.js";import"./chunk-WDN62DJF.js";export{b as Disk,a as keepForMs};
