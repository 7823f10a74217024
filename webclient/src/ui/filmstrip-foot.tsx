// Name, caption, state and what can be done with the picture that is shown.
import type { PictureView } from '../state/pictures.ts';
import { useApp, useSession } from './context.ts';
import { deliveryText } from './filmstrip-frame.tsx';
import { Icon } from './icon.tsx';

export interface ShownPictureProps {
  readonly picture: PictureView | undefined;
  openMenu(id: string, anchor: Element): void;
}

export function ShownPicture({ picture, openMenu }: ShownPictureProps) {
  const { t } = useApp();
  const session = useSession();
  if (!picture) return null;
  const state = deliveryText(t, picture.delivery);
  return (
    <div class="shown-picture">
      <p class="shown-text">
        <span class="shown-name">{picture.name}</span>
        {picture.caption && (
          <span id="shown-caption" class="shown-caption">
            {picture.caption}
          </span>
        )}
        {state && <span class="shown-state">{state}</span>}
      </p>
      {picture.delivery.state === 'failed' && (
        <button type="button" class="button small" onClick={() => session.retry(picture.blob)}>
          {t('pictures.retry')}
        </button>
      )}
      <button
        type="button"
        class="icon-button wide-only"
        aria-label={t('pictures.delete')}
        title={t('pictures.delete')}
        onClick={() => session.deletePicture(picture.id)}
      >
        <Icon name="delete" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('film.actions', { name: picture.name })}
        aria-haspopup="menu"
        onClick={(event) => openMenu(picture.id, event.currentTarget)}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}
