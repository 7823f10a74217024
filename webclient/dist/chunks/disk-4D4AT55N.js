import{d as a,e as b}from"./chunk-SC7VEOPR.js";import"./chunk-RN4DMVM6.js";import"./chunk-3RO67CEO.js";export{b as Disk,a as keepForMs};
