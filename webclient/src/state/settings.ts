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

export interface Settings {
  readonly name: Signal<string>;
  readonly relayOnly: Signal<boolean>;
  readonly theme: Signal<Theme>;
  /** Soft ones, when somebody comes or writes. */
  readonly sounds: Signal<boolean>;
  readonly wheel: Signal<WheelChoice>;
  /** Keys that work without Ctrl or Alt; who dictates, or holds a key by accident, may not want them (WCAG 2.1.4). */
  readonly singleKeys: Signal<boolean>;
  setName(name: string): void;
  setRelayOnly(on: boolean): void;
  setTheme(theme: Theme): void;
  setSounds(on: boolean): void;
  setWheel(wheel: WheelChoice): void;
  setSingleKeys(on: boolean): void;
}

export function createSettings(local: Kept): Settings {
  const theme = local.get('coviewer.theme');
  const wheel = local.get('coviewer.wheel');
  const settings = {
    name: signal(cleanName(local.get('coviewer.name') ?? '')),
    relayOnly: signal(local.get('coviewer.relayOnly') === '1'),
    theme: signal<Theme>(themes.find((one) => one === theme) ?? 'auto'),
    sounds: signal(local.get('coviewer.sounds') === '1'),
    wheel: signal<WheelChoice>(wheels.find((one) => one === wheel) ?? 'auto'),
    singleKeys: signal(local.get('coviewer.singleKeys') !== '0'),
  };
  return {
    ...settings,
    setName(name) {
      settings.name.value = cleanName(name);
      local.set('coviewer.name', settings.name.value);
    },
    setRelayOnly(on) {
      settings.relayOnly.value = on;
      local.set('coviewer.relayOnly', on ? '1' : '0');
    },
    setTheme(theme) {
      settings.theme.value = theme;
      local.set('coviewer.theme', theme);
    },
    setSounds(on) {
      settings.sounds.value = on;
      local.set('coviewer.sounds', on ? '1' : '0');
    },
    setWheel(choice) {
      settings.wheel.value = choice;
      local.set('coviewer.wheel', choice);
    },
    setSingleKeys(on) {
      settings.singleKeys.value = on;
      local.set('coviewer.singleKeys', on ? '1' : '0');
    },
  };
}

/** One line, no control or direction characters (they could make one name look like another), not too long. */
export function cleanName(name: string): string {
  const oneLine = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ');
  return Array.from(oneLine.trimStart()).slice(0, maxNameChars).join('').trimEnd();
}
