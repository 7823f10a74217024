/**
 * What the stage asks of the page around it, and the words its own files share. Coordinates with the suffix `screen`
 * are CSS pixels from the stage's top left corner; all others are the picture's own, in integer 1/8 pixels.
 */
import type { Panel } from '../panel/panel.ts';
import type { Picture } from '../panel/query.ts';
import type { PresenceMessage } from '../wire/schema.gen.ts';
import type { StageParts } from './parts.ts';
import type { ToolId } from './tools/faces.gen.ts';

export type { PresenceMessage, ToolId };

/** x, y, width, height of what is in view, in 1/8 picture pixels. */
export type View = readonly [x: number, y: number, width: number, height: number];

/** 0 fine, 1 medium, 2 bold; what that is in picture pixels depends on the picture (geometry.ts, `widthFor`). */
export type WidthLevel = 0 | 1 | 2;

/** What is not named stays as it is. */
export interface Style {
  readonly color?: number;
  readonly width?: WidthLevel;
}

/** What is done to the selected marks, or to all on the picture. */
export type Edit =
  | { readonly name: 'restyle'; readonly style: Style }
  | { readonly name: 'duplicate' | 'delete' | 'write' | 'clearMine' | 'clearAll' };

/** What can be put into an area of the picture. */
export type PutKind = 'ellipse' | 'rectangle' | 'arrow' | 'pin';

/** Marks without drawing. `area` is in parts of the picture. */
export type AreaDeed =
  | { readonly name: 'put'; readonly kind: PutKind; readonly area: Box }
  | { readonly name: 'moveTo'; readonly mark: string; readonly area: Box };

export type Deed = Edit | AreaDeed;

export interface Vec {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Vec, Size {}

export interface StagePerson {
  readonly name: string;
  /** The palette's number, from 0. */
  readonly color: number;
}

export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export interface LaterStage {
  need(): Promise<{ readonly stage: StageParts }>;
  readonly there: Promise<{ readonly stage: StageParts }>;
}

export interface StageEnv {
  /** The part of the stage that comes later (parts.ts), fetched now or when it comes by itself. */
  readonly later: LaterStage;
  /** Milliseconds, monotonic. */
  now(): number;
  random(length: number): Uint8Array;
  /** Runs the callback before the next paint. */
  raf(callback: () => void): void;
  readonly reducedMotion: boolean;
  /** A tick that the hand feels, where the device can. */
  tick?(): void;
}

export interface StageOptions {
  readonly root: HTMLElement;
  readonly panel: Panel;
  readonly t: Translate;
  /** What this stage is called, where it is not the only one. */
  label?(): string;
  person(site: string): StagePerson;
  /** What there is to show of a picture now: `full` false is the preview; null: nothing yet. */
  pictureUrl(picture: Picture): { readonly url: string; readonly full: boolean } | null;
  present(message: PresenceMessage): void;
  /** The stage changed the tool by itself: a shortcut, or back to select after a mark. */
  onTool(tool: ToolId): void;
  onView?(view: { readonly scale: number }): void;
  onFiles?(files: File[]): void;
  onSelection?(ids: readonly string[]): void;
  /** Where the selection is on the screen; null while there is none, or while it is being moved. */
  onSelectionBox?(box: Box | null): void;
  /** A key asked for what can be done with the selection. */
  onMenu?(): void;
  /** Tells in words what a key or a finger did, for whoever does not see it. */
  say(text: string): void;
  /** The person moved the view by hand or key: whoever follows somebody stops. */
  onHand?(): void;
  /** A key asks for the next picture, or with -1 for the one before. */
  onStep?(by: 1 | -1): void;
  /** How the person likes it; asked at each event. */
  habits?(): Habits;
  readonly env: StageEnv;
}

export interface Habits {
  /** What a wheel does: auto is by the device that it seems to be. With Ctrl it zooms all the same. */
  readonly wheel: 'auto' | 'zoom' | 'pan';
  /** Whether keys without Ctrl do anything but move and enter. */
  readonly singleKeys: boolean;
}

export const usualHabits: Habits = { wheel: 'auto', singleKeys: true };
