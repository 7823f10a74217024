// The panel's messages as signals, brought up once a frame however much comes.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Said } from '../panel/messages.ts';
import type { Change, Panel } from '../panel/panel.ts';
import type { PeerEnv } from '../peer/types.ts';
import type { About } from './chat-about.ts';
import { createLog } from './chat-log.ts';

export interface PanelMessages {
  readonly said: ReadonlySignal<readonly Said[]>;
  /** Counts on when something that is pointed at may have changed. */
  readonly pointedAt: ReadonlySignal<number>;
  stop(): void;
}

export interface PanelMessagesOptions {
  readonly panel: Panel;
  /** What the message being written points at. */
  readonly about: ReadonlySignal<About | null>;
  readonly frame: PeerEnv['frame'];
  /** Somebody else's message came in. */
  heard(by: string): void;
}

export function followMessages({ panel, about, frame, heard }: PanelMessagesOptions): PanelMessages {
  const log = createLog(panel);
  const said = signal(log.list());
  const pointedAt = signal(0);
  const targets = computed(() => {
    const all = said.value.flatMap(({ picture, mark }) => [picture, mark]);
    return new Set([...all, about.value?.picture, about.value?.mark]);
  });
  let ids = new Set<string>();
  let cancel: (() => void) | null = null;
  const refresh = () => {
    cancel = null;
    const changed = ids;
    ids = new Set();
    if (log.changed(changed)) said.value = log.list();
    if ([...changed].some((id) => targets.value.has(id))) pointedAt.value++;
  };
  const unsubscribe = panel.subscribe((change) => {
    for (const id of change.ids) ids.add(id);
    cancel ??= frame(refresh);
    if (change.origin === 'remote') for (const by of authors(panel, change)) heard(by);
  });
  return {
    said,
    pointedAt,
    stop() {
      unsubscribe();
      cancel?.();
    },
  };
}

function authors(panel: Panel, change: Change): ReadonlySet<string> {
  const messages = change.writes.filter(({ set }) => set['kind'] === 'message');
  return new Set(
    messages.flatMap(({ id }) => {
      const by = panel.get(id)?.get('by');
      return typeof by === 'string' ? [by] : [];
    }),
  );
}
