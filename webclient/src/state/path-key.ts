// How it stands with one of the others, in the list of people.
import type { Key } from '../i18n.ts';
import type { RemotePeer } from '../peer/types.ts';

export function pathKey(peer: RemotePeer): Key {
  switch (peer.status) {
    case 'connected':
      return peer.path === 'relayed' ? 'people.path.relayed' : 'people.path.direct';
    case 'connecting':
      return 'people.path.connecting';
    case 'gone':
      return 'people.path.gone';
    default:
      return 'people.path.reconnecting';
  }
}
