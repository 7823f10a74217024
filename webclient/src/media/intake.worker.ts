// The intake worker: keeps decoding and encoding off the page's thread. One file a message.

import { convert } from './convert.ts';
import { IntakeError, type IntakeReply } from './types.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = async (e: MessageEvent<Blob>) => {
  scope.postMessage(await reply(e.data));
};

async function reply(file: Blob): Promise<IntakeReply> {
  try {
    return { intake: await convert(file, newCanvas) };
  } catch (e) {
    return { refused: e instanceof IntakeError ? e.reason : 'damaged' };
  }
}

function newCanvas(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new IntakeError('too-many-pixels');
  return { context, encode: (type: string, quality: number) => canvas.convertToBlob({ type, quality }) };
}
