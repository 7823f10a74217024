import{$ as c,Z as a,_ as b}from"./chunk-CGRA2J3T.js";import"./chunk-BYFLPCR2.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
