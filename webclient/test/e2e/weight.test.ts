import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { connected, enter } from './room.ts';
import { StageSet } from './stage-set.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

/** Bodies after gzip, in bytes, as in webclient/internal/bundle, which measures the same from the files. */
const maxBytes = 60 * 1024;

test('what is fetched until the panel is open and connected has a limit', async (t) => {
  const { link } = newLink(set.service.url);
  const waiting = await set.chromium();
  await enter(waiting, link, 'Giulia');
  const person = await set.chromium();
  // The devtools protocol, because headers of a route cannot change what Chromium accepts.
  const devtools = await person.page.context().newCDPSession(person.page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } });
  await person.page.addInitScript(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('.connection[data-word=direct]') === null) return;
      performance.mark('connected');
      watch.disconnect();
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await enter(person, link, 'Lucia');
  await connected(person, 'direct');
  const fetched = await person.evaluate(() => {
    const end = performance.getEntriesByName('connected')[0]?.startTime ?? 0;
    const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
    return (all as PerformanceResourceTiming[])
      .filter((entry) => entry.startTime <= end)
      .map(({ name, encodedBodySize }) => ({ name: name.replace(/#.*|^.*\//g, ''), bytes: encodedBodySize }));
  }, null);
  const sum = fetched.reduce((bytes, file) => bytes + file.bytes, 0);
  const table = fetched.map(({ name, bytes }) => `${bytes} ${name}`).join('\n');
  assert.ok(
    fetched.some(({ name }) => name.startsWith('room-')),
    `the room's code is not among them:\n${table}`,
  );
  for (const part of ['drawing-', 'later-'])
    assert.ok(!fetched.some(({ name }) => name.startsWith(part)), `${part} came too soon:\n${table}`);
  t.diagnostic(`${sum} bytes until the panel is open and connected`);
  assert.ok(sum <= maxBytes, `${sum} bytes:\n${table}`);
});
