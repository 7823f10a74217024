// Intake: the only way by which a file becomes a picture of the panel.

import { type Intake, IntakeError } from './types.ts';

export { type Intake, IntakeError, type IntakeErrorReason, type Metadata } from './types.ts';

/** Rejects with IntakeError. */
export async function intake(_file: Blob, _signal?: AbortSignal): Promise<Intake> {
  throw new IntakeError('not-a-picture');
}
