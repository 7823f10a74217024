import type { Person, Point } from './person.ts';
import { until } from './until.ts';

/** What a page shows, read from its DOM alone: the tests know no inner state. */
export interface Seen {
  /** Marks of the shown picture, by id: accessible name and geometry. */
  readonly marks: readonly { readonly id: string; readonly name: string; readonly path: string }[];
  /** The picture on the stage: natural size of what is decoded, and its box on the screen. */
  readonly picture: { readonly width: number; readonly height: number; readonly box: Box } | null;
  /** Accessible names of the filmstrip's frames. */
  readonly frames: readonly string[];
  readonly connection: string;
  readonly toasts: readonly string[];
  readonly cursors: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function look(person: Person): Promise<Seen> {
  return person.evaluate(() => {
    const region = document.querySelector('[role=region][aria-label=Panel]');
    const image = region?.querySelector<HTMLImageElement>('img.stage-image');
    const box = image?.getBoundingClientRect();
    return {
      marks: [...(region?.querySelectorAll('[role=img][data-id]') ?? [])]
        .map((mark) => ({
          id: mark.getAttribute('data-id') ?? '',
          name: mark.getAttribute('aria-label') ?? '',
          path: [...mark.querySelectorAll('[d], text')].map((s) => s.getAttribute('d') ?? s.textContent).join('|'),
        }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      picture:
        image && box && image.naturalWidth > 0
          ? {
              width: image.naturalWidth,
              height: image.naturalHeight,
              box: { x: box.x, y: box.y, width: box.width, height: box.height },
            }
          : null,
      frames: [...document.querySelectorAll('[role=option]')].map((o) => o.getAttribute('aria-label') ?? ''),
      connection: document.querySelector('.connection')?.getAttribute('data-word') ?? '',
      toasts: [...document.querySelectorAll('.toast')].map((toast) => toast.textContent ?? ''),
      cursors: region?.querySelectorAll('.cursor').length ?? 0,
    };
  }, null);
}

/** Opens a link, gives a name and joins. */
export async function enter(
  person: Person,
  link: string,
  name: string,
  options: { hide?: boolean } = {},
): Promise<void> {
  await person.open(link);
  await person.fill('Your name', name);
  if (options.hide) await person.click('switch', 'Hide my network address');
  await person.click('button', 'Join');
  await until(`${name} to be in the room`, () => inRoom(person));
}

export function inRoom(person: Person): Promise<boolean> {
  return person.evaluate(() => document.querySelector('[role=region][aria-label=Panel]') !== null, null);
}

export function connected(person: Person, word: 'direct' | 'relayed'): Promise<true> {
  return until(`a ${word} connection`, async () => (await look(person)).connection === word || null).then(() => true);
}

/** A place on the picture, as fractions of its width and height, in client pixels; once no toast lies over it. */
export async function at(person: Person, fx: number, fy: number): Promise<Point> {
  return until('a place on the picture without a toast', async () => {
    const box = (await look(person)).picture?.box;
    const point = box && { x: box.x + box.width * fx, y: box.y + box.height * fy };
    const covered = ({ x, y }: Point) => document.elementFromPoint(x, y)?.closest('.toast') != null;
    return point && !(await person.evaluate(covered, point)) ? point : null;
  });
}

/** Draws with a tool along points in percent of the picture, like '10,10 30,40'. */
export async function draw(person: Person, tool: string, path: string): Promise<void> {
  await chooseTool(person, tool);
  const points: Point[] = [];
  for (const point of path.split(' ')) {
    const [x = 0, y = 0] = point.split(',').map(Number);
    points.push(await at(person, x / 100, y / 100));
  }
  await person.drag(points);
}

/** Takes a tool from the bar and waits until it says that it is taken. */
export async function chooseTool(person: Person, tool: string): Promise<void> {
  await person.click('button', tool);
  await until(`the tool ${tool}`, () =>
    person.evaluate(
      (name) =>
        [...document.querySelectorAll('[role=toolbar] [aria-pressed=true]')].some(
          (button) => button.getAttribute('aria-label') === name,
        ),
      tool,
    ),
  );
}

/** Waits until both pages show the same marks, and `count` of them. */
export function converged(a: Person, b: Person, count: number): Promise<Seen> {
  return until(`${count} equal marks on both sides`, async () => {
    const [one, other] = await Promise.all([look(a), look(b)]);
    if (one.marks.length !== count || other.marks.length !== count) return null;
    const geometry = (seen: Seen): string => seen.marks.map((m) => `${m.id} ${m.path}`).join();
    return geometry(one) === geometry(other) ? one : null;
  });
}

export function showsPicture(person: Person, width: number, height: number): Promise<Seen> {
  return until(`a picture of ${width} × ${height}`, async () => {
    const seen = await look(person);
    return seen.picture?.width === width && seen.picture.height === height ? seen : null;
  });
}

/** Waits for a frame in the filmstrip whose name matches. */
export function frame(person: Person, name: RegExp): Promise<string> {
  return until(`a frame ${name}`, async () => (await look(person)).frames.find((f) => name.test(f)));
}

/** Waits for a toast that says so. */
export function toast(person: Person, text: RegExp): Promise<string> {
  return until(`a toast ${text}`, async () => (await look(person)).toasts.find((one) => text.test(one)));
}

/** Waits until the device keeps so many rows: elements and blobs, sealed. */
export function keeps(person: Person, count: number): Promise<true> {
  const rows = () =>
    person.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('storage'));
        });
      // To open it here before the page does would make one without rows.
      if (!(await indexedDB.databases()).some(({ name }) => name === 'coviewer')) return 0;
      const database = await done(indexedDB.open('coviewer'));
      const rowsKept = await done(database.transaction('rows').objectStore('rows').count());
      database.close();
      return rowsKept;
    }, null);
  return until(`${count} rows on the device`, async () => {
    const seen = await rows();
    if (seen !== count) throw new Error(`${seen} rows`);
    return true as const;
  });
}
