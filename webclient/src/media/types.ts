// What intake takes and gives: shared by the page, the worker and the main-thread fallback.

export type IntakeErrorReason =
  | 'not-a-picture'
  | 'heic'
  | 'svg'
  | 'damaged'
  | 'too-many-pixels'
  | 'too-big'
  | 'canceled';

export class IntakeError extends Error {
  readonly reason: IntakeErrorReason;
  constructor(reason: IntakeErrorReason) {
    super(`intake: ${reason}`);
    this.name = 'IntakeError';
    this.reason = reason;
  }
}

/** What a file said about its maker, all of it left behind by re-encoding. */
export type Metadata = 'location' | 'camera' | 'time' | 'comment' | 'other';

export interface Intake {
  /** At most 10 KB, seen at once on the other side. */
  readonly preview: Uint8Array<ArrayBuffer>;
  /** At most 2,560 pixels on its long side. */
  readonly view: Blob;
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Of the upright picture at full size: the coordinates that marks use. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly found: readonly Metadata[];
}

export type IntakeReply = { readonly intake: Intake } | { readonly refused: IntakeErrorReason };
