// Where the stage sits, and what teaches the first step while it is empty.
import { useEffect, useRef } from 'preact/hooks';
import { useTouch } from './compact.ts';
import { useApp, useFeatures, useSession, useSheets } from './context.ts';
import type { AddPictures } from './file-input.tsx';
import { Icon } from './icon.tsx';

export function StageArea({ choose }: { readonly choose: AddPictures }) {
  const session = useSession();
  const sheets = useSheets();
  const features = useFeatures();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => (root.current ? session.view.mount(root.current) : undefined), [session]);
  const empty = session.pictures.list.value.length + session.adding.pending.value.length === 0;
  return (
    <div class="stage-area">
      {/* The caption is in the filmstrip, once there is one. */}
      <div class="stage-root" aria-describedby="shown-caption" ref={root} />
      {sheets && features && <sheets.CompareArea />}
      {sheets && features && <sheets.SelectionBar />}
      {empty && <EmptyPanel choose={choose} />}
    </div>
  );
}

function EmptyPanel({ choose }: { readonly choose: AddPictures }) {
  const { t } = useApp();
  const touch = useTouch();
  return (
    <div class="empty">
      <Icon name="add-picture" />
      <h2>{t('pictures.emptyTitle')}</h2>
      <p class="muted">{t(touch ? 'pictures.emptyTouch' : 'pictures.emptyText')}</p>
      <p class="actions">
        {touch && (
          <button type="button" class="button primary" onClick={() => choose('camera')}>
            {t('pictures.camera')}
          </button>
        )}
        <button type="button" class={touch ? 'button' : 'button primary'} onClick={() => choose()}>
          {t('pictures.choose')}
        </button>
      </p>
    </div>
  );
}
