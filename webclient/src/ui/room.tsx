// The room: header, stage, tools, filmstrip. Pictures may be dropped or pasted anywhere in it.
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../state/session.ts';
import { SessionContext, SheetsContext, useApp, useSession, useSheets } from './context.ts';
import { useFileInput } from './file-input.tsx';
import { Header } from './header.tsx';
import type { Sheets } from './sheets.ts';
import { StageArea } from './stage-area.tsx';
import { Toolbar } from './toolbar.tsx';

export function RoomPage({ session }: { readonly session: Session }) {
  const [sheets, setSheets] = useState<Sheets | null>(null);
  const features = session.features.value;
  useEffect(() => {
    session.later.there.then((parts) => setSheets(parts.sheets));
  }, [session]);
  return (
    <SessionContext.Provider value={session}>
      <SheetsContext.Provider value={features && sheets}>
        <Room />
      </SheetsContext.Provider>
    </SessionContext.Provider>
  );
}

function Room() {
  const { t } = useApp();
  const sheets = useSheets();
  const session = useSession();
  const { choose, element } = useFileInput();
  const dropping = useDroppedFiles(session);
  usePageKeys(session);
  return (
    <div class="room">
      <Header />
      <main class="room-main">
        <StageArea choose={choose} />
        {sheets && <sheets.RoomNotes />}
        <Toolbar choose={choose} />
        {element}
        <p class="visually-hidden" role="status">
          {session.said}
        </p>
      </main>
      {sheets ? (
        <sheets.Filmstrip />
      ) : (
        session.adding.pending.value[0] && (
          <label class="card">
            {t('app.loading')}
            <progress class="progress" />
          </label>
        )
      )}
      {sheets && <sheets.OpenDialogs />}
      {dropping && (
        <div class="drop" aria-hidden="true">
          {t('pictures.drop')}
        </div>
      )}
    </div>
  );
}

/** Files dropped or pasted anywhere; what the stage has taken already is not taken twice. */
function useDroppedFiles(session: Session): boolean {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const ending = new AbortController();
    const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
      window.addEventListener(type, listener, { signal: ending.signal });
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDropping(true);
    });
    on('dragleave', (event) => {
      if (event.relatedTarget === null) setDropping(false);
    });
    on('drop', (event) => {
      setDropping(false);
      if (!event.defaultPrevented) take(event, event.dataTransfer, session);
    });
    on('paste', (event) => {
      if (!event.defaultPrevented && !isEditable(event.target)) take(event, event.clipboardData, session);
    });
    return () => ending.abort();
  }, [session]);
  return dropping;
}

function take(event: Event, data: DataTransfer | null, session: Session): void {
  const files = Array.from(data?.files ?? []);
  if (files.length === 0) return;
  event.preventDefault();
  void session.adding.add(files);
}

/** Undo and redo work wherever the focus is, but in a field, which has its own. */
function usePageKeys(session: Session): void {
  useEffect(() => {
    const ending = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey || isEditable(event.target))
        return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !event.shiftKey) session.undo();
      else if ((key === 'z' && event.shiftKey) || key === 'y') session.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown, { signal: ending.signal });
    return () => ending.abort();
  }, [session]);
}

function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=radio], [type=checkbox]), textarea, select');
}
