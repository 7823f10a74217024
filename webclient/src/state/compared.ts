// Which two pictures are compared, as the panel has it. Early code, because it decides what is shown.
import type { Panel } from '../panel/panel.ts';
import { picture } from '../panel/query.ts';
import { ids } from '../wire/schema.gen.ts';
import { compareStamps } from '../wire/stamp.ts';

export interface Pair {
  readonly picture: string;
  readonly beside: string;
}

/**
 * The pair, be its pictures there or not. One write names both: whoever shows a picture alone, also a peer that knows
 * nothing of comparing, writes `picture` anew, and with that it is over.
 */
export function compared(panel: Panel): Pair | null {
  const stage = panel.get(ids.stage);
  const [picked, beside] = [stage?.stamp('picture'), stage?.stamp('compare')];
  const [first, second] = [stage?.get('picture'), stage?.get('compare')];
  if (!picked || !beside || compareStamps(picked, beside) !== 0) return null;
  if (typeof first !== 'string' || typeof second !== 'string' || first === second) return null;
  return { picture: first, beside: second };
}

/** The one that is left when the first of two has been deleted. */
export function leftOver(panel: Panel): string | undefined {
  const beside = compared(panel)?.beside;
  return beside === undefined ? undefined : picture(panel, beside)?.id;
}
