import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Camera, fit, same } from '../../../src/stage/camera.ts';
import { placeOf } from '../../../src/stage/compare.ts';
import { type Linked, link } from '../../../src/stage/compare-link.ts';
import type { Size } from '../../../src/stage/types.ts';

const screen = { width: 400, height: 300 };
const area = { x: 0, y: 0, ...screen };

/** A stage without a screen: a frame tells of what moved since the last one. */
class Eye implements Linked {
  shown: string | null;
  camera: Camera;
  #picture: Size;
  #told: string | null;
  readonly #listeners = new Set<() => void>();
  #telling = false;

  constructor(shown: string, picture: Size) {
    this.shown = this.#told = shown;
    this.#picture = picture;
    this.camera = this.#toldCamera = fit(picture, area);
  }
  #toldCamera: Camera;

  get place() {
    return placeOf({ camera: this.camera, picture: this.#picture, area });
  }
  lens() {
    return { camera: this.camera, picture: this.#picture, screen, area };
  }
  watchCamera(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
  setCamera(to: Camera): void {
    this.camera = to;
    if (!this.#telling) this.frame();
  }
  show(shown: string, picture: Size): void {
    this.shown = shown;
    this.#picture = picture;
    this.camera = fit(picture, area);
  }
  frame(): void {
    if (same(this.camera, this.#toldCamera) && this.shown === this.#told) return;
    [this.#toldCamera, this.#told] = [this.camera, this.shown];
    this.#telling = true;
    for (const listener of this.#listeners) listener();
    this.#telling = false;
  }
}

const photo = { width: 4000, height: 3000 };
const product = { width: 800, height: 800 };
const together = (a: Eye, b: Eye) => {
  for (const key of ['x', 'y', 'zoom'] as const) assert.ok(Math.abs(a.place[key] - b.place[key]) < 1e-9, key);
};

test('whichever is moved, the other one is in step after the same frame', () => {
  const [a, b] = [new Eye('a', photo), new Eye('b', product)];
  link(a, b);
  a.camera = { x: -500, y: -300, z: 0.4 };
  a.frame();
  together(a, b);
  b.camera = { x: -200, y: -100, z: 0.9 };
  b.frame();
  together(a, b);
  assert.equal(b.camera.x, -200, 'the leader itself is left alone');
});

test('a picture that was zoomed before is joined by the second one at once', () => {
  const [a, b] = [new Eye('a', photo), new Eye('b', product)];
  a.camera = { x: -500, y: -300, z: 0.4 };
  link(a, b);
  together(a, b);
  assert.equal(a.camera.x, -500);
});

test('pictures that are swapped keep the place that was looked at', () => {
  const [a, b] = [new Eye('a', photo), new Eye('b', product)];
  link(a, b);
  a.camera = { x: -500, y: -300, z: 0.4 };
  a.frame();
  const before = a.place;
  a.show('b', product);
  b.show('a', photo);
  a.frame();
  b.frame();
  together(a, b);
  assert.ok(Math.abs(a.place.zoom - before.zoom) < 1e-9 && Math.abs(a.place.x - before.x) < 1e-9);
  a.camera = { ...a.camera, x: a.camera.x + 10 };
  a.frame();
  together(a, b);
  assert.notEqual(a.place.x, before.x, 'and the next movement is not swallowed');
});

test('after the end each goes its own way', () => {
  const [a, b] = [new Eye('a', photo), new Eye('b', product)];
  link(a, b)();
  a.camera = { x: -500, y: -300, z: 0.4 };
  a.frame();
  assert.equal(b.place.zoom, 1);
});
