// The constants of schema.gen.ts against those of the vectors, both ways: nothing missing, nothing extra.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as limits from '../../../src/wire/limits.gen.ts';
import { classes, ids, kinds, messages, properties, version } from '../../../src/wire/schema.gen.ts';
import { plain, readVector } from './vectors.ts';

const constants = readVector('constants.json');

test('version', () => assert.equal(version, constants['version']));
test('limits', () => assert.deepEqual(plain(limits), plain(constants['limits'])));
test('classes', () => assert.deepEqual([...classes].sort(), [...(constants['classes'] as string[])].sort()));
test('ids', () => assert.deepEqual(plain(ids), plain(constants['ids'])));
test('numbers of messages', () => {
  const numbers = Object.fromEntries(messages.map(({ name, number }) => [name, number]));
  assert.deepEqual(plain(numbers), plain(constants['messages']));
});
test('properties of kinds', () => assert.deepEqual(plain(kinds), plain(constants['kinds'])));
test('every property of a kind is known', () => {
  const used = Object.values(kinds).flatMap(({ required, optional }) => [...required, ...optional]);
  assert.deepEqual([...new Set(['kind', 'deleted', ...used])].sort(), [...properties.keys()].sort());
});
