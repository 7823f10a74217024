// What is loaded for a room and not before: see AppEnv.loadRoom.
export { browserRoomEnv } from './room-env.ts';
export { openSession } from './session.ts';
