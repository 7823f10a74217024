// What people do with the pictures of the filmstrip beyond looking at one, and what is told of what others do with them.
import { picture } from '../panel/query.ts';
import { takeBack } from '../panel/take-back.ts';
import { properties } from '../wire/schema.gen.ts';
import type { Core } from './features.ts';
import { move } from './ordering.ts';
import { createPictureNews } from './picture-news.ts';
import { say } from './say.ts';
import { shortName } from './short-name.ts';

export interface Filmstrip {
  /** For the strip's live region: what a key did that cannot be seen by everybody. */
  say(text: string): void;
  move(id: string, place: number): void;
  /** One step for what differs. An empty caption removes it; a picture without a name keeps the one that it has. */
  setWords(id: string, words: Partial<PictureWords>): void;
  /** For good, from everybody: only a picture of one's own. */
  takeBack(id: string): void;
  stop(): void;
}

export interface PictureWords {
  readonly name: string;
  readonly caption: string;
}

/** In code points. */
export const maxNameChars = properties.get('name')?.max ?? 0;
export const maxCaptionChars = properties.get('caption')?.max ?? 0;

export function createFilmstrip(core: Core): Filmstrip {
  const { panel, t, toasts, view } = core;
  const news = createPictureNews({
    panel,
    t,
    toasts,
    after: core.env.peer.after,
    person: (site) => core.people.look(site).name,
    inView: view.picture,
    show: view.show,
  });
  const tell = (text: string) => say(core.said, text);
  return {
    say: tell,
    move(id, place) {
      if (!move(panel, id, place)) return;
      const list = core.pictures.list.value;
      const at = list.findIndex((other) => other.id === id);
      tell(t('film.place', { name: list[at]?.name ?? '', place: at + 1, count: list.length }));
    },
    setWords(id, words) {
      const now = picture(panel, id);
      if (!now) return;
      const before = now.caption ?? '';
      const name = oneLine(words.name ?? now.name, maxNameChars) || now.name;
      const caption = oneLine(words.caption ?? before, maxCaptionChars);
      const set = {
        ...(words.name !== undefined && name !== now.name && { name }),
        ...(words.caption !== undefined && caption !== before && { caption: caption === '' ? null : caption }),
      };
      if (Object.keys(set).length > 0) panel.set(id, set);
    },
    takeBack(id) {
      const now = picture(panel, id);
      if (now?.by !== panel.site) return;
      takeBack(panel, id);
      toasts.show({ tone: 'done', text: t('film.tookBackOwn', { picture: shortName(now.name) }) });
    },
    stop: () => news.stop(),
  };
}

/** Controls, line breaks and marks that turn the direction of what follows have no business in a name. */
function oneLine(text: string, maxChars: number): string {
  const plain = text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[\s\p{Cc}]+/gu, ' ');
  return Array.from(plain.trim()).slice(0, maxChars).join('').trim();
}
