// One still of what a person picks: a tab, a window, a screen. The browser asks which; exactly one frame is taken, and
// whatever happens, the stream is over before anybody sees the still.
import { drawing, scaledTo } from '../export/canvas.ts';

export type NoStillReason = 'refused' | 'no-frame' | 'unsupported';

export class NoStill extends Error {
  readonly reason: NoStillReason;
  constructor(reason: NoStillReason) {
    super(`snap: ${reason}`);
    this.name = 'NoStill';
    this.reason = reason;
  }
}

/** A window that gives no picture for so long is minimized, or forbidden by the system. */
const frameMs = 5_000;

/** What the browsers know beyond the types: no picture of the very page that asks, no switching over later. */
const wishes = { video: { cursor: 'never' }, audio: false, selfBrowserSurface: 'exclude', surfaceSwitching: 'exclude' };

interface Focus {
  setFocusBehavior(behavior: 'no-focus-change'): void;
}

/** Where a browser has it, the way to stay on this page while another tab is captured. */
type WithFocus = typeof globalThis & { readonly CaptureController?: new () => Focus };

export interface CaptureEnv {
  readonly media: Pick<MediaDevices, 'getDisplayMedia'>;
  after(ms: number, action: () => void): () => void;
}

/** To be called from a press; rejects with NoStill, or with the signal's reason. */
export async function takeStill(env: CaptureEnv, signal: AbortSignal): Promise<HTMLCanvasElement> {
  const focus = newFocus();
  const stream = await ask(env.media, focus);
  try {
    stayHere(focus);
    signal.throwIfAborted();
    return await oneFrame(stream, env.after, signal);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

async function ask(media: CaptureEnv['media'], focus: Focus | null): Promise<MediaStream> {
  try {
    return await media.getDisplayMedia({ ...wishes, ...(focus && { controller: focus }) } as DisplayMediaStreamOptions);
  } catch (error) {
    const { name } = error as Error;
    if (name === 'NotAllowedError' || name === 'AbortError') throw new NoStill('refused');
    throw new NoStill(name === 'NotReadableError' || name === 'NotFoundError' ? 'no-frame' : 'unsupported');
  }
}

function newFocus(): Focus | null {
  const { CaptureController } = globalThis as WithFocus;
  return CaptureController ? new CaptureController() : null;
}

/** Must be said at once when the stream is there. Without it the page is in the background, and sees no frame. */
function stayHere(focus: Focus | null): void {
  try {
    focus?.setFocusBehavior('no-focus-change');
  } catch {
    // A whole screen takes no focus, and says so by throwing.
  }
}

async function oneFrame(stream: MediaStream, after: CaptureEnv['after'], signal: AbortSignal) {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  try {
    video.srcObject = stream;
    await firstFrame(video, after, signal);
    const size = scaledTo({ width: video.videoWidth, height: video.videoHeight });
    const { canvas, context } = drawing(size);
    context.drawImage(video, 0, 0, size.width, size.height);
    return canvas;
  } finally {
    video.pause();
    video.srcObject = null;
  }
}

function firstFrame(video: HTMLVideoElement, after: CaptureEnv['after'], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = after(frameMs, () => {
      // A page that is not in view is told of no frames, and may have one all the same.
      if (video.readyState >= video.HAVE_CURRENT_DATA && video.videoWidth > 0) done();
      else reject(new NoStill('no-frame'));
    });
    const done = () => {
      stop();
      resolve();
    };
    const ended = (reason: unknown) => {
      stop();
      reject(reason);
    };
    signal.addEventListener('abort', () => ended(signal.reason), { once: true });
    video.requestVideoFrameCallback(done);
    video.play().catch(() => ended(new NoStill('no-frame')));
  });
}
