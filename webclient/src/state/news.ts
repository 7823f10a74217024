// What a person is told of the others: who came and went, which picture has gone or did not arrive, and, for those who
// listen to the page, what they draw and show.
import { effect, untracked } from '@preact/signals';
import { createActivity } from './activity.ts';
import { deeds } from './deeds.ts';
import type { Core } from './features.ts';
import { createGreetings } from './greetings.ts';
import type { PictureView } from './pictures.ts';
import { shortName } from './short-name.ts';
import { touched } from './touched.ts';

export function createNews(core: Core) {
  const { panel, people, t } = core;
  const name = (site: string) => people.look(site).name;
  const activity = createActivity({ text: core.said, t, name, after: core.env.peer.after });
  const greetings = tellOfPeople(core, name);
  const stops = [
    effect(() => {
      const peers = core.peers.value;
      untracked(() => greetings.peers(peers)); // a toast reads and writes signals of its own
    }),
    tellOfPictures(core),
    panel.subscribe((change) => {
      if (touched(panel, change).people) greetings.named();
      if (change.origin === 'remote') for (const [site, deed] of deeds(panel, change)) activity.note(site, deed);
    }),
  ];
  return {
    activity,
    stop() {
      for (const stop of stops) stop();
      greetings.stop();
      activity.stop();
    },
  };
}

function tellOfPeople({ panel, toasts, t }: Core, name: (site: string) => string) {
  // By name: who comes back after leaving has another site.
  const tell = (site: string, key: 'people.joined' | 'people.left') =>
    void toasts.show({ tone: 'info', about: `person ${name(site)}`, text: t(key, { name: name(site) }) });
  return createGreetings({
    hasName: (site) => panel.get(site) !== undefined,
    came: (site) => tell(site, 'people.joined'),
    went: (site) => tell(site, 'people.left'),
  });
}

function tellOfPictures({ panel, pictures, room, toasts, t }: Core): () => void {
  let before: readonly PictureView[] = [];
  const failed = new Set<string>();
  const tellRemoved = ({ id, name }: PictureView) =>
    void toasts.show({
      tone: 'info',
      text: t('pictures.deleted', { name: shortName(name) }),
      action: { label: t('pictures.putBack'), run: () => void panel.set(id, { deleted: false }) },
    });
  const tellFailed = ({ blob, name }: PictureView) => {
    const action = { label: t('pictures.retry'), run: () => room.retryBlob(blob) };
    toasts.show({ tone: 'error', text: t('pictures.failedToast', { name: shortName(name) }), action });
  };
  const compare = (now: readonly PictureView[]) => {
    const ids = new Set(now.map(({ id }) => id));
    // Whoever deleted it, also by an undo, and wherever: a picture never goes without a word and a way back.
    for (const picture of before) if (!ids.has(picture.id) && !panel.get(picture.id)?.takenBack) tellRemoved(picture);
    before = now;
    for (const picture of now) {
      if (picture.delivery.state !== 'failed') failed.delete(picture.blob);
      else if (!failed.has(picture.blob)) {
        failed.add(picture.blob);
        tellFailed(picture);
      }
    }
  };
  return effect(() => {
    const now = pictures.list.value;
    untracked(() => compare(now));
  });
}
