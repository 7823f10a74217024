// What is loaded for a room and not before: see AppEnv.loadRoom.
export { browserRoomEnv } from './state/room-env.ts';
export { openSession } from './state/session.ts';
export { RoomPage } from './ui/room.tsx';
