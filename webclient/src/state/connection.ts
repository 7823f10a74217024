// How it stands with the others, in words for a person, not in codes.
import type { RemotePeer, RoomStatus } from '../peer/types.ts';

export type ConnectionWord = 'waiting' | 'connecting' | 'direct' | 'relayed' | 'reconnecting' | 'offline' | 'gone';

/** The word for the whole room: trouble with one of the others comes before success with the rest. */
export function connectionWord(status: RoomStatus, peers: readonly RemotePeer[], someoneLeft: boolean): ConnectionWord {
  const here = peers.filter((peer) => peer.status !== 'gone');
  if (here.some((peer) => peer.status === 'reconnecting' || peer.status === 'away')) return 'reconnecting';
  if (here.some((peer) => peer.status === 'connecting')) return status === 'offline' ? 'reconnecting' : 'connecting';
  if (here.length > 0) return here.some((peer) => peer.path === 'relayed') ? 'relayed' : 'direct';
  // Panels that are connected go on without the service; alone, one needs it to be found.
  if (status === 'offline') return 'offline';
  if (status === 'joining') return 'connecting';
  return someoneLeft || peers.length > 0 ? 'gone' : 'waiting';
}
