import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Camera, clamp, fit, panBy, zoomAt, zoomLimits } from '../../../src/stage/camera.ts';
import { cameraAt, inStep, type Lens, type Place, placeOf } from '../../../src/stage/compare.ts';
import type { Size } from '../../../src/stage/types.ts';

const sizes = fc.record({ width: fc.integer({ min: 1, max: 8000 }), height: fc.integer({ min: 1, max: 8000 }) });
const screens = fc.record({ width: fc.integer({ min: 120, max: 2000 }), height: fc.integer({ min: 120, max: 1400 }) });
const places: fc.Arbitrary<Place> = fc.record({
  x: fc.double({ min: -1, max: 2, noNaN: true }),
  y: fc.double({ min: -1, max: 2, noNaN: true }),
  zoom: fc.double({ min: 0.05, max: 40, noNaN: true }),
});

const margin = 16;
const area = ({ width, height }: Size) => ({
  x: margin,
  y: margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});
const lens = (picture: Size, screen: Size, camera: Camera): Lens => ({ camera, picture, screen, area: area(screen) });
const fitted = (picture: Size, screen: Size): Lens => lens(picture, screen, fit(picture, area(screen)));

/** As a person brings it about: zoomed at a point, then panned, within the stage's own limits. */
const moved = fc
  .record({
    picture: sizes,
    screen: screens,
    factor: fc.double({ min: 0.3, max: 12, noNaN: true }),
    at: fc.record({ x: fc.double({ min: 0, max: 1, noNaN: true }), y: fc.double({ min: 0, max: 1, noNaN: true }) }),
    dx: fc.integer({ min: -3000, max: 3000 }),
    dy: fc.integer({ min: -3000, max: 3000 }),
  })
  .map(({ picture, screen, factor, at, dx, dy }) => {
    const place = { x: at.x * screen.width, y: at.y * screen.height };
    const limits = zoomLimits(picture, area(screen));
    const zoomed = zoomAt(fit(picture, area(screen)), place, factor, limits);
    return lens(picture, screen, clamp(panBy(zoomed, dx, dy), picture, screen));
  });

const close = (a: number, b: number, scale = 1) => assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, scale), `${a} ${b}`);
function samePlace(a: Place, b: Place): void {
  close(a.x, b.x);
  close(a.y, b.y);
  close(a.zoom, b.zoom, a.zoom);
}

test('a fitted picture is at the middle, at zoom 1, whatever its size and the screen', () => {
  fc.assert(
    fc.property(sizes, screens, (picture, screen) =>
      samePlace(placeOf(fitted(picture, screen)), { x: 0.5, y: 0.5, zoom: 1 }),
    ),
  );
});

test('from a place to a camera and back is the same place, on every picture and screen', () => {
  fc.assert(
    fc.property(places, sizes, screens, (place, picture, screen) => {
      const frame = { picture, area: area(screen) };
      samePlace(placeOf({ camera: cameraAt(place, frame), ...frame }), place);
    }),
  );
});

test('what is in the middle of one is in the middle of the other, as parts of each', () => {
  const photo = lens({ width: 4000, height: 3000 }, { width: 632, height: 632 }, { x: -1200, y: -400, z: 0.6 });
  const product = fitted({ width: 800, height: 800 }, { width: 632, height: 632 });
  const camera = inStep(photo, product);
  const middle = (l: Lens) => (632 / 2 - l.camera.x) / (l.picture.width * l.camera.z);
  close(middle({ ...product, camera }), middle(photo));
  close(camera.z / product.camera.z, photo.camera.z / fit(photo.picture, photo.area).z);
});

test('the follower never loses its picture out of sight, wherever the leader goes', () => {
  fc.assert(
    fc.property(moved, sizes, screens, (leader, picture, screen) => {
      const { x, y, z } = inStep(leader, fitted(picture, screen));
      const keep = Math.min(64, picture.width * z, picture.height * z, screen.width, screen.height);
      assert.ok(x + picture.width * z >= keep - 1e-6 && x <= screen.width - keep + 1e-6, 'sideways');
      assert.ok(y + picture.height * z >= keep - 1e-6 && y <= screen.height - keep + 1e-6, 'up and down');
      assert.ok(z > 0 && Number.isFinite(z));
    }),
  );
});

test('it follows in zoom exactly, also beyond its own limits', () => {
  fc.assert(
    fc.property(moved, sizes, screens, (leader, picture, screen) => {
      const follower = fitted(picture, screen);
      const { zoom } = placeOf({ ...follower, camera: inStep(leader, follower) });
      close(zoom, placeOf(leader).zoom, zoom);
    }),
  );
});

test('when the other one leads from there, nothing moves, unless it had been held in sight', () => {
  fc.assert(
    fc.property(moved, sizes, screens, (leader, picture, screen) => {
      const follower = fitted(picture, screen);
      const followed = { ...follower, camera: inStep(leader, follower) };
      const held = cameraAt(placeOf(leader), follower);
      fc.pre(Math.abs(held.x - followed.camera.x) < 1e-6 && Math.abs(held.y - followed.camera.y) < 1e-6);
      const back = inStep(followed, leader);
      close(back.x, leader.camera.x, leader.picture.width * leader.camera.z);
      close(back.y, leader.camera.y, leader.picture.height * leader.camera.z);
      close(back.z, leader.camera.z);
    }),
  );
});
