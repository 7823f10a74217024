// A picture in large with what there is to know of it: in the preview over its frame, and at the head of its menu on a
// phone.
import type { Translate } from '../i18n.ts';
import { fileSize } from '../state/file-size.ts';
import type { PictureView } from '../state/pictures.ts';
import type { Session } from '../state/session.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { deliveryText } from './filmstrip-frame.tsx';

export function PictureCard({ picture }: { readonly picture: PictureView }) {
  const { t } = useApp();
  const session = useSession();
  const { core } = useLoadedFeatures();
  const { pixelWidth: width, pixelHeight: height } = picture;
  const url = core.room.blobUrl(picture.blob) ?? picture.preview;
  const person = session.people.look(picture.by).name;
  return (
    <div class="picture-card">
      <div class="picture-large" style={{ '--ratio': `${width / height}` }}>
        {url && <img src={url} alt="" decoding="async" draggable={false} />}
      </div>
      <p class="picture-name">{picture.name}</p>
      {picture.caption && <p>{picture.caption}</p>}
      <p class="hint">{picture.mine ? t('film.byYou') : t('film.by', { person })}</p>
      <p class="hint">{t('film.pixels', { width, height, size: fileSize(core.i18n.language.value, picture.size) })}</p>
      {deliveries(t, session, picture).map((line) => (
        <p key={line} class="hint">
          {line}
        </p>
      ))}
    </div>
  );
}

/** A line for each one who is here and did not add it, as far as that is known on this side. */
function deliveries(t: Translate, { people, pictures }: Session, picture: PictureView): readonly string[] {
  const state = pictures.blobState(picture.blob);
  const own = deliveryText(t, picture.delivery);
  const lines = people.others.value.flatMap(({ site, name, peer }) => {
    if (site === picture.by || peer?.status === 'gone' || state?.phase !== 'here') return [];
    const share = state.delivered.get(site) ?? 0;
    if (share >= 1) return [t('film.has', { name })];
    return [share > 0 ? t('film.hasPart', { name, percent: Math.floor(share * 100) }) : t('film.hasNot', { name })];
  });
  const tellsOwn = own !== '' && (!picture.mine || lines.length === 0);
  return tellsOwn ? [own, ...lines] : lines;
}
