// What a person chose, remembered on this device only.
import { type Signal, signal } from '@preact/signals';
import type { Kept } from './storage.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the wheel of a mouse does, or two fingers on a trackpad; auto: one zooms, the other moves. */
export const wheels = ['auto', 'zoom', 'pan'] as const;
export type WheelChoice = (typeof wheels)[number];

/** Code points, as the wire counts them (`name` in schema.json allows more: a name must fit beside a pointer). */
export const maxNameChars = 40;

/** What is written to one of these is remembered. */
export interface Settings {
  /** As `cleanName` returns it. */
  readonly name: Signal<string>;
  readonly relayOnly: Signal<boolean>;
  readonly theme: Signal<Theme>;
  /** Soft ones, when somebody comes or writes. */
  readonly sounds: Signal<boolean>;
  readonly wheel: Signal<WheelChoice>;
  /** Keys that work without Ctrl or Alt; who dictates, or holds a key by accident, may not want them (WCAG 2.1.4). */
  readonly singleKeys: Signal<boolean>;
}

export function createSettings(local: Kept): Settings {
  /** `read` makes a value of what was kept, which may be anything, or null. */
  const remembered = <T extends string | boolean>(key: string, read: (kept: string | null) => T): Signal<T> => {
    const setting = signal(read(local.get(`coviewer.${key}`)));
    let known = true; // what was just read need not be written
    setting.subscribe((value) => {
      if (!known) local.set(`coviewer.${key}`, typeof value === 'string' ? value : value ? '1' : '0');
      known = false;
    });
    return setting;
  };
  return {
    name: remembered('name', (kept) => cleanName(kept ?? '')),
    relayOnly: remembered('relayOnly', (kept) => kept === '1'),
    theme: remembered<Theme>('theme', (kept) => themes.find((one) => one === kept) ?? 'auto'),
    sounds: remembered('sounds', (kept) => kept === '1'),
    wheel: remembered<WheelChoice>('wheel', (kept) => wheels.find((one) => one === kept) ?? 'auto'),
    singleKeys: remembered('singleKeys', (kept) => kept !== '0'),
  };
}

/** One line, no control or direction characters (they could make one name look like another), not too long. */
export function cleanName(name: string): string {
  const oneLine = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ');
  return Array.from(oneLine.trimStart()).slice(0, maxNameChars).join('').trimEnd();
}
