// Soft sounds, for who looks elsewhere: somebody came, or wrote while the page was hidden. Off until they are asked for,
// and never before the person has pressed something: a page that sounds by itself is rude, and browsers forbid it.
import { effect } from '@preact/signals';
import type { Core } from './features.ts';

export type SoundKind = 'arrival' | 'message';

export interface SoundEnv {
  /** Null: this browser makes no sound. */
  context(): AudioContext | null;
  /** Nobody sees the page. */
  hidden(): boolean;
  /** The person has pressed something. */
  pressed(): boolean;
}

export interface Sounds {
  play(kind: SoundKind): void;
  stop(): void;
}

/** Two notes each: hertz, and seconds from the first. */
const notes: Readonly<Record<SoundKind, readonly (readonly [hertz: number, at: number])[]>> = {
  arrival: [
    [587.33, 0],
    [880, 0.13],
  ],
  message: [
    [783.99, 0],
    [659.26, 0.1],
  ],
};
const loudness = 0.12;
const attackSeconds = 0.015;
const noteSeconds = 0.5;
/** What an exponential ramp takes for silence. */
const silence = 0.0001;

export type SoundCore = Pick<Core, 'panel' | 'people' | 'settings'>;

export function createSounds({ panel, people, settings }: SoundCore, env: SoundEnv): Sounds {
  let context: AudioContext | null = null;
  const play = (kind: SoundKind) => {
    if (!settings.sounds.peek() || !env.pressed()) return;
    context ??= env.context();
    if (context) ring(context, kind);
  };
  /** Null until who was here before us is known. */
  let here: ReadonlySet<string> | null = null;
  const ending = [
    effect(() => {
      const now = people.others.value.filter(({ peer }) => peer?.status !== 'gone').map(({ site }) => site);
      if (here && now.some((site) => !here?.has(site))) play('arrival');
      here = new Set(now);
    }),
    panel.subscribe(({ origin, writes }) => {
      const isMessage = origin === 'remote' && writes.some(({ set }) => set['kind'] === 'message');
      if (isMessage && env.hidden()) play('message');
    }),
  ];
  return {
    play,
    stop() {
      for (const stop of ending) stop();
      void context?.close().catch(() => {});
    },
  };
}

function ring(context: AudioContext, kind: SoundKind): void {
  void context.resume().catch(() => {});
  for (const [hertz, at] of notes[kind]) {
    const start = context.currentTime + at;
    const gain = new GainNode(context, { gain: silence });
    gain.gain.setValueAtTime(silence, start);
    gain.gain.exponentialRampToValueAtTime(loudness, start + attackSeconds);
    gain.gain.exponentialRampToValueAtTime(silence, start + noteSeconds);
    const tone = new OscillatorNode(context, { frequency: hertz });
    tone.connect(gain).connect(context.destination);
    tone.start(start);
    tone.stop(start + noteSeconds);
  }
}

export function browserSound(page: Window & typeof globalThis): SoundEnv {
  return {
    context: () => (typeof page.AudioContext === 'function' ? new page.AudioContext() : null),
    hidden: () => page.document.visibilityState === 'hidden',
    // Not in every browser: there it is left to the browser to stay silent.
    pressed: () => page.navigator.userActivation?.hasBeenActive ?? true,
  };
}
