import{$ as a,aa as b,ba as c}from"./chunk-WGNQM36N.js";import"./chunk-VJQRGEGZ.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
