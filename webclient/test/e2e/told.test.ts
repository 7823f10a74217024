// What toasts have said can be read again.
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { enter } from './room.ts';
import { StageSet } from './stage-set.ts';

const set = StageSet.prepare();
afterEach(() => set.dismiss());

for (const touch of [false, true]) {
  test(`a refusal that was closed can be read again, by a ${touch ? 'finger' : 'mouse'}`, async () => {
    const person = await set.chromium(touch ? { width: 360, height: 740, touch } : {});
    const { page } = person;
    await enter(person, newLink(set.service.url).link, 'Giulia');
    await person.choose([set.media.damaged]);
    const toasts = page.getByRole('region', { name: 'Notifications' });
    const refused = toasts.getByText(/can’t be opened/);
    await refused.waitFor();
    await toasts.getByRole('button', { name: 'Dismiss' }).click();
    await refused.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^More( tools)?$/ }).click();
    await page.getByRole('button', { name: 'Recent notifications' }).click();
    await page
      .locator('#told')
      .getByText(/damaged.*can’t be opened/)
      .waitFor();
  });
}
