// The tools, and what goes with them. On a phone one short row at thumb height; the rest is behind "more".
import type { ComponentChildren } from 'preact';
import { toolFaces } from '../state/view.ts';
import { useShortRow } from './compact.ts';
import { useApp, useFeatures, useSession, useSheets } from './context.ts';
import type { AddPictures } from './file-input.tsx';
import { Drawn, Icon, type IconName } from './icon.tsx';
import { useRoving } from './roving.ts';
import { Sheet } from './sheet.tsx';
import { StyleButton } from './style-button.tsx';

export function Toolbar({ choose }: { readonly choose: AddPictures }) {
  const { t } = useApp();
  const roving = useRoving();
  const compact = useShortRow(roving.ref);
  return (
    <div class="toolbar" role="toolbar" aria-label={t('toolbar.title')} {...roving}>
      {toolFaces
        .filter(({ place }) => !compact || place === 'bar')
        .map((tool) => (
          <ToolButton key={tool.id} tool={tool} />
        ))}
      {!compact && <StyleButton />}
      <span class="divider" />
      <Command icon="add-picture" label={t('tool.addPicture')} run={() => choose()} />
      <UndoButton />
      {!compact && (
        <>
          <RedoButton />
          <span class="divider" />
          <ZoomButtons />
          <span class="divider" />
          <ShowEverybody />
        </>
      )}
      <More compact={compact} />
    </div>
  );
}

/** On a phone also the tools that the bar has no room for. */
function More({ compact }: { readonly compact: boolean }) {
  const { t } = useApp();
  const { view } = useSession();
  const sheets = useSheets();
  const features = useFeatures();
  const label = t(compact ? 'toolbar.more' : 'toolbar.moreActions');
  // Select is what one has without choosing: it is nothing to point out.
  const chosen = toolFaces.some((face) => isBehind(face) && face.id !== 'select' && face.id === view.tool.value);
  return (
    <>
      <button
        type="button"
        class={compact && chosen ? 'tool chosen' : 'tool'}
        data-stop
        popoverTarget="more-tools"
        aria-label={label}
        title={label}
      >
        <Icon name="more" />
      </button>
      <Sheet id="more-tools" title={label} edge="bottom">
        {compact && sheets && <sheets.StyleChoice />}
        <div class="tool-grid">
          {compact && <MoreTools />}
          {sheets && features && <sheets.DialogButtons place="more" />}
        </div>
      </Sheet>
    </>
  );
}

function MoreTools() {
  return (
    <>
      {toolFaces.filter(isBehind).map((tool) => (
        <ToolButton key={tool.id} tool={tool} named />
      ))}
      <RedoButton named />
      <ZoomButtons named />
      <ShowEverybody named />
    </>
  );
}

interface Named {
  /** The name stands under the icon, as in the sheet. */
  readonly named?: boolean;
}

type Face = (typeof toolFaces)[number];

/** On a phone. */
function isBehind({ place }: Face): boolean {
  return place === 'more';
}

function ToolButton({ tool, named }: Named & { readonly tool: Face }) {
  const { t } = useApp();
  const { view } = useSession();
  const label = t(`tool.${tool.id}`);
  return (
    <button
      type="button"
      class={named ? 'tool named' : 'tool'}
      data-stop
      aria-label={label}
      aria-pressed={view.tool.value === tool.id}
      aria-keyshortcuts={tool.keys.join(' ')}
      title={named ? undefined : `${label} (${tool.keys[0]})`}
      onClick={(event) => {
        view.setTool(tool.id);
        closeSheet(event.currentTarget);
      }}
    >
      <Drawn icon={tool.icon} />
      {named && <span aria-hidden="true">{label}</span>}
    </button>
  );
}

interface CommandProps extends Named {
  readonly icon: IconName;
  readonly label: string;
  readonly shortcut?: string;
  readonly off?: boolean;
  readonly wide?: ComponentChildren;
  run(event: MouseEvent): void;
}

/** Stays focusable when there is nothing to do: pressing Undo to the end must not throw the focus away. */
function Command({ icon, label, shortcut, off = false, named, wide, run }: CommandProps) {
  return (
    <button
      type="button"
      class={named ? 'tool named' : 'tool'}
      data-stop
      aria-label={label}
      aria-disabled={off}
      aria-keyshortcuts={shortcut}
      title={named ? undefined : label}
      onClick={off ? undefined : run}
    >
      <Icon name={icon} />
      {named && <span aria-hidden="true">{label}</span>}
      {wide}
    </button>
  );
}

function UndoButton() {
  const { t } = useApp();
  const session = useSession();
  return (
    <Command
      icon="undo"
      label={t('tool.undo')}
      shortcut="Control+Z"
      off={!session.canUndo.value}
      run={() => session.undo()}
    />
  );
}

function RedoButton({ named = false }: Named) {
  const { t } = useApp();
  const session = useSession();
  return (
    <Command
      icon="redo"
      label={t('tool.redo')}
      shortcut="Control+Shift+Z"
      off={!session.canRedo.value}
      named={named}
      run={() => session.redo()}
    />
  );
}

function ZoomButtons({ named = false }: Named) {
  const { t } = useApp();
  const { view } = useSession();
  const off = view.picture.value === null;
  return (
    <>
      <Command icon="zoom-out" label={t('tool.zoomOut')} shortcut="-" off={off} named={named} run={view.zoomOut} />
      <Command icon="zoom-in" label={t('tool.zoomIn')} shortcut="+" off={off} named={named} run={view.zoomIn} />
      <Command icon="fit" label={t('tool.fit')} shortcut="Shift+1" off={off} named={named} run={view.fit} />
    </>
  );
}

function ShowEverybody({ named = false }: Named) {
  const { t, toasts } = useApp();
  const { view, people } = useSession();
  const label = t('tool.showEverybody');
  const show = (event: MouseEvent) => {
    view.showEverybody();
    closeSheet(event.currentTarget as Element);
    const alone = people.others.value.every((other) => other.peer?.status === 'gone');
    toasts.show({ tone: alone ? 'info' : 'done', text: t(alone ? 'pictures.nobody' : 'pictures.shownToAll') });
  };
  return (
    <Command
      icon="show-everybody"
      label={label}
      off={view.picture.value === null}
      named={named}
      wide={!named && <span class="wide-only">{label}</span>}
      run={show}
    />
  );
}

function closeSheet(inside: Element): void {
  const sheet = inside.closest<HTMLElement>('[popover]');
  sheet?.hidePopover();
}
