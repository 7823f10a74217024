import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { until } from './until.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

/** Nothing but what is wrong, and without fetching the styles once more: that is most of the time it takes. */
const all = { resultTypes: ['violations'], preload: false };
/** Of the rules, those whose result depends on the theme. */
const colors = { ...all, runOnly: { type: 'rule', values: ['color-contrast'] } };

/**
 * What axe-core finds on the page as it is now: by all rules in the theme that it has, by those about colors in the
 * other one too. Without motion: a half-faded text has half its contrast.
 */
export async function accessible(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await violations(page, all);
  const other = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark'));
  await setTheme(page, other);
  const foundThen = await violations(page, colors);
  await setTheme(page, null);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.deepEqual([...found, ...foundThen.map((one) => `${other}: ${one}`)], [], screen);
}

/** By the page's own setting; null is as the system has it. */
function setTheme(page: Page, theme: string | null): Promise<void> {
  return page.evaluate((now) => {
    if (now === null) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = now;
  }, theme);
}

async function violations(page: Page, options: object): Promise<string[]> {
  await until('all motion to end', () =>
    page.evaluate(() => document.getAnimations().every((a) => a.effect?.getTiming().iterations === Infinity)),
  );
  return page.evaluate(async (how) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(how);
    return violations.flatMap(({ id, nodes }) => nodes.map((n) => `${id}: ${n.html} ${n.failureSummary ?? ''}`));
  }, options);
}
