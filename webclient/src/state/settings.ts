// What a person chose, remembered on this device only.
import { type Signal, signal } from '@preact/signals';
import type { Kept } from './storage.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Code points, as the wire counts them (`name` in schema.json allows more: a name must fit beside a pointer). */
export const maxNameChars = 40;

export interface Settings {
  readonly name: Signal<string>;
  readonly relayOnly: Signal<boolean>;
  readonly theme: Signal<Theme>;
  /** Soft ones, when somebody comes or writes. */
  readonly sounds: Signal<boolean>;
  setName(name: string): void;
  setRelayOnly(on: boolean): void;
  setTheme(theme: Theme): void;
  setSounds(on: boolean): void;
}

export function createSettings(local: Kept): Settings {
  const stored = local.get('coviewer.theme');
  const settings = {
    name: signal(cleanName(local.get('coviewer.name') ?? '')),
    relayOnly: signal(local.get('coviewer.relayOnly') === '1'),
    theme: signal<Theme>(themes.find((theme) => theme === stored) ?? 'auto'),
    sounds: signal(local.get('coviewer.sounds') === '1'),
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
  };
}

/** One line, no control or direction characters (they could make one name look like another), not too long. */
export function cleanName(name: string): string {
  const oneLine = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ');
  return Array.from(oneLine.trimStart()).slice(0, maxNameChars).join('').trimEnd();
}
