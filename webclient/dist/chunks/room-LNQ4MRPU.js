import{$ as a,aa as b,ba as c}from"./chunk-OVDNQIXR.js";import"./chunk-WDN62DJF.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
