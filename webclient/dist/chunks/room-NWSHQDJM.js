import{ba as a,ca as b,da as c}from"./chunk-6J4I3T6V.js";import"./chunk-LB35FXG4.js";export{c as RoomPage,a as browserRoomEnv,b as openSession};
