/** A key that was pressed in the stage, and what of it has to be known before the code of the commands is there. */
export interface KeyInput {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** A letter, digit or sign without Ctrl or Alt: what WCAG 2.1.4 lets people switch off. */
export function isSingle({ key, ctrl, alt }: KeyInput): boolean {
  return key.length === 1 && key !== ' ' && !ctrl && !alt;
}
