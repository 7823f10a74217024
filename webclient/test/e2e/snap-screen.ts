// What a page snaps in tests: a screen of known colors, and a record of what became of the stream.
import type { Person } from './person.ts';
import { until } from './until.ts';

/** What a page under test keeps of captured streams and of what it sent. */
interface Watched {
  streams: MediaStream[];
  sent: { label: string; bytes: number }[];
}
export type WatchedWindow = typeof globalThis & { watched: Watched };

type Answer = 'still' | 'refuse' | 'no frame' | 'never';

/**
 * Answers for the person in the browser's own question. The still is 1,200 × 800: red on its left half, blue on its
 * right, with a white patch (a secret) at 800, 200 to 900, 300.
 */
export function answer(person: Person, how: Answer): Promise<void> {
  return person.evaluate((which) => {
    const page = window as unknown as WatchedWindow;
    page.watched = { streams: [], sent: [] };
    const paint = () => {
      const canvas = document.createElement('canvas');
      canvas.width = 1200;
      canvas.height = 800;
      const context = canvas.getContext('2d');
      // A track that is live and never has a frame.
      if (which === 'no frame' || !context) {
        return new MediaStream([new RTCPeerConnection().addTransceiver('video').receiver.track]);
      }
      const stream = canvas.captureStream(20);
      const fill = (color: string, x: number, y: number, width: number, height: number) => {
        context.fillStyle = color;
        context.fillRect(x, y, width, height);
      };
      const draw = () => {
        fill('#d02020', 0, 0, 600, 800);
        fill('#2040d0', 600, 0, 600, 800);
        fill('#ffffff', 800, 200, 100, 100);
        if (stream.active) requestAnimationFrame(draw);
      };
      draw();
      return stream;
    };
    navigator.mediaDevices.getDisplayMedia = async () => {
      if (which === 'refuse') throw new DOMException('no', 'NotAllowedError');
      if (which === 'never') await new Promise((resolve) => addEventListener('answer-now', resolve, { once: true }));
      const stream = paint();
      page.watched.streams.push(stream);
      return stream;
    };
    const send = RTCDataChannel.prototype.send;
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: ArrayBufferView<ArrayBuffer>) {
      page.watched.sent.push({ label: this.label, bytes: data.byteLength });
      send.call(this, data);
    } as typeof send;
  }, how);
}

export const live = (person: Person) =>
  person.evaluate(() => {
    const { streams } = (window as unknown as WatchedWindow).watched;
    return streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length;
  }, null);

export const shows = (person: Person, selector: string) =>
  until(`${selector} to be there`, () => person.evaluate((s) => document.querySelector(s) !== null, selector));

export const gone = (person: Person, selector: string) =>
  until(`${selector} to be gone`, () => person.evaluate((s) => document.querySelector(s) === null, selector));

export async function openSnap(person: Person, more: string): Promise<void> {
  await person.click('button', more);
  await person.click('button', 'Snap a tab');
  await shows(person, '#snap .steps');
}

/** The color of the shown picture at parts of its width and height. */
export const colorAt = (person: Person, x: number, y: number) =>
  person.evaluate(
    (at) => {
      const image = document.querySelector<HTMLImageElement>('img.stage-image');
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      if (!image || !context) return null;
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      context.drawImage(image, 0, 0);
      return [...context.getImageData(canvas.width * at.x, canvas.height * at.y, 1, 1).data.slice(0, 3)];
    },
    { x, y },
  );

export const near = (color: number[] | null, [r, g, b]: readonly [number, number, number]) =>
  color !== null && Math.abs((color[0] ?? 0) - r) + Math.abs((color[1] ?? 0) - g) + Math.abs((color[2] ?? 0) - b) < 40;

export const field = (person: Person, name: string, value: string) =>
  person.evaluate(
    ([label, text]) => {
      const found = [...document.querySelectorAll<HTMLLabelElement>('.snap-fields label')].find((one) =>
        one.textContent?.startsWith(label as string),
      );
      const input = found?.querySelector('input');
      if (!input) throw new Error(`no field ${label}`);
      input.value = text as string;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    [name, value],
  );

/** A place on the still in client pixels. */
export const onStill = (person: Person, x: number, y: number) =>
  person.evaluate(
    (at) => {
      const box = document.querySelector('.snap-canvas canvas')?.getBoundingClientRect();
      return { x: (box?.left ?? 0) + (box?.width ?? 0) * at.x, y: (box?.top ?? 0) + (box?.height ?? 0) * at.y };
    },
    { x, y },
  );
