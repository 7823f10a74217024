// Intake: the only way by which a file becomes a picture of the panel. It is turned upright, its metadata stripped, a
// preview and a view are made; what leaves the device is pixels. Runs in a worker; on the page itself where a worker
// has no canvas.

import { convert } from './convert.ts';
import { newWorker } from './trusted-worker.ts';
import { type Intake, IntakeError, type IntakeReply } from './types.ts';

export { type Intake, IntakeError, type IntakeErrorReason, type Metadata } from './types.ts';

/** A picture that takes longer is not waited for: the decoder hangs. */
const timeoutMs = 60_000;

/** Rejects with IntakeError. */
export async function intake(file: Blob, workerUrl: URL, signal?: AbortSignal): Promise<Intake> {
  if (signal?.aborted) throw new IntakeError('canceled');
  if (typeof OffscreenCanvas === 'undefined' || typeof Worker === 'undefined') return convert(file, newPageCanvas);
  const worker = newWorker(workerUrl);
  try {
    const reply = await answer(worker, file, signal);
    if (reply === null) return await convert(file, newPageCanvas);
    if ('refused' in reply) throw new IntakeError(reply.refused);
    return reply.intake;
  } finally {
    // A worker for each file: what a damaged one does to it is over with it, and canceling is simply ending it.
    worker.terminate();
  }
}

/** Null when the worker itself does not start. */
function answer(worker: Worker, file: Blob, signal: AbortSignal | undefined): Promise<IntakeReply | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done({ refused: 'damaged' }), timeoutMs);
    const cancel = () => done({ refused: 'canceled' });
    const done = (reply: IntakeReply | null) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(reply);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    worker.onmessage = (e: MessageEvent<IntakeReply>) => done(e.data);
    worker.onerror = () => done(null);
    worker.postMessage(file);
  });
}

function newPageCanvas(width: number, height: number) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new IntakeError('too-many-pixels');
  const encode = (type: string, quality: number) =>
    new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  return { context, encode };
}
