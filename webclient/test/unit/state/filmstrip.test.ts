import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signal } from '@preact/signals';
import type { Translate } from '../../../src/i18n.ts';
import type { Panel } from '../../../src/panel/panel.ts';
import { picture } from '../../../src/panel/query.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import type { Core } from '../../../src/state/features.ts';
import { createFilmstrip, maxCaptionChars, maxNameChars } from '../../../src/state/filmstrip.ts';
import { createPictureNews, mergeMs } from '../../../src/state/picture-news.ts';
import { createPictures } from '../../../src/state/pictures.ts';
import { createToasts } from '../../../src/state/toasts.ts';
import { ids } from '../../../src/wire/schema.gen.ts';
import { TestClock } from '../ui/clock.ts';
import { addPicture, giulia, lucia, merge, names, newPanel } from './film.ts';

const t: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ');

function setUp(panel: Panel = newPanel(giulia)) {
  const clock = new TestClock();
  const toasts = createToasts(clock.after);
  const inView = signal<string | null>(null);
  const show = (id: string) => {
    inView.value = id;
  };
  return { panel, clock, toasts, inView, show, texts: () => toasts.list.value.map(({ text }) => text) };
}

const nothingShown = {
  present: signal([]),
  blobUrl: () => null,
  objectUrl: () => '',
  revokeObjectUrl() {},
};

function newFilmstrip() {
  const parts = setUp();
  const { panel, toasts, inView, show, clock } = parts;
  const pictures = createPictures({ ...nothingShown, panel });
  panel.subscribe(() => pictures.changed());
  const said = signal('');
  const core = {
    ...{ panel, t, toasts, pictures, said },
    env: { peer: { after: clock.after } },
    people: { look: (site: string) => ({ name: site, color: 0 }) },
    view: { picture: inView, show },
  } as unknown as Core;
  return { ...parts, pictures, said, strip: createFilmstrip(core) };
}

test('a move says where the picture is now', () => {
  const { panel, said, strip } = newFilmstrip();
  for (const [i, id] of ['picturea', 'pictureb', 'picturec'].entries()) addPicture(panel, id, `${i + 1}`);
  strip.move('picturea', 2);
  assert.equal(said.value, 'film.place picturea.jpg 3 3');
  assert.equal(names(panel), 'bca');
});

for (const { go, want } of [
  { go: 'pictureb', want: 'picturec' },
  { go: 'picturec', want: 'pictureb' },
  { go: 'picturea', want: 'pictureb' },
]) {
  test(`when ${go} is in view and goes, both look at its neighbor ${want}`, () => {
    for (const leave of [(panel: Panel) => panel.set(go, { deleted: true }), (panel: Panel) => takeBack(panel, go)]) {
      const { panel, pictures } = newFilmstrip();
      for (const [i, id] of ['picturea', 'pictureb', 'picturec'].entries()) addPicture(panel, id, `${i + 1}`);
      panel.announce(ids.stage, { kind: 'stage', by: giulia, picture: go });
      assert.equal(pictures.shown.value, go);
      leave(panel);
      assert.equal(pictures.shown.value, want);
      const other = newPanel(lucia, 1);
      merge(other, panel);
      assert.equal(createPictures({ ...nothingShown, panel: other }).shown.value, want);
    }
  });
}

for (const { name, words, want } of [
  { name: 'a new name', words: { name: 'sofa', caption: '' }, want: { name: 'sofa' } },
  { name: 'a caption', words: { name: 'picturea.jpg', caption: ' The sofa ' }, want: { caption: 'The sofa' } },
  { name: 'a caption alone', words: { caption: 'x' }, want: { caption: 'x' } },
  { name: 'both', words: { name: 'sofa', caption: 'x' }, want: { name: 'sofa', caption: 'x' } },
  { name: 'no name', words: { name: ' \n', caption: '' }, want: {} },
  { name: 'line breaks', words: { name: 'a\nb', caption: 'c\td' }, want: { name: 'a b', caption: 'c d' } },
  { name: 'text that turns direction', words: { name: 'a\u202egpj.exe', caption: '' }, want: { name: 'agpj.exe' } },
  {
    name: 'more than there is room for',
    words: { name: '😀'.repeat(500), caption: 'x'.repeat(5_000) },
    want: { name: '😀'.repeat(maxNameChars), caption: 'x'.repeat(maxCaptionChars) },
  },
]) {
  test(`words of a picture: ${name}`, () => {
    const { panel, strip } = newFilmstrip();
    addPicture(panel, 'picturea', '1');
    const before = picture(panel, 'picturea');
    strip.setWords('picturea', words);
    assert.deepEqual(picture(panel, 'picturea'), { ...before, ...want });
  });
}

test('an empty caption removes it, and undo brings it back', () => {
  const { panel, strip } = newFilmstrip();
  addPicture(panel, 'picturea', '1');
  strip.setWords('picturea', { name: 'picturea.jpg', caption: 'The sofa' });
  strip.setWords('picturea', { name: 'picturea.jpg', caption: '' });
  assert.equal(picture(panel, 'picturea')?.caption, undefined);
  panel.undo();
  assert.equal(picture(panel, 'picturea')?.caption, 'The sofa');
});

test('only a picture of one’s own can be taken back', () => {
  const { panel, strip, texts } = newFilmstrip();
  const other = newPanel(lucia);
  addPicture(other, 'pictureb', '2');
  merge(panel, other);
  addPicture(panel, 'picturea', '1');
  strip.takeBack('pictureb');
  assert.equal(names(panel), 'ab');
  strip.takeBack('picturea');
  assert.equal(names(panel), 'b');
  assert.deepEqual(texts(), ['film.tookBackOwn picturea.jpg']);
  panel.undo();
  assert.equal(names(panel), 'b', 'no undo');
});

/** Giulia's panel and its news, and Lucia's panel, which has seen hers. */
function newsOfLucia() {
  const parts = setUp();
  const other = newPanel(lucia);
  merge(other, parts.panel);
  const { panel, toasts, clock, inView, show } = parts;
  const news = createPictureNews({ ...{ panel, t, toasts, inView, show }, after: clock.after, person: () => 'Lucia' });
  const adds = (...ids: string[]) => {
    for (const id of ids) addPicture(other, id, id.slice(-1));
    merge(panel, other);
  };
  return { ...parts, other, news, adds };
}

test('a picture that another added is told of, and can be shown', () => {
  const { adds, clock, texts, toasts, inView } = newsOfLucia();
  adds('picturea');
  clock.pass(mergeMs);
  assert.deepEqual(texts(), ['film.added Lucia picturea.jpg']);
  toasts.list.value[0]?.action?.run();
  assert.equal(inView.value, 'picturea');
});

test('several within a short while are one toast, which grows', () => {
  const { adds, clock, texts } = newsOfLucia();
  adds('picturea');
  clock.pass(mergeMs - 1);
  adds('pictureb');
  clock.pass(1);
  assert.deepEqual(texts(), ['film.addedMany Lucia 2']);
  adds('picturec');
  clock.pass(mergeMs);
  assert.deepEqual(texts(), ['film.addedMany Lucia 3']);
});

test('after a pause the count begins anew', () => {
  const { adds, clock, texts } = newsOfLucia();
  adds('picturea', 'pictureb');
  clock.pass(2 * mergeMs);
  adds('picturec');
  clock.pass(mergeMs);
  assert.deepEqual(texts(), ['film.addedMany Lucia 2', 'film.added Lucia picturec.jpg']);
});

test('what is in view, or was deleted again, is no news', () => {
  const { adds, clock, texts, inView, other, panel } = newsOfLucia();
  adds('picturea', 'pictureb', 'picturec');
  inView.value = 'picturea';
  other.set('pictureb', { deleted: true });
  merge(panel, other);
  clock.pass(mergeMs);
  assert.deepEqual(texts(), ['film.added Lucia picturec.jpg']);
  inView.value = 'picturec';
  assert.deepEqual(texts(), [], 'seen meanwhile');
});

test('the first picture comes into view before anybody hears of it', () => {
  const { adds, clock, texts, inView } = newsOfLucia();
  inView.value = 'picturea';
  adds('picturea', 'pictureb');
  clock.pass(mergeMs);
  assert.deepEqual(texts(), ['film.added Lucia pictureb.jpg']);
});

test('one’s own pictures are no news, nor those that were there before', () => {
  const other = newPanel(lucia);
  addPicture(other, 'picturea', '1');
  const { panel, clock, toasts, inView, show, texts } = setUp(newPanel(giulia, 1));
  createPictureNews({ ...{ panel, t, toasts, inView, show }, after: clock.after, person: () => 'Lucia' });
  merge(panel, other);
  addPicture(panel, 'pictureb', '2');
  clock.pass(2 * mergeMs);
  assert.deepEqual(texts(), []);
});

test('a picture that another took back is told of at once, and not as added', () => {
  const { adds, clock, texts, other, panel } = newsOfLucia();
  adds('picturea');
  takeBack(other, 'picturea');
  merge(panel, other);
  assert.deepEqual(texts(), ['film.tookBack Lucia picturea.jpg']);
  clock.pass(2 * mergeMs);
  assert.deepEqual(texts(), []);
});

test('nothing is told after the end', () => {
  const { adds, clock, texts, news } = newsOfLucia();
  adds('picturea');
  news.stop();
  adds('pictureb');
  clock.pass(2 * mergeMs);
  assert.deepEqual(texts(), []);
});
