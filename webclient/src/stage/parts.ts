/** The part of the stage that comes later: what is not needed to see a picture with its marks and to move it about. */
import { Drawing } from './drawing.ts';

export const stageParts = { Drawing };

export type StageParts = typeof stageParts;
