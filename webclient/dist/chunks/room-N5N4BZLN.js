import{X as a,Y as b,Z as c}from"./chunk-3RDV6ZG6.js";import"./chunk-IWN52FEE.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
