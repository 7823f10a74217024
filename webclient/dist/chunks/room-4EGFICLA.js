import{ba as a,ca as b,da as c}from"./chunk-A2P7FK3M.js";import"./chunk-CGC4JN4H.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
