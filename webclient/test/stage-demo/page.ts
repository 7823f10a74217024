/** The stage alone on a page, with a drawn picture and a second person who is played by the script. */
import { newId } from '../../src/panel/ids.ts';
import { Panel } from '../../src/panel/panel.ts';
import { marks } from '../../src/panel/query.ts';
import { stageParts } from '../../src/stage/parts.ts';
import { type PresenceMessage, Stage, type ToolId } from '../../src/stage/stage.ts';
import { packPoints } from '../../src/wire/points.ts';
import type { Value } from '../../src/wire/schema.gen.ts';
import en from './keys.json' with { type: 'json' };

const people: Readonly<Record<string, { name: string; color: number }>> = {
  giuliagiulia: { name: 'Giulia', color: 0 },
  lucialucialu: { name: 'Lucia', color: 1 },
};
const own = 'giuliagiulia';
const other = 'lucialucialu';
const pictureId = 'picturepictu';
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

const query = new URLSearchParams(location.search);
const width = Number(query.get('width') ?? 1600);
const height = Number(query.get('height') ?? 1200);

const panel = new Panel({ site: own, wall: () => Date.now() });
const away = new Panel({ site: other, wall: () => Date.now() });
const sent: PresenceMessage[] = [];
let tool: ToolId = 'select';
let urls: { preview: string; full: string } | null = null;
let full = query.get('full') !== 'late';

/** A sofa against a wall: light, dark, plain and busy places for marks to read on. */
async function drawPicture(scale: number): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const g = canvas.getContext('2d') as CanvasRenderingContext2D;
  g.scale((width * scale) / 1600, (height * scale) / 1200);
  const wall = g.createLinearGradient(0, 0, 0, 900);
  wall.addColorStop(0, '#efe7de');
  wall.addColorStop(1, '#ddd4c8');
  g.fillStyle = wall;
  g.fillRect(0, 0, 1600, 1200);
  g.fillStyle = '#b89c7a';
  g.fillRect(0, 900, 1600, 300);
  g.fillStyle = '#2b3a44';
  g.fillRect(1180, 80, 320, 420);
  for (let i = 0; i < 60; i++) {
    g.fillStyle = `hsl(${i * 47} 60% ${30 + (i % 5) * 10}%)`;
    g.fillRect(1200 + (i % 6) * 47, 100 + Math.floor(i / 6) * 38, 40, 30);
  }
  g.fillStyle = '#7a9187';
  for (const [x, y, w, h] of [
    [300, 620, 1000, 380],
    [240, 680, 150, 340],
    [1210, 680, 150, 340],
  ] as const) {
    g.beginPath();
    g.roundRect(x, y, w, h, 50);
    g.fill();
  }
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  return URL.createObjectURL(blob as Blob);
}

function text(key: string, params: Readonly<Record<string, string | number>> = {}): string {
  const entry = (en as Readonly<Record<string, string>>)[key] ?? key;
  return entry.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function remote(id: string, set: Readonly<Record<string, Value>>): void {
  panel.merge([away.set(id, set)], Number.MAX_SAFE_INTEGER);
}

function putPicture(): void {
  panel.set(pictureId, {
    ...{ kind: 'picture', by: own, name: 'sofa.jpg', caption: 'Sofa against a wall' },
    ...{ pixelWidth: width, pixelHeight: height, preview: new Uint8Array(20), blob: new Uint8Array(32) },
    ...{ size: 1000, type: 'image/jpeg', order: 'i.giuliagiulia' },
  });
}

function wave(x: number, y: number, length: number, points: number): { x: number; y: number }[] {
  return Array.from({ length: points }, (_, i) => ({
    x: Math.round(x + (length * i) / points),
    y: Math.round(y + Math.sin(i / 6) * 200),
  }));
}

/** Marks as a session leaves them; the first person's and the second's by turns. */
function fill(count: number): void {
  panel.step(() => {
    for (let i = 0; i < count; i++) putMark(i);
  });
}

function putMark(i: number): void {
  const x = 200 + ((i * 7919) % (width * 7));
  const y = 200 + ((i * 104729) % (height * 7));
  const base = { by: own, picture: pictureId, color: i % 8 };
  const line = { ...base, width: Math.round(width / 20) };
  const corners = { x1: x, y1: y, x2: x + 900, y2: y + 600 };
  const kind = (['ink', 'ink', 'ink', 'arrow', 'ellipse'] as const)[i % 5] ?? 'ink';
  if (kind === 'ink') panel.set(newId(random), { kind, ...line, points: packPoints(wave(x, y, 1200, 60), false) });
  else panel.set(newId(random), { kind, ...line, ...corners });
}

urls = { preview: await drawPicture(0.12), full: await drawPicture(1) };
putPicture();
remote(other, { kind: 'person', name: 'Lucia', color: 1 });
fill(Number(query.get('marks') ?? 0));

const status = document.createElement('p');
status.setAttribute('role', 'status');
status.className = 'stage-status';
document.body.append(status);

const stage = new Stage({
  say: (text) => {
    status.textContent = text;
  },
  root: document.querySelector('#stage') as HTMLElement,
  panel,
  t: text,
  person: (site) => people[site] ?? { name: '?', color: 7 },
  pictureUrl: () => (urls === null ? null : { url: full ? urls.full : urls.preview, full }),
  present: (message) => void sent.push(message),
  onTool: (t) => {
    tool = t;
  },
  env: {
    later: { need: async () => ({ stage: stageParts }), there: Promise.resolve({ stage: stageParts }) },
    now: () => performance.now(),
    random,
    raf: (callback) => void requestAnimationFrame(callback),
    reducedMotion: query.has('still'),
  },
});
stage.setColor(0);
stage.show(pictureId);

const demo = {
  stage,
  panel,
  sent,
  remote,
  own,
  other,
  pictureId,
  newId: () => newId(random),
  packPoints,
  tool: () => tool,
  marks: () => marks(panel, pictureId).map((mark) => ({ ...mark })),
  setTool(next: ToolId) {
    tool = next;
    stage.setTool(next);
  },
  showFull() {
    full = true;
    stage.refreshPicture();
  },
};
export type Demo = typeof demo;
Object.assign(window, { demo });
document.documentElement.dataset['ready'] = 'yes';
