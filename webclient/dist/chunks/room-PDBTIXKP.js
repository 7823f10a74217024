import{X as a,Y as b,Z as c}from"./chunk-UJ7IRU53.js";import"./chunk-IWN52FEE.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
