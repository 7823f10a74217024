import{aa as a,ba as b,ca as c}from"./chunk-KGLFBCHJ.js";import"./chunk-4BDSZDXA.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
