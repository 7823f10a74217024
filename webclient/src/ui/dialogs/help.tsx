// All that hands and keys can do. What is listed comes from where it is done: tools, shortcuts, dialogs.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Key, Translate } from '../../i18n.ts';
import { shortcuts } from '../../state/marks.ts';
import { toolFaces } from '../../state/view.ts';
import { useTouch } from '../compact.ts';
import { useApp } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { filmShortcuts } from '../filmstrip-keys.ts';
import { Drawn } from '../icon.tsx';
import { dialogs } from './dialogs.gen.ts';

export const dialog: DialogFace = {
  id: 'help',
  kind: 'sheet',
  place: 'more',
  order: 90,
  icon: 'M2 12a10 10 0 1 0 20 0 10 10 0 1 0-20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
  label: 'help.title',
  shortcut: '?',
  Content,
};

/** What fingers, a mouse and a pen do (gestures.ts, wheel.ts), in the order in which one meets it. */
const gestures = [
  'drag',
  'tap',
  'area',
  'pinch',
  'wheel',
  'doubleTap',
  'hold',
  'undo',
  'redo',
  'pen',
  'shift',
] as const;

function Content() {
  const { t } = useApp();
  const touch = useTouch();
  const page = useRef<HTMLDivElement>(null);
  // Opened by a key it would be out of reach of keys: it takes the focus, to be read and scrolled.
  useEffect(() => page.current?.focus(), []);
  const hands = <Hands key="hands" />;
  return (
    <div ref={page} class="help" tabIndex={-1}>
      {touch && hands}
      <h3>{t('help.tools')}</h3>
      <p class="hint">{t('help.focus')}</p>
      <dl>
        {toolFaces.map(({ id, icon, keys }) => (
          <Row key={id} keys={keys}>
            <Drawn icon={icon} /> {t(`tool.${id}`)}
          </Row>
        ))}
      </dl>
      <h3>{t('help.keys')}</h3>
      <dl>
        {shortcuts.map(({ name, keys }) => (
          <Row key={name} keys={keys}>
            {t(`help.${name}`)}
          </Row>
        ))}
        {moving.map(({ name, keys }) => (
          <Row key={name} keys={keys}>
            {t(name)}
          </Row>
        ))}
        {dialogs.map(
          ({ id, label, shortcut }) =>
            shortcut && (
              <Row key={id} keys={[shortcut]}>
                {t(label)}
              </Row>
            ),
        )}
      </dl>
      <h3>{t('pictures.title')}</h3>
      <dl>
        {filmShortcuts.map(({ name, keys }) => (
          <Row key={name} keys={keys}>
            {t(name)}
          </Row>
        ))}
      </dl>
      {!touch && hands}
    </div>
  );
}

/** Keys that say in which direction are no commands of their own. */
const moving: readonly { readonly name: Key; readonly keys: readonly string[] }[] = [
  { name: 'help.arrows', keys: ['↑ ↓ ← →'] },
  { name: 'help.resize', keys: ['Alt+↑ ↓ ← →'] },
  { name: 'help.next', keys: ['Tab'] },
  { name: 'help.space', keys: ['Space'] },
];

/** Keys whose caps bear a word, which is another one on each keyboard. */
const named = ['Control', 'Shift', 'Enter', 'Escape', 'Delete', 'Backspace', 'Space', 'PageUp', 'PageDown'] as const;

function inWords(chord: string, t: Translate): string {
  const parts = chord.length > 1 ? chord.split(/(?<=.)\+/) : [chord];
  return parts
    .map((part) => (named.some((key) => key === part) ? t(`key.${part as (typeof named)[number]}`) : part))
    .join('+');
}

function Row({ keys, children }: { readonly keys: readonly string[]; readonly children: ComponentChildren }) {
  const { t } = useApp();
  return (
    <div>
      <dt>{children}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{inWords(key, t)}</kbd>
        ))}
      </dd>
    </div>
  );
}

function Hands() {
  const { t } = useApp();
  return (
    <>
      <h3>{t('help.hands')}</h3>
      <ul>
        {gestures.map((name) => (
          <li key={name}>{t(`help.hand.${name}`)}</li>
        ))}
      </ul>
    </>
  );
}
