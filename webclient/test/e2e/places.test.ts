// A place in a room that is lost or not had: the same link in a second tab, and a service that is not there.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { newLink } from './link.ts';
import { connected, converged, draw, enter, inRoom, look, showsPicture } from './room.ts';
import { Service } from './service.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
const services: Service[] = [];
afterEach(async () => {
  await set.dismiss();
  await Promise.all(services.splice(0).map((service) => service.stop()));
});

test('a second tab takes the place of the first one, which says so and can take it back', async () => {
  const { link } = newLink(set.service.url);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  await enter(customer, link, 'Lucia');
  await enter(agent, link, 'Giulia');
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await customer.choose([set.media.second]);
  await showsPicture(agent, 1600, 1000);

  const second = await agent.page.context().newPage();
  await second.goto(link);
  await second.getByRole('button', { name: 'Join' }).click();
  await second.getByRole('region', { name: 'Panel' }).waitFor();
  const replaced = { name: 'This room is now in use in another tab' };
  await agent.page.getByRole('heading', replaced).waitFor();
  await until('the second tab to have the picture', () =>
    second.evaluate(() => document.querySelector<HTMLImageElement>('img.stage-image')?.naturalWidth === 1600),
  );
  await connected(customer, 'direct');

  await agent.toFront();
  await agent.click('button', 'Join again');
  await until('the first tab to be back', async () => {
    if (!(await inRoom(agent))) throw new Error(await agent.page.locator('body').innerText());
    return true;
  });
  await second.getByRole('heading', replaced).waitFor();
  await Promise.all([connected(agent, 'direct'), connected(customer, 'direct')]);
  await showsPicture(agent, 1600, 1000);
  await draw(agent, 'Arrow', '20,20 40,40');
  await converged(agent, customer, 1);
});

test('a service that is not there is told of in the lobby, where Join works as soon as it is back', async () => {
  const service = await Service.start();
  services.push(service);
  const { link } = newLink(service.url);
  const person = await set.chromium();
  await person.open(link);
  await person.fill('Your name', 'Lucia');
  await person.page.waitForLoadState('networkidle'); // the room's code is fetched meanwhile
  await service.stop();
  await person.click('button', 'Join');
  const alert = person.page.getByRole('alert').getByText('The service can’t be reached.');
  await alert.waitFor();
  assert.equal(await person.page.getByRole('textbox', { name: 'Your name' }).inputValue(), 'Lucia');

  services.push(await Service.start('--listen', new URL(service.url).host));
  const other = await set.chromium();
  await enter(other, link, 'Giulia');
  await person.click('button', 'Join');
  await until('the room', () => inRoom(person));
  await connected(other, 'direct');
  assert.equal((await look(person)).connection, 'direct');
});
