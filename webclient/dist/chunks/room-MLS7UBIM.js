import{$ as a,aa as b,ba as c}from"./chunk-TRRULR5N.js";import"./chunk-WDN62DJF.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
