import{v as a}from"./chunk-E6QR5MEY.js";import"./chunk-SC7VEOPR.js";import"./chunk-RN4DMVM6.js";import"./chunk-3RO67CEO.js";export{a as stage};
