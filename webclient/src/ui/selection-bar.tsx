// What can be done with the selected marks: a bar beside them, on a phone over the tools.
import { effect } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MarkView } from '../state/marks.ts';
import type { Box } from '../state/view.ts';
import { useCompact } from './compact.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Drawn, Icon } from './icon.tsx';
import { useRoving } from './roving.ts';
import { placeBar, placeBarCompact } from './selection-place.ts';
import { StylePicker } from './style-choice.tsx';

const icons = {
  duplicate:
    'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2zM4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2',
  write:
    'M12 20h9M16.376 3.622a1 1 0 0 1 3.002 3.002L7.368 18.635a2 2 0 0 1-.855.506l-2.872.838a.5.5 0 0 1-.62-.62l.838-2.872a2 2 0 0 1 .506-.854z',
  about:
    'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2zm-12-9-3 3 3 3M17 14v-1a2 2 0 0 0-2-2H7',
};

export function SelectionBar() {
  const { marks } = useLoadedFeatures();
  const selected = marks.selected.value;
  const ids = selected.map(({ id }) => id).join(' ');
  // Another selection is another bar: what was opened or armed for the last one is not for this one.
  return selected.length === 0 ? null : <Bar key={ids} selected={selected} />;
}

function Bar({ selected }: { readonly selected: readonly MarkView[] }) {
  const { t } = useApp();
  const { view } = useSession();
  const { dialogs } = useLoadedFeatures();
  const [styling, setStyling] = useState(false);
  const roving = useRoving();
  const outer = usePlace();
  const [only] = selected.length === 1 ? selected : [];
  const others = [...new Set(selected.filter(({ own }) => !own).map(({ name }) => name))];
  const toStage = () => view.main()?.root.focus({ preventScroll: true });
  useMenuKey(outer);
  useEscape(outer, styling ? () => setStyling(false) : toStage);
  return (
    <div ref={outer} class="selection-bar">
      {styling && (
        <StylePicker
          name="selected"
          color={common(selected.map(({ color }) => color))}
          width={common(selected.map(({ width }) => width))}
          onColor={(color) => view.act({ name: 'restyle', style: { color } })}
          onWidth={(width) => view.act({ name: 'restyle', style: { width } })}
        />
      )}
      <div role="toolbar" aria-label={t('marks.selection')} {...roving}>
        {others.length > 0 && <span class="selection-name">{others.join(', ')}</span>}
        {others.length === 0 && <StyleToggle mark={selected[0]} open={styling} toggle={() => setStyling(!styling)} />}
        {only?.writable && (others.length === 0 || only.tool === 'pin') && (
          <Action
            icon={icons.write}
            label={t(only.tool === 'pin' ? 'marks.note' : 'marks.write')}
            run={() => view.act({ name: 'write' })}
          />
        )}
        <Action
          icon={icons.duplicate}
          label={t('marks.duplicate')}
          shortcut="Control+D"
          run={() => view.act({ name: 'duplicate' })}
        />
        {only && (
          <Action
            icon={icons.about}
            label={t('marks.about')}
            run={() => dialogs.open('chat', { about: { picture: only.picture, mark: only.id } })}
          />
        )}
        <DeleteButton
          others={others}
          run={() => {
            view.act({ name: 'delete' });
            toStage();
          }}
        />
      </div>
    </div>
  );
}

interface StyleToggleProps {
  readonly mark: MarkView | undefined;
  readonly open: boolean;
  toggle(): void;
}

function StyleToggle({ mark, open, toggle }: StyleToggleProps) {
  const { t } = useApp();
  const label = t('toolbar.style');
  return (
    <button type="button" class="tool" data-stop aria-label={label} title={label} aria-expanded={open} onClick={toggle}>
      <span class={`dot width-${mark?.width ?? 1}`} data-color={mark?.color} />
    </button>
  );
}

function Action(props: { readonly icon: string; readonly label: string; readonly shortcut?: string; run(): void }) {
  const { icon, label, shortcut, run } = props;
  return (
    <button
      type="button"
      class="tool"
      data-stop
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={label}
      onClick={run}
    >
      <Drawn icon={icon} />
    </button>
  );
}

/** What somebody else made goes with the second press only, as with the eraser. */
function DeleteButton({ others, run }: { readonly others: readonly string[]; run(): void }) {
  const { t } = useApp();
  const [armed, setArmed] = useState(false);
  const label = armed ? t('marks.deleteOther', { name: others.join(', ') }) : t('marks.delete');
  return (
    <button
      type="button"
      class={armed ? 'tool armed' : 'tool'}
      data-stop
      aria-label={label}
      aria-keyshortcuts="Delete"
      title={label}
      onClick={() => {
        if (others.length > 0 && !armed) setArmed(true);
        else run();
      }}
      onBlur={() => setArmed(false)}
    >
      <Icon name="delete" />
      {armed && <span aria-hidden="true">{label}</span>}
    </button>
  );
}

/** Keeps the bar beside the selection in each frame that moves it, and when it grows, without rendering anew. */
function usePlace() {
  const { view } = useSession();
  const compact = useCompact();
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    const stage = element?.parentElement;
    if (!element || !stage) return undefined;
    const place = (box: Box | null) => {
      // Not hidden: that would take the focus away.
      element.classList.toggle('away', box === null);
      if (box === null) return;
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const room = { width: stage.clientWidth, height: stage.clientHeight };
      const { x, y } = (compact ? placeBarCompact : placeBar)(box, size, room);
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    };
    const growing = new ResizeObserver(() => place(view.selectionBox.peek()));
    growing.observe(element);
    const stop = effect(() => place(view.selectionBox.value));
    return () => {
      stop();
      growing.disconnect();
    };
  }, [view, compact]);
  return bar;
}

/** Enter on a selected mark leads here. */
function useMenuKey(bar: { readonly current: HTMLElement | null }): void {
  const { view } = useSession();
  useEffect(() => {
    const before = view.menuAsked.peek();
    return effect(() => {
      if (view.menuAsked.value !== before) bar.current?.querySelector<HTMLElement>('[data-stop]')?.focus();
    });
  }, [view, bar]);
}

function useEscape(bar: { readonly current: HTMLElement | null }, leave: () => void): void {
  useEffect(() => {
    const ending = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      leave();
    };
    bar.current?.addEventListener('keydown', onKey, { signal: ending.signal });
    return () => ending.abort();
  }, [bar, leave]);
}

function common<T>(values: readonly T[]): T | null {
  const [first, ...rest] = values;
  return first !== undefined && rest.every((value) => value === first) ? first : null;
}
