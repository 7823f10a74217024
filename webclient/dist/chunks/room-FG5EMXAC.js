import{$ as a,aa as b,ba as c}from"./chunk-RN4DMVM6.js";import"./chunk-3RO67CEO.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
