import{$ as a,aa as b,ba as c}from"./chunk-KDMEYUNM.js";import"./chunk-VJQRGEGZ.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
