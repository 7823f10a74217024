// The pictures of the panel: previews, which one is shown, how each one's delivery stands.
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../i18n.ts';
import type { Delivery, PictureView } from '../state/pictures.ts';
import { useApp, useSession } from './context.ts';
import { Icon } from './icon.tsx';
import { roveTo } from './roving.ts';

export function Filmstrip() {
  const { t } = useApp();
  const session = useSession();
  const pictures = session.pictures.list.value;
  const pending = session.adding.pending.value;
  const shown = session.view.picture.value;
  if (pictures.length + pending.length === 0) return null;
  return (
    <footer class="filmstrip">
      <PictureList pictures={pictures} shown={shown} />
      {pending.map(({ id, name }) => (
        <div key={id} class="frame pending" role="status" aria-label={`${t('pictures.preparing')}: ${name}`}>
          <progress class="progress" aria-label={t('pictures.preparing')} />
        </div>
      ))}
      <ShownPicture picture={pictures.find((picture) => picture.id === shown)} />
    </footer>
  );
}

interface PictureListProps {
  readonly pictures: readonly PictureView[];
  readonly shown: string | null;
}

function PictureList({ pictures, shown }: PictureListProps) {
  const { t } = useApp();
  const session = useSession();
  const list = useRef<HTMLDivElement>(null);
  const current = Math.max(
    0,
    pictures.findIndex((picture) => picture.id === shown),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const options = Array.from(list.current?.querySelectorAll<HTMLElement>('[role=option]') ?? []);
    const index = options.indexOf(event.target as HTMLElement);
    const picture = pictures[index];
    if (!picture) return;
    const next = roveTo(event.key, index, options.length);
    if (next !== null) options[next]?.focus();
    else if (event.key === 'Enter' || event.key === ' ') session.view.show(picture.id);
    else if (event.key === 'Delete') session.deletePicture(picture.id);
    else return;
    event.preventDefault();
  };
  if (pictures.length === 0) return null;
  return (
    <div
      class="frames"
      role="listbox"
      aria-label={t('pictures.title')}
      aria-orientation="horizontal"
      ref={list}
      onKeyDown={onKeyDown}
    >
      {pictures.map((picture, i) => (
        <Frame key={picture.id} picture={picture} shown={picture.id === shown} tabStop={i === current} />
      ))}
    </div>
  );
}

interface FrameProps {
  readonly picture: PictureView;
  readonly shown: boolean;
  readonly tabStop: boolean;
}

function Frame({ picture, shown, tabStop }: FrameProps) {
  const { t } = useApp();
  const { view, people } = useSession();
  const person = people.look(picture.by).name;
  const { delivery } = picture;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) frame.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  const name = t('pictures.by', { name: picture.name, person });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it handles Enter and Space
    <div
      ref={frame}
      class="frame"
      role="option"
      aria-selected={shown}
      aria-label={[name, deliveryText(t, delivery)].filter(Boolean).join(', ')}
      title={picture.name}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => view.show(picture.id)}
    >
      {picture.preview && <img src={picture.preview} alt="" draggable={false} />}
      <DeliveryBadge delivery={delivery} />
    </div>
  );
}

function DeliveryBadge({ delivery }: { readonly delivery: Delivery }) {
  switch (delivery.state) {
    case 'sending':
    case 'receiving':
      return (
        <span class="bar" aria-hidden="true">
          <span style={{ inlineSize: `${delivery.percent}%` }} />
        </span>
      );
    case 'received':
    case 'kept':
      return null;
    default:
      return (
        <span class={`badge ${delivery.state}`} aria-hidden="true">
          <Icon name={delivery.state === 'failed' ? 'alert' : delivery.state === 'arrived' ? 'check' : 'clock'} />
        </span>
      );
  }
}

export function deliveryText(t: Translate, delivery: Delivery): string {
  if ('percent' in delivery) return t(`pictures.${delivery.state}`, { percent: delivery.percent });
  return delivery.state === 'kept' ? '' : t(`pictures.${delivery.state}`);
}

/** Name, state and what can be done with the picture that is shown. */
function ShownPicture({ picture }: { readonly picture: PictureView | undefined }) {
  const { t } = useApp();
  const session = useSession();
  if (!picture) return null;
  return (
    <div class="shown-picture">
      <p class="shown-text">
        <span class="shown-name">{picture.name}</span>
        <span class="muted">{deliveryText(t, picture.delivery)}</span>
      </p>
      {picture.delivery.state === 'failed' && (
        <button type="button" class="button small" onClick={() => session.retry(picture.blob)}>
          {t('pictures.retry')}
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t('pictures.delete')}
        title={t('pictures.delete')}
        onClick={() => session.deletePicture(picture.id)}
      >
        <Icon name="delete" />
      </button>
    </div>
  );
}
