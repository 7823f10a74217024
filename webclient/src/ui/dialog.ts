/**
 * What a dialog is: one file in dialogs/ with exactly `export const dialog: DialogFace = {`. The bundler lists them
 * (dialogs.gen.ts); its button appears by itself in the place that it names.
 */
import type { ComponentChildren } from 'preact';
import type { Key, Translate } from '../i18n.ts';
import type { Features } from '../state/features.ts';

export interface DialogProps {
  /** What `dialogs.open(id, params)` was called with; null from its button. */
  readonly params: unknown;
  close(): void;
}

export interface DialogFace {
  /** Names it in `dialogs.open(id)`; the same as the file. */
  readonly id: string;
  /**
   * sheet: beside the work, closes by a press elsewhere. modal: a question. column: stays beside the panel. The label is
   * the heading of a sheet and of a column; a modal writes its own <h2>.
   */
  readonly kind: 'sheet' | 'modal' | 'column';
  /** Where its button is; none: only code opens it. */
  readonly place: 'header' | 'more' | 'none';
  /** Among the buttons of its place. */
  readonly order: number;
  /** The `d` of one path in a 24 × 24 drawing, drawn as a stroke (Lucide, its shapes joined to one path). */
  readonly icon: string;
  readonly label: Key;
  /** What a modal one is called where that depends on what it was opened for. */
  title?(params: unknown): Key;
  /** A key, as `event.key` has it, that opens it while the focus is in the stage; nothing else there has it. */
  readonly shortcut?: string;
  /** Whether this browser has what it takes; where it has not, `Instead` stands in the button's place. */
  available?(): boolean;
  Instead?(): ComponentChildren;
  /** What the button is called where that is more than the label: it says in words what the badge shows. */
  name?(features: Features, t: Translate): string;
  /** Stands on the button. */
  Badge?(): ComponentChildren;
  Content(props: DialogProps): ComponentChildren;
}
