import{r as a}from"./chunk-444UYSGP.js";import"./chunk-NS563DNN.js";import"./chunk-UJ7IRU53.js";import"./chunk-IWN52FEE.js";export{a as stage};
