// How large a saved picture is.
import assert from 'node:assert/strict';
import test from 'node:test';
import { maxCanvasPixels, maxCanvasSide, scaledTo } from '../../../src/export/canvas.ts';
import { sizeOf } from '../../../src/export/render.ts';

test('a picture is saved at the pixels that are here, in the shape that the panel says', () => {
  const photo = { pixelWidth: 4_000, pixelHeight: 3_000 };
  assert.deepEqual(sizeOf(photo, { width: 2_560, height: 1_920 }, true), { width: 2_560, height: 1_920 });
  assert.deepEqual(sizeOf(photo, { width: 4_000, height: 3_000 }, true), { width: 4_000, height: 3_000 });
  const wide = { pixelWidth: 4_608, pixelHeight: 1_976 };
  assert.deepEqual(sizeOf(wide, { width: 2_560, height: 1_098 }, true), { width: 2_560, height: 1_098 });
});

test('a small picture is not blown up', () => {
  assert.deepEqual(sizeOf({ pixelWidth: 300, pixelHeight: 200 }, { width: 300, height: 200 }, true), {
    width: 300,
    height: 200,
  });
});

test('a preview is drawn larger than it is, so that marks on it can be read', () => {
  const size = sizeOf({ pixelWidth: 4_000, pixelHeight: 3_000 }, { width: 480, height: 360 }, false);
  assert.deepEqual(size, { width: 1_600, height: 1_200 });
});

test('a peer that lies about the shape gets what its own page shows', () => {
  const size = sizeOf({ pixelWidth: 65_535, pixelHeight: 1 }, { width: 100, height: 100 }, true);
  assert.deepEqual(size, { width: 65_535, height: 1 });
  assert.ok(scaledTo(size).width <= maxCanvasSide);
  assert.equal(scaledTo(size).height, 1);
});

test('no canvas has more pixels than every device takes', () => {
  assert.deepEqual(scaledTo({ width: 2_560, height: 1_440 }), { width: 2_560, height: 1_440 });
  const { width, height } = scaledTo({ width: 8_000, height: 8_000 });
  assert.ok(width * height <= maxCanvasPixels && width * height > maxCanvasPixels * 0.99);
  assert.equal(width, height);
});

test('the picture of a sheet has a longest side', () => {
  assert.deepEqual(scaledTo({ width: 3_200, height: 1_600 }, 1_600), { width: 1_600, height: 800 });
});
