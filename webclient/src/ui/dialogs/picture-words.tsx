// Name and caption of a picture. Opened with which picture, and the field that one came for.
import { useEffect, useRef, useState } from 'preact/hooks';
import { maxCaptionChars, maxNameChars } from '../../state/filmstrip.ts';
import { useApp, useLoadedFeatures, useSession } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';

interface Params {
  readonly picture: string;
  readonly field: 'name' | 'caption';
}

export const dialog: DialogFace = {
  id: 'picture-words',
  kind: 'modal',
  place: 'none',
  order: 0,
  icon: 'M12 20h9M4 20l1-4L16.5 4.5a2.1 2.1 0 0 1 3 3L8 19z',
  label: 'film.words',
  Content: PictureWords,
};

function PictureWords({ params, close }: DialogProps) {
  const { t } = useApp();
  const { filmstrip } = useLoadedFeatures();
  const { picture: id, field } = params as Params;
  const picture = useSession().pictures.list.value.find((other) => other.id === id);
  const opened = useRef(picture);
  const [name, setName] = useState(picture?.name ?? '');
  const [caption, setCaption] = useState(picture?.caption ?? '');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => select(form.current?.elements.namedItem(field)), [field]);
  useEffect(() => {
    if (!picture) close(); // deleted or taken back meanwhile
  }, [picture, close]);
  if (!picture) return null;
  const save = () => {
    // What was not touched keeps what somebody else may have written meanwhile.
    filmstrip.setWords(id, {
      ...(name !== opened.current?.name && { name }),
      ...(caption !== opened.current?.caption && { caption }),
    });
  };
  return (
    <form ref={form} class="picture-words" method="dialog" onSubmit={save}>
      <h2>{t('film.words')}</h2>
      <div class="field">
        <label for="picture-name">{t('film.name')}</label>
        <input
          id="picture-name"
          name="name"
          type="text"
          autocomplete="off"
          required
          pattern=".*\S.*"
          maxLength={maxNameChars}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <CaptionField caption={caption} change={setCaption} />
      <p class="actions">
        {/* No submit button: Enter in the name would press the first of them. */}
        <button type="button" class="button" onClick={() => form.current?.closest('dialog')?.close()}>
          {t('film.cancel')}
        </button>
        <button type="submit" class="button primary">
          {t('film.saveWords')}
        </button>
      </p>
    </form>
  );
}

function CaptionField({ caption, change }: { readonly caption: string; change(caption: string): void }) {
  const { t } = useApp();
  return (
    <div class="field">
      <label for="picture-caption">{t('film.caption')}</label>
      <textarea
        id="picture-caption"
        name="caption"
        rows={3}
        maxLength={maxCaptionChars}
        aria-describedby="picture-caption-hint"
        value={caption}
        onInput={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <p id="picture-caption-hint" class="hint">
        {t('film.captionHint')}
      </p>
    </div>
  );
}

/** All of it, but not the end of a file's name, which one seldom means to change. */
function select(field: Element | RadioNodeList | null | undefined): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.focus();
  const dot = field.value.lastIndexOf('.');
  field.setSelectionRange(0, field instanceof HTMLInputElement && dot > 0 ? dot : field.value.length);
}
