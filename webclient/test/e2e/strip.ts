import { copyFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Fingers } from './fingers.ts';
import type { Person, Point } from './person.ts';
import { type Box, look } from './room.ts';
import { until } from './until.ts';

/** The filmstrip as a person finds it. */

/** Copies of one picture under names that people give. */
export async function named(file: string, names: readonly string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-strip-'));
  return Promise.all(
    names.map(async (name) => {
      const to = join(folder, name);
      await copyFile(file, to);
      return to;
    }),
  );
}

/** The names of the frames in their order, without whose they are and how they stand. */
export async function order(person: Person): Promise<string> {
  return (await look(person)).frames.map((label) => label.split(',')[0]).join(' ');
}

export async function inOrder(people: readonly Person[], want: string): Promise<void> {
  for (const person of people) await until(`the order ${want}`, async () => (await order(person)) === want);
}

export function frames(page: Page) {
  return page.getByRole('listbox', { name: 'Pictures' }).getByRole('option');
}

export function frameOf(page: Page, name: string) {
  return page.getByRole('option', { name: new RegExp(`^${name.replaceAll('.', '\\.')}`) });
}

/** Where a finger meets a frame, once all of them are at rest: they glide to their new places. */
export async function middle(page: Page, name: string): Promise<{ x: number; y: number }> {
  await until('the strip to be at rest', () =>
    page.evaluate(() =>
      document.getAnimations().every(({ effect }) => !(effect as KeyframeEffect | null)?.target?.closest('.frames')),
    ),
  );
  const box: Box | null = await frameOf(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Moves a finger that is down, in steps as a hand does. */
export async function slide(hand: Fingers, from: Point, to: Point): Promise<void> {
  const steps = 8;
  for (let i = 1; i <= steps; i++) {
    await hand.at({ x: from.x + ((to.x - from.x) * i) / steps, y: from.y + ((to.y - from.y) * i) / steps });
  }
}
