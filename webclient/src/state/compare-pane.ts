// The second picture of a comparison: a stage of its own, in the same hands as the panel's and in step with it.
import { effect, type ReadonlySignal } from '@preact/signals';
import { picture as pictureOf } from '../panel/query.ts';
import { joinFingers } from '../stage/compare-fingers.ts';
import { link } from '../stage/compare-link.ts';
import { Stage } from '../stage/stage.ts';
import { handTo } from './brush.ts';
import type { Pair } from './compared.ts';
import type { Core } from './features.ts';

/** Puts it into `root`; the returned function takes it out. */
export function mountPane(core: Core, pair: ReadonlySignal<Pair | null>, root: HTMLElement): () => void {
  const { panel, people, pictures, view, t } = core;
  const main = view.main();
  if (main === null) return () => {};
  // The zoom that the page tells is the panel's own; the two differ by a factor that says nothing.
  const { onView: _, ...options } = view.stageOptions(root, () => stage);
  const name = () => pictureOf(panel, pair.peek()?.beside ?? '')?.name ?? '';
  const stage: Stage = new Stage({
    ...options,
    label: () => t('compare.second', { name: name() }),
    onSelectionBox: (box) =>
      options.onSelectionBox?.(box && { ...box, x: box.x + root.offsetLeft, y: box.y + root.offsetTop }),
    // One has one viewport: that of the panel's own stage, which others follow; this one shows the same place.
    present: (message) => message.type !== 'viewport' && options.present(message),
  });
  let present: readonly string[] = [];
  const ends = [
    effect(() => {
      stage.show(pair.value?.beside ?? null);
      stage.setPeople(); // its label has the picture's name
    }),
    ...handTo(stage, view),
    effect(() => {
      const here = people.others.value.flatMap(({ site, peer }) => (peer?.status === 'connected' ? [site] : []));
      for (const site of present) if (!here.includes(site)) stage.removePerson(site);
      present = here;
      stage.setPeople();
    }),
    effect(() => {
      pictures.list.value; // also says that a blob has come
      stage.refreshPicture();
    }),
    core.onPresence((site, message) => message.type !== 'writing' && stage.presence(site, message)),
    oneSelection(main, stage),
    joinFingers([main.root, root]),
    link(main, stage),
  ];
  return () => {
    for (const end of ends) end();
    stage.destroy();
  };
}

/** What is selected is what the next key or button is for: not something on each picture. */
function oneSelection(main: Stage, beside: Stage): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  for (const [here, other] of [
    [main, beside],
    [beside, main],
  ] as const) {
    for (const type of ['pointerdown', 'focusin'])
      here.root.addEventListener(type, () => other.select([]), { capture: true, signal });
  }
  return () => ending.abort();
}
