import{$ as a,aa as b,ba as c}from"./chunk-ZT4RCJSI.js";import"./chunk-SGDPYPOM.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
