/** Two stages in step: whichever a person moves leads, the other follows in the same frame. */
import { cameraAt, inStep, type Place, placeOf } from './compare.ts';
import type { Stage } from './stage.ts';

export type Linked = Pick<Stage, 'lens' | 'setCamera' | 'watchCamera' | 'shown'>;

/** Returns the end of it. */
export function link(main: Linked, beside: Linked): () => void {
  let place: Place | null = null;
  let following = false;
  const shown = new Map<Linked, string | null>();

  const follow = (stage: Linked, move: () => void) => {
    shown.set(stage, stage.shown);
    following = true;
    move();
    following = false;
  };
  const lead = (leader: Linked, follower: Linked) => {
    const lens = leader.lens();
    if (following || lens === null) return;
    if (place !== null && shown.get(leader) !== leader.shown) {
      // Nobody moved it: the pictures were swapped, and the new one starts fitted. What was looked at stays.
      const at = cameraAt(place, lens);
      follow(leader, () => leader.setCamera(at));
      return;
    }
    shown.set(leader, leader.shown);
    place = placeOf(lens);
    const other = follower.lens();
    if (other !== null) follow(follower, () => follower.setCamera(inStep(lens, other)));
  };
  const ends = [
    main.watchCamera(() => lead(main, beside)),
    beside.watchCamera(() => (place === null ? lead(main, beside) : lead(beside, main))),
  ];
  lead(main, beside);
  return () => {
    for (const end of ends) end();
  };
}
