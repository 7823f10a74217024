import{d as a,e as b}from"./chunk-NS563DNN.js";import"./chunk-UJ7IRU53.js";import"./chunk-IWN52FEE.js";export{b as Disk,a as keepForMs};
