// One picture in the strip: its preview, how its delivery stands.
import { useEffect, useRef } from 'preact/hooks';
import type { Translate } from '../i18n.ts';
import type { Delivery, PictureView } from '../state/pictures.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Icon } from './icon.tsx';

export interface FrameProps {
  readonly picture: PictureView;
  readonly shown: boolean;
  readonly tabStop: boolean;
  /** Of what is open about it. */
  readonly describedBy: string | undefined;
  /** Along the strip, while one of the frames is dragged. */
  readonly offset: number;
  readonly upright: boolean;
  readonly lifted: boolean;
}

export function Frame({ picture, shown, tabStop, describedBy, offset, upright, lifted }: FrameProps) {
  const { t } = useApp();
  const { view, people } = useSession();
  const { compare } = useLoadedFeatures();
  const { delivery, caption } = picture;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shown) frame.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  const name = t('pictures.by', { name: picture.name, person: people.look(picture.by).name });
  const move = upright ? `translateY(${offset}px)` : `translateX(${offset}px)`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox around it handles Enter
    <div
      ref={frame}
      class={lifted ? 'frame lifted' : 'frame'}
      role="option"
      data-picture={picture.id}
      data-beside={compare.current.value?.beside === picture.id || undefined}
      aria-selected={shown}
      aria-label={[name, deliveryText(t, delivery), caption].filter(Boolean).join(', ')}
      aria-describedby={describedBy}
      tabIndex={tabStop ? 0 : -1}
      style={{ transform: offset === 0 ? '' : move }}
      onClick={() => view.show(picture.id)}
    >
      {picture.preview && <img src={picture.preview} alt="" draggable={false} loading="lazy" decoding="async" />}
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
  if (delivery.state === 'sending' && delivery.of > 1) return t('film.have', { have: delivery.have, of: delivery.of });
  if ('percent' in delivery) return t(`pictures.${delivery.state}`, { percent: delivery.percent });
  return delivery.state === 'kept' ? '' : t(`pictures.${delivery.state}`);
}
