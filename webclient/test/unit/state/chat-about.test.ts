import assert from 'node:assert/strict';
import test from 'node:test';
import { signal } from '@preact/signals';
import { Panel } from '../../../src/panel/panel.ts';
import { takeBack } from '../../../src/panel/take-back.ts';
import { aboutOf, goToPointed, pointable, pointed, sketchOf } from '../../../src/state/chat-about.ts';
import type { Value } from '../../../src/wire/schema.gen.ts';

const site = 'aaaaaaaa';
const [sofa, lamp, circle, pin] = ['picture1', 'picture2', 'circle01', 'pinpin01'];

function setUp(): Panel {
  const panel = new Panel({ site, wall: () => 1000 });
  const picture: Record<string, Value> = {
    ...{ kind: 'picture', by: site, name: 'Sofa', pixelWidth: 1200, pixelHeight: 800, size: 100, type: 'image/jpeg' },
    ...{ preview: new Uint8Array(12), blob: new Uint8Array(32), order: 'n' },
  };
  panel.set(sofa, picture);
  panel.set(lamp, { ...picture, name: 'Lamp' });
  const mark = { by: site, picture: sofa, color: 1, width: 40 };
  panel.set(circle, { ...mark, kind: 'ellipse', x1: 800, y1: 800, x2: 1600, y2: 1600 });
  panel.set(pin, { ...mark, kind: 'pin', x1: 0, y1: 0, number: 3 });
  return panel;
}

test('a message points at a picture, or at a mark on it', () => {
  const panel = setUp();
  assert.equal(pointed(panel, { picture: sofa }).state, 'picture');
  const what = pointed(panel, { picture: sofa, mark: pin });
  assert.ok(what.state === 'mark');
  assert.deepEqual([what.picture.name, what.number], ['Sofa', 3]);
});

test('what is gone is told: the mark, the picture, and what never was', () => {
  const panel = setUp();
  panel.set(circle, { deleted: true });
  assert.equal(pointed(panel, { picture: sofa, mark: circle }).state, 'markGone');
  assert.equal(pointed(panel, { picture: sofa, mark: sofa }).state, 'markGone', 'a picture is no mark');
  takeBack(panel, sofa);
  assert.equal(pointed(panel, { picture: sofa, mark: circle }).state, 'gone');
  assert.equal(pointed(panel, { picture: sofa, mark: pin }).state, 'gone');
  assert.equal(pointed(panel, { picture: 'nothing1' }).state, 'gone');
  assert.equal(pointed(panel, { picture: pin }).state, 'gone', 'a mark is no picture');
});

test('a mark is on the picture that it is on, whatever the message says', () => {
  const what = pointed(setUp(), { picture: lamp, mark: circle });
  assert.ok(what.state === 'mark');
  assert.equal(what.picture.id, sofa);
});

test('point at takes the one mark that is selected, else the picture in view', () => {
  const panel = setUp();
  assert.deepEqual(pointable(panel, sofa, [circle]), { picture: sofa, mark: circle });
  assert.deepEqual(pointable(panel, sofa, [circle, pin]), { picture: sofa });
  assert.deepEqual(pointable(panel, sofa, []), { picture: sofa });
  assert.equal(pointable(panel, null, []), null);
  assert.equal(pointable(panel, 'nothing1', []), null);
});

test('the chat is opened about something by code that names it', () => {
  assert.deepEqual(aboutOf({ about: { picture: sofa, mark: circle } }), { picture: sofa, mark: circle });
  assert.deepEqual(aboutOf({ about: { picture: sofa } }), { picture: sofa, mark: undefined });
  for (const params of [null, {}, 'about', { about: null }, { about: { picture: 1 } }, { about: { picture: '../x' } }])
    assert.equal(aboutOf(params), null);
});

test('going there shows the picture only if it is not in view, and nothing that is gone', () => {
  const panel = setUp();
  const done: string[] = [];
  const view = {
    picture: signal<string | null>(lamp),
    show: (id: string) => done.push(`show ${id}`),
    goTo: (id: string) => done.push(`go to ${id}`),
  };
  goToPointed(view, pointed(panel, { picture: sofa, mark: circle }));
  view.picture.value = sofa;
  goToPointed(view, pointed(panel, { picture: sofa, mark: circle }));
  goToPointed(view, pointed(panel, { picture: sofa }));
  goToPointed(view, pointed(panel, { picture: 'nothing1' }));
  assert.deepEqual(done, [`show ${sofa}`, `go to ${circle}`, `go to ${circle}`]);
});

test('a sketch shows a square of the picture with the mark in it, and never what is beyond its edge', () => {
  const panel = setUp();
  const what = pointed(panel, { picture: sofa, mark: circle });
  assert.ok(what.state === 'mark');
  const { part, path } = sketchOf(what.picture, what.mark);
  assert.equal(part.width, part.height);
  assert.ok(part.x <= 800 && part.x + part.width >= 1600, JSON.stringify(part));
  assert.match(path, /^M/);
  panel.set(circle, { x1: -1_000_000, x2: 1_000_000 });
  for (const mark of [circle, pin]) {
    const far = pointed(panel, { picture: sofa, mark });
    assert.ok(far.state === 'mark');
    const edge = sketchOf(far.picture, far.mark).part;
    assert.ok(edge.x >= 0 && edge.y >= 0, JSON.stringify(edge));
    assert.ok(edge.x + edge.width <= 9600 && edge.y + edge.height <= 6400, JSON.stringify(edge));
  }
});
