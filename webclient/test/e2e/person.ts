/**
 * One person at one browser, driven as a person would: by names that a screen
 * reader says, by mouse, by keyboard. Two drivers stand behind it (Playwright
 * for Chromium, Puppeteer over WebDriver BiDi for Firefox) because neither
 * drives both stock browsers.
 */
export interface Person {
  readonly browser: 'chromium' | 'firefox';
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Clicks the control with this role and accessible name: a text means exactly that. */
  click(role: string, name: string | RegExp): Promise<void>;
  /** Puts text into the field with this accessible name. */
  fill(name: string, text: string): Promise<void>;
  choose(files: readonly string[]): Promise<void>;
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Presses at the first point, moves through the others, lets go; client pixels. */
  drag(points: readonly Point[]): Promise<void>;
  move(point: Point): Promise<void>;
  tap(point: Point): Promise<void>;
  evaluate<T, A>(page: (argument: A) => T | Promise<T>, argument: A): Promise<T>;
  /** As by a press on its tab: a browser halts what moves on pages behind others. */
  toFront(): Promise<void>;
  screenshot(file: string): Promise<void>;
  /** Uncaught errors and console errors of the page so far. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PersonOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  readonly dark?: boolean;
  readonly touch?: boolean;
  readonly language?: string;
  /** Times the usual size. */
  readonly textSize?: number;
  /** The page as it would be in a language that is written from right to left. Chromium only, as the next one. */
  readonly rtl?: boolean;
  readonly forcedColors?: boolean;
}

/** What the mice of both drivers have in common. */
interface Mouse {
  move(x: number, y: number, options?: { steps?: number }): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
}

/** Presses at the first point, moves through the others in small steps, lets go. */
export async function drag(mouse: Mouse, points: readonly Point[]): Promise<void> {
  const [first, ...rest] = points;
  if (!first) return;
  await mouse.move(first.x, first.y);
  await mouse.down();
  for (const p of rest) await mouse.move(p.x, p.y, { steps: 4 });
  await mouse.up();
}
