// Marks in the hand: the bar of a selection, words, numbers, the list, clearing.
import { until } from '../until.ts';
import type { Scene } from './book.ts';
import { pair } from './pair.ts';

export const marks: Scene = async (book) => {
  const { giulia, lucia } = await pair(book);
  await giulia.dismissToasts();
  await giulia.draw('tool.rectangle', [0.3, 0.3], [0.6, 0.6]);
  await giulia.appears('.selection-bar');
  await book.show(giulia, 'selection');
  await giulia.click('.selection-bar [aria-haspopup], .selection-bar .tool[aria-expanded]');
  await giulia.appears('.selection-bar [role=radio], .selection-bar input[type=radio]');
  await book.show(giulia, 'selection-style');
  await giulia.person.press('Escape');
  await lucia.draw('tool.pen', [0.1, 0.6], [0.2, 0.5], [0.3, 0.65]);
  await until('both', async () => (await giulia.marks()) === 2);
  await giulia.tool('tool.select');
  await giulia.person.tap(await giulia.at(0.2, 0.5));
  await giulia.appears('.selection-name');
  await book.show(giulia, 'selection-other');
  await giulia.person.press('Escape');
  await giulia.write('Here the fabric is worn', 0.2, 0.15);
  await book.show(giulia, 'typing');
  await giulia.person.press('Escape');
  await giulia.tool('tool.pin');
  await giulia.person.tap(await giulia.at(0.8, 0.3));
  await until('the number', async () => (await giulia.marks()) === 4);
  await giulia.open('marks');
  await book.show(giulia, 'marks-list');
  await giulia.close('#marks');
  await giulia.open('clear-marks');
  await book.show(giulia, 'marks-clear');
  await giulia.click('#clear-marks .danger');
  await giulia.appears('.toast');
  await book.show(giulia, 'marks-cleared');
};
