// What is loaded for a room and not before: see AppEnv.loadRoom.
// The page is loaded by then: so that what both use is in one chunk with its own. Few chunks weigh less after gzip.
import './state/app.ts';
import './ui/app.tsx';

export { browserRoomEnv } from './state/room-env.ts';
export { openSession } from './state/session.ts';
export { RoomPage } from './ui/room.tsx';
