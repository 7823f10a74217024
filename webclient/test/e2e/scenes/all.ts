import type { Scene } from './book.ts';
import { chat } from './chat.ts';
import { compare } from './compare.ts';
import { filmstrip } from './filmstrip.ts';
import { keeping, snap } from './keeping.ts';
import { marks } from './marks.ts';
import { notices, outside, places } from './outside.ts';
import { many, refusals, room } from './room.ts';

/** Together they come by every screen of the web client. */
export const scenes: Readonly<Record<string, Scene>> = {
  outside,
  notices,
  room,
  marks,
  chat,
  compare,
  filmstrip,
  keeping,
  snap,
  many,
  refusals,
  places,
};
