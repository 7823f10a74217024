/**
 * The part of the stage that comes later: what is not needed to see a picture with its marks, to move it about, and to
 * draw on it with the pen. In `Stage` each has a stand-in until it is here.
 */
import { Commands } from './commands.ts';
import { Cursors } from './cursors.ts';
import { Outbox } from './outbox.ts';
import { Overlay } from './overlay.ts';
import { Selecting } from './selecting.ts';
import { makeTools } from './tools/index.ts';
import { Viewports } from './viewports.ts';
import { Writing } from './writing.ts';

export const stageParts = { Commands, Cursors, Outbox, Overlay, Selecting, Viewports, Writing, makeTools };

export type StageParts = typeof stageParts;
