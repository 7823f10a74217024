import{ba as a,ca as b,da as c}from"./chunk-TP6JSBS7.js";import"./chunk-CGC4JN4H.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
