// Who is there, before joining: what the service says is checked like everything that comes from outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askPeople, parsePeople, shownPeople } from '../../../src/signaling/people.ts';

const good = { people: 1, places: 2, spent: false };

test('numbers in their ranges, and nothing else', () => {
  assert.deepEqual(parsePeople({ ...good, names: ['Ann'] }), good);
  for (const bad of [
    null,
    [],
    'one',
    {},
    { ...good, people: 3 },
    { ...good, people: -1 },
    { ...good, people: 0.5 },
    { ...good, people: '1' },
    { ...good, places: 1 },
    { ...good, places: 7 },
    { ...good, spent: 'false' },
  ]) {
    assert.equal(parsePeople(bad), null, JSON.stringify(bad));
  }
});

function pageWith(content: string, places?: string, spent?: string) {
  return { querySelector: () => ({ content, dataset: { places, spent } }) } as unknown as Document;
}

test('the page comes with them', () => {
  assert.deepEqual(shownPeople(pageWith('1', '2', 'false')), good);
  assert.deepEqual(shownPeople(pageWith('0', '2', 'true')), { people: 0, places: 2, spent: true });
  assert.equal(shownPeople(pageWith('', '2', 'false')), null);
  assert.equal(shownPeople(pageWith('1')), null);
  assert.equal(shownPeople({ querySelector: () => null }), null);
});

test('asked anew, past every cache; no answer is no news', async () => {
  const asked: unknown[] = [];
  const answering = (response: Response) =>
    ((...args: unknown[]) => {
      asked.push(args);
      return Promise.resolve(response);
    }) as typeof fetch;
  assert.deepEqual(await askPeople('ROOM', answering(Response.json(good))), good);
  assert.deepEqual(asked, [['/r/ROOM/people', { cache: 'no-store' }]]);
  assert.equal(await askPeople('ROOM', answering(new Response('', { status: 429 }))), null);
  assert.equal(await askPeople('ROOM', answering(new Response('<html>'))), null);
  assert.equal(await askPeople('ROOM', () => Promise.reject(new TypeError('offline'))), null);
});
