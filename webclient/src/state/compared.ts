// Which two pictures are compared, as the panel has it. Early code, because it decides what is shown.
import type { Panel } from '../panel/panel.ts';
import { type Picture, picture } from '../panel/query.ts';
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

/**
 * What is shown when the picture that was has gone: the other one of two that were compared, else the one that came
 * after it in the strip, or the last. Everybody comes to the same, for what is deleted keeps its place on the panel.
 */
export function shownInstead(panel: Panel, strip: readonly Picture[]): string | undefined {
  const beside = compared(panel)?.beside;
  const left = beside === undefined ? undefined : picture(panel, beside);
  if (left) return left.id;
  const gone = panel.get(ids.stage)?.get('picture');
  const order = typeof gone === 'string' ? panel.get(gone)?.get('order') : undefined;
  if (typeof order !== 'string') return strip[0]?.id;
  return (strip.find((one) => one.order > order) ?? strip.at(-1))?.id;
}
