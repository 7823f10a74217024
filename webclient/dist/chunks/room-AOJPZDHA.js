import{aa as a,ba as b,ca as c}from"./chunk-YI6MCC2X.js";import"./chunk-TFAHBA2O.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
