import{$ as a,aa as b,ba as c}from"./chunk-E3Y4D6UX.js";import"./chunk-3RO67CEO.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
