import{aa as a,ba as b,ca as c}from"./chunk-VSGPUFPX.js";import"./chunk-6IQQTJ26.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
