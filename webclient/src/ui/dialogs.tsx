// The dialogs of the room and their buttons, as the files in dialogs/ describe them.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp, useLoadedFeatures } from './context.ts';
import type { DialogFace } from './dialog.ts';
import { dialogs } from './dialogs/dialogs.gen.ts';
import { Drawn, Icon } from './icon.tsx';
import { Sheet } from './sheet.tsx';

const inOrder: readonly DialogFace[] = [...dialogs].sort((a, b) => a.order - b.order);

export const isColumn = (id: string): boolean => inOrder.some((face) => face.id === id && face.kind === 'column');

/** All that is open. */
export function OpenDialogs() {
  const { dialogs: open } = useLoadedFeatures();
  const current = inOrder.find(({ id }) => id === open.current.value?.id);
  const column = inOrder.find(({ id }) => id === open.column.value?.id);
  useDialogKeys();
  return (
    <>
      {column && <Column key={column.id} face={column} params={open.column.value?.params} />}
      {current?.kind === 'sheet' && <SheetDialog key={current.id} face={current} params={open.current.value?.params} />}
      {current?.kind === 'modal' && <ModalDialog key={current.id} face={current} params={open.current.value?.params} />}
    </>
  );
}

/** The buttons of one place; `named` with their names under the icons. */
export function DialogButtons({ place }: { readonly place: 'header' | 'more' }) {
  return (
    <>
      {inOrder
        .filter((face) => face.place === place)
        .map((face) => {
          const Button = face.available?.() === false ? (face.Instead ?? Nothing) : DialogButton;
          return <Button key={face.id} face={face} />;
        })}
    </>
  );
}

const Nothing = () => null;

function DialogButton({ face }: { readonly face: DialogFace }) {
  const { t } = useApp();
  const features = useLoadedFeatures();
  const { dialogs: open } = features;
  const column = face.kind === 'column' ? open.column.value?.id === face.id : undefined;
  const named = face.place === 'more';
  const label = face.name?.(features, t) ?? t(face.label);
  const press = (event: MouseEvent) => {
    if (named) (event.currentTarget as Element).closest<HTMLElement>('[popover]')?.hidePopover();
    if (column) open.close(face.id);
    else open.open(face.id);
  };
  return (
    <button
      type="button"
      data-dialog={face.id}
      class={named ? 'tool named' : 'icon-button badged'}
      aria-label={named ? undefined : label}
      aria-expanded={column}
      aria-haspopup={face.kind === 'modal' ? 'dialog' : undefined}
      aria-keyshortcuts={face.shortcut}
      title={named ? undefined : label}
      onClick={press}
    >
      <Drawn icon={face.icon} />
      {named && <span>{label}</span>}
      {face.Badge && <face.Badge />}
    </button>
  );
}

interface OpenProps {
  readonly face: DialogFace;
  readonly params: unknown;
}

function useClose({ id }: DialogFace): () => void {
  const { dialogs: open } = useLoadedFeatures();
  return () => open.close(id);
}

/** Opened by code, so the way back to where the focus was is kept here. */
function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && before instanceof HTMLElement) before.focus();
    };
  }, []);
}

function SheetDialog({ face, params }: OpenProps) {
  const { t } = useApp();
  const close = useClose(face);
  useFocusBack();
  useEffect(() => document.getElementById(face.id)?.showPopover(), [face]);
  return (
    <Sheet
      id={face.id}
      title={t(face.label)}
      edge={face.place === 'header' ? 'top' : 'bottom'}
      onToggle={(event) => (event as ToggleEvent).newState === 'closed' && close()}
    >
      <face.Content params={params} close={close} />
    </Sheet>
  );
}

function ModalDialog({ face, params }: OpenProps) {
  const { t } = useApp();
  const close = useClose(face);
  const element = useRef<HTMLDialogElement>(null);
  useFocusBack();
  useEffect(() => element.current?.showModal(), []);
  return (
    <dialog
      ref={element}
      id={face.id}
      class="dialog"
      aria-label={t(face.title?.(params) ?? face.label)}
      onClose={close}
    >
      <face.Content params={params} close={close} />
    </dialog>
  );
}

function Column({ face, params }: OpenProps) {
  const { t } = useApp();
  const close = useClose(face);
  const element = useColumnFocus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented) close();
  };
  return (
    <aside ref={element} id={face.id} class="column" aria-label={t(face.label)} onKeyDown={onKeyDown}>
      <div class="sheet-head">
        <h2>{t(face.label)}</h2>
        <button type="button" class="icon-button" aria-label={t('toast.dismiss')} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <face.Content params={params} close={close} />
    </aside>
  );
}

/** No browser gives the focus back from a column. Where it was may be gone too, like a toast: then to the panel. */
function useColumnFocus() {
  const element = useRef<HTMLElement>(null);
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const column = element.current;
    return () => {
      const now = document.activeElement;
      if (now && now !== document.body && !column?.contains(now)) return;
      const known = before instanceof HTMLElement && before !== document.body && before.isConnected;
      const target = known ? before : document.querySelector<HTMLElement>('.stage-root');
      target?.focus({ preventScroll: true });
    };
  }, [before]);
  return element;
}

/** Shortcuts of dialogs: not while one writes, not with modifiers, and only in the stage (WCAG 2.1.4). */
function useDialogKeys(): void {
  const { dialogs: open } = useLoadedFeatures();
  const { settings } = useApp();
  useEffect(() => {
    const ending = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (!settings.singleKeys.peek()) return;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof Element) || event.target.closest('.stage-root') === null) return;
      if (event.target instanceof HTMLElement && event.target.isContentEditable) return;
      if (event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement) return;
      const face = inOrder.find(({ shortcut }) => shortcut === event.key);
      if (!face) return;
      event.preventDefault();
      open.open(face.id);
    };
    addEventListener('keydown', onKey, { signal: ending.signal });
    return () => ending.abort();
  }, [open, settings]);
}
