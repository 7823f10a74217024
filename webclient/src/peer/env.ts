// PeerEnv of a browser page.

import type { KeyValue, PeerEnv } from './types.ts';

/** Longest wait for a paint: hidden pages are not painted, yet their presence and writes go on. */
const maxFrameMs = 50;

export function browserEnv(page: Window & typeof globalThis): Omit<PeerEnv, 'later'> {
  const url = new URL('/signaling', page.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return {
    signalingUrl: url.href,
    RTCPeerConnection: page.RTCPeerConnection,
    WebSocket: page.WebSocket,
    now: () => Date.now(),
    monotonic: () => page.performance.now(),
    random: (bytes) => page.crypto.getRandomValues(new Uint8Array(bytes)),
    after: (ms, action) => {
      const timer = page.setTimeout(action, ms);
      return () => page.clearTimeout(timer);
    },
    frame: (action) => {
      let done = false;
      const once = () => {
        if (!done) action();
        done = true;
      };
      page.requestAnimationFrame(once);
      page.setTimeout(once, maxFrameMs);
      return () => {
        done = true;
      };
    },
    sessionStorage: storage(() => page.sessionStorage),
    localStorage: storage(() => page.localStorage),
    onWake: (listener) => {
      const visible = () => {
        if (page.document.visibilityState === 'visible') listener();
      };
      page.addEventListener('online', listener);
      // Taken out of the back-forward cache: sockets and connections may have died meanwhile.
      page.addEventListener('pageshow', listener);
      page.document.addEventListener('visibilitychange', visible);
      return () => {
        page.removeEventListener('online', listener);
        page.removeEventListener('pageshow', listener);
        page.document.removeEventListener('visibilitychange', visible);
      };
    },
    objectUrl: (blob) => URL.createObjectURL(blob),
    revokeObjectUrl: (u) => URL.revokeObjectURL(u),
  };
}

/** With cookies blocked even reading the property throws. */
function storage(read: () => KeyValue): KeyValue | null {
  try {
    return read();
  } catch {
    return null;
  }
}
