// What toasts have said: they go by themselves, and nobody is to miss what a file was refused for.
import { clockTime } from '../../state/chat-time.ts';
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogFace } from '../dialog.ts';
import { Icon } from '../icon.tsx';

export const dialog: DialogFace = {
  id: 'told',
  kind: 'sheet',
  place: 'more',
  order: 82,
  icon: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2',
  label: 'told.title',
  Content: () => <ToldList />,
};

function ToldList() {
  const { t, i18n } = useApp();
  const list = useLoadedFeatures().told.list.value;
  if (list.length === 0) return <p class="hint">{t('told.none')}</p>;
  return (
    // With nothing in it to press, it is scrolled by keys when it has the focus itself.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1
    <ul class="told" tabIndex={0}>
      {list.map(({ id, tone, text, lines, at }) => (
        <li key={id} class={tone}>
          {tone !== 'info' && <Icon name={tone === 'done' ? 'check' : 'alert'} />}
          <div>
            <p>{text}</p>
            {lines.length > 0 && (
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            )}
            <time class="hint" dateTime={new Date(at).toISOString()}>
              {clockTime(i18n.language.value, at)}
            </time>
          </div>
        </li>
      ))}
    </ul>
  );
}
