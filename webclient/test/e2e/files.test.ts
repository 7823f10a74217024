// What a page is given by the system around it: files dropped and pasted, and a language chosen in the menu.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { laptop, pairUp } from './pair-up.ts';
import { connected, frame, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

type Given = 'dragover' | 'drop' | 'paste';

/** What the system does when files come over a place of the page, are let go there, or are pasted. */
async function give(person: ChromiumPerson, css: string, file: string, name: string, type: string, as: Given[]) {
  const base64 = (await readFile(file)).toString('base64');
  await person.page.locator(css).evaluate(
    (target, given) => {
      const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], given.name, { type: given.type }));
      const how = { bubbles: true, cancelable: true };
      for (const event of given.as) {
        if (event === 'paste') target.dispatchEvent(new ClipboardEvent(event, { ...how, clipboardData: data }));
        else target.dispatchEvent(new DragEvent(event, { ...how, dataTransfer: data }));
      }
    },
    { base64, name, type, as },
  );
}

test('a file that is dropped anywhere on the page arrives, once; what is no picture is told of', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop, customer: laptop });
  const { photo, second, text } = set.media;
  const veil = agent.page.getByText('Drop pictures here').or(agent.page.locator('.drop'));
  await give(agent, '.header', second, 'sofa.jpg', 'image/jpeg', ['dragover']);
  await veil.first().waitFor();
  await give(agent, '.header', second, 'sofa.jpg', 'image/jpeg', ['drop']);
  await veil.first().waitFor({ state: 'detached' });
  await frame(customer, /^sofa\.jpg/);
  await showsPicture(customer, 1600, 1000);

  await give(agent, '.stage-root', photo, 'shoe.jpg', 'image/jpeg', ['dragover', 'drop']);
  await frame(customer, /^shoe\.jpg/);
  await showsPicture(customer, 1200, 800);

  await give(agent, 'body', text, 'notes.txt', 'text/plain', ['dragover', 'drop']);
  await toast(agent, /notes\.txt/);
  await give(agent, 'body', second, 'pasted.jpg', 'image/jpeg', ['paste']);
  await frame(customer, /^pasted\.jpg/);
  const names = (await look(customer)).frames.map((name) => name.split(',')[0]);
  assert.deepEqual(names, ['sofa.jpg', 'shoe.jpg', 'pasted.jpg'], 'each of them once');
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});

test('a language chosen in the settings changes the page at once and after a reload, and nobody else’s', async () => {
  const { agent, customer } = await pairUp(set, { agent: laptop, customer: laptop });
  const german = JSON.parse(await readFile(new URL('../../locales/de.json', import.meta.url), 'utf8'));
  const page = () =>
    agent.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }), null);
  assert.deepEqual(await page(), { lang: 'en', dir: 'ltr' });
  await agent.click('button', 'Settings');
  await agent.page.getByRole('combobox', { name: 'Language' }).selectOption({ label: german['language.name'] });
  await until('German', async () => (await page()).lang === 'de');
  assert.equal((await page()).dir, 'ltr');
  await agent.page.getByRole('heading', { name: german['settings.title'] }).waitFor();
  await agent.press('Escape');
  await agent.page.getByRole('button', { name: german['room.leave'], exact: true }).waitFor();
  await agent.page.getByRole('region', { name: german['stage.label'], exact: true }).waitFor();
  await agent.page.getByText(german['connection.direct'], { exact: true }).waitFor();
  await agent.reload();
  await agent.page.getByRole('toolbar', { name: german['toolbar.title'], exact: true }).waitFor();
  assert.equal((await page()).lang, 'de');
  await connected(customer, 'direct');
  await customer.page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
  assert.deepEqual([...agent.errors, ...customer.errors], []);
});
