import{r as a}from"./chunk-FC4TK6UL.js";import"./chunk-RRZA3OHD.js";import"./chunk-MXTIAEPR.js";import"./chunk-IWN52FEE.js";export{a as stage};
