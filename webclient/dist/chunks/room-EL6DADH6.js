import{$ as a,aa as b,ba as c}from"./chunk-WE2GZSTY.js";import"./chunk-CISPSSZ6.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
