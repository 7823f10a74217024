// The chip that says what a message points at, with a sketch of it.
import type { Translate } from '../i18n.ts';
import type { Chat } from '../state/chat.ts';
import type { About, Pointed } from '../state/chat-about.ts';
import { sketchOf } from '../state/chat-about.ts';
import { peekText } from '../state/chat-text.ts';
import { shortName } from '../state/short-name.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Icon } from './icon.tsx';

/** In a message: a way there. */
export function AboutLink({ about }: { readonly about: About }) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const what = chat.pointed(about);
  if (what.state === 'gone') return <p class="chat-about gone">{t('chat.pictureGone')}</p>;
  return (
    <button type="button" class="chat-about" onClick={() => chat.goTo(about)}>
      <Sketch what={what} />
      <span class="chat-about-text" dir="auto">
        {aboutText(t, chat, what)}
      </span>
    </button>
  );
}

/** Over the field: what the message that is being written points at. */
export function AboutChip({ about, drop }: { readonly about: About; drop(): void }) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const what = chat.pointed(about);
  return (
    <p class="chat-about">
      <Sketch what={what} />
      <span class="chat-about-text" dir="auto">
        {aboutText(t, chat, what)}
      </span>
      <button
        type="button"
        class="icon-button small"
        aria-label={t('chat.unpoint')}
        title={t('chat.unpoint')}
        onClick={drop}
      >
        <Icon name="close" />
      </button>
    </p>
  );
}

function aboutText(t: Translate, chat: Chat, what: Pointed): string {
  switch (what.state) {
    case 'gone':
      return t('chat.pictureGone');
    case 'markGone':
      return t('chat.markGone');
    case 'picture':
      return shortName(peekText(what.picture.name)) || t('pictures.unnamed');
    case 'mark': {
      const { mark, number } = what;
      const params = { name: chat.person(mark.by).name, number };
      return mark.kind === 'text'
        ? t('chat.mark.text', { ...params, text: peekText(mark.text) })
        : t(`chat.mark.${mark.kind}`, params);
    }
  }
}

function Sketch({ what }: { readonly what: Pointed }) {
  const { pictures } = useSession();
  if (what.state === 'gone') return null;
  const { picture } = what;
  const preview = pictures.list.value.find(({ id }) => id === picture.id)?.preview;
  const mark = what.state === 'mark' ? what.mark : null;
  const { part, whole, path, width } = sketchOf(picture, mark);
  return (
    <svg
      class="chat-sketch"
      viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`}
      aria-hidden="true"
      focusable="false"
    >
      {preview && <image href={preview} {...whole} preserveAspectRatio="none" />}
      {mark && path !== '' && (
        <>
          <path class="casing" d={path} stroke-width={width * 2} />
          <path data-color={mark.color} d={path} stroke-width={width} />
        </>
      )}
    </svg>
  );
}
