import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as camera from '../../../src/stage/camera.ts';

const picture = { width: 4000, height: 3000 };
const area = { x: 16, y: 16, width: 800, height: 600 };
const screen = { width: 832, height: 632 };

const cameras = fc.record({
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
  z: fc.double({ min: 0.05, max: 8, noNaN: true }),
});
const places = fc.record({ x: fc.integer({ min: 0, max: 832 }), y: fc.integer({ min: 0, max: 632 }) });

test('the fit shows the whole picture in the middle of the free area', () => {
  assert.deepEqual(camera.fit(picture, area), { x: 16, y: 16, z: 0.2 });
  const tall = camera.fit({ width: 1000, height: 3000 }, area);
  assert.deepEqual(tall, { x: 16 + 300, y: 16, z: 0.2 });
});

test('a small picture is enlarged by the fit, but at most twice', () => {
  assert.equal(camera.fit({ width: 100, height: 100 }, area).z, 2);
});

test('an area of no size gives a camera that divides by nothing', () => {
  const { z } = camera.fit(picture, { x: 0, y: 0, width: 0, height: 0 });
  assert.ok(z > 0 && Number.isFinite(z));
});

test('zooming keeps the point under the pointer', () => {
  fc.assert(
    fc.property(cameras, places, fc.double({ min: 0.2, max: 5, noNaN: true }), (from, at, factor) => {
      const before = { x: (at.x - from.x) / from.z, y: (at.y - from.y) / from.z };
      const to = camera.zoomAt(from, at, factor, [0.01, 100]);
      assert.ok(Math.abs(before.x * to.z + to.x - at.x) < 1e-6);
      assert.ok(Math.abs(before.y * to.z + to.y - at.y) < 1e-6);
    }),
  );
});

test('zooming stops at the limits', () => {
  const limits = camera.zoomLimits(picture, area);
  const fitted = camera.fit(picture, area);
  assert.equal(camera.zoomAt(fitted, { x: 0, y: 0 }, 1e6, limits).z, 4);
  assert.equal(camera.zoomAt(fitted, { x: 0, y: 0 }, 1e-6, limits).z, 0.1);
});

test('a clamped camera always leaves a part of the picture in view', () => {
  fc.assert(
    fc.property(cameras, (from) => {
      const { x, y, z } = camera.clamp(from, picture, screen);
      const keep = Math.min(64, picture.width * z, picture.height * z);
      assert.ok(x + picture.width * z >= keep - 1e-6 && x <= screen.width - keep + 1e-6);
      assert.ok(y + picture.height * z >= keep - 1e-6 && y <= screen.height - keep + 1e-6);
    }),
  );
});

test('screen to picture and back is the same place to within half of 1/8 pixel', () => {
  fc.assert(
    fc.property(cameras, places, (from, at) => {
      const back = camera.toScreen(from, camera.toPicture(from, at));
      const most = (from.z / camera.unitsPerPixel) * 0.5 + 1e-6;
      assert.ok(Math.abs(back.x - at.x) <= most && Math.abs(back.y - at.y) <= most);
    }),
  );
});

test('picture coordinates are integers', () => {
  const { x, y } = camera.toPicture({ x: 1.3, y: 2.7, z: 0.37 }, { x: 100.1, y: 50.9 });
  assert.ok(Number.isInteger(x) && Number.isInteger(y));
});

test('the camera for a view shows that view again', () => {
  const from = { x: -500, y: -300, z: 0.8 };
  const view = camera.viewOf(from, area);
  const again = camera.viewOf(camera.cameraFor(view, picture, area), area);
  for (const [i, value] of view.entries()) assert.ok(Math.abs(value - (again[i] ?? Number.NaN)) <= 2);
});

test('an eased movement begins and ends where it should', () => {
  const from = { x: 0, y: 0, z: 1 };
  const to = { x: -100, y: 50, z: 4 };
  assert.deepEqual(camera.between(from, to, 0), from);
  assert.deepEqual(camera.between(from, to, 1), to);
  assert.deepEqual(camera.between(from, { x: 10, y: 20, z: 1 }, 0.5), { x: 5, y: 10, z: 1 });
});
