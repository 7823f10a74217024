import{X as a,Y as b,Z as c}from"./chunk-MXTIAEPR.js";import"./chunk-IWN52FEE.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
