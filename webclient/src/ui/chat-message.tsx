// One message: what it says, what it points at, and what can be done with it.
import { useEffect, useRef } from 'preact/hooks';
import type { Said } from '../state/chat-log.ts';
import { cleanText } from '../state/chat-text.ts';
import { AboutLink } from './chat-about.tsx';
import { MessageText } from './chat-text.tsx';
import { useApp, useLoadedFeatures } from './context.ts';
import { Icon } from './icon.tsx';

export interface MessageProps {
  readonly said: Said;
  /** Who says it, for those who hear one message at a time. */
  readonly name: string;
  /** The one message that Tab leads to; arrow keys lead to the others. */
  readonly tabStop: boolean;
}

export function Message({ said, name, tabStop }: MessageProps) {
  const { chat } = useLoadedFeatures();
  const isDeleted = chat.deleted.value.has(said.id);
  const about = said.picture === undefined ? null : { picture: said.picture, mark: said.mark };
  return (
    <article class="chat-message" data-id={said.id} tabIndex={tabStop ? 0 : -1}>
      <span class="visually-hidden">{name}: </span>
      {isDeleted ? (
        <Deleted id={said.id} />
      ) : (
        <>
          <div class="chat-bubble" {...{ onMouseDown: keepFocus }}>
            {about && <AboutLink about={about} />}
            <MessageText text={said.text} />
          </div>
          <Actions said={said} tabStop={tabStop} />
        </>
      )}
    </article>
  );
}

/**
 * The focus brings the actions of a message, which take room: what is pressed would move away under the pointer before
 * it is let go, and nothing would happen.
 */
function keepFocus(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('a, button')) event.preventDefault();
}

/** It stands where the message stood, for a moment. */
function Deleted({ id }: { readonly id: string }) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: the way back is where one is, and once that goes too, the field.
  useEffect(() => {
    const way = undo.current;
    if (document.activeElement === document.body) way?.focus();
    return () => {
      const field = way?.closest('.chat')?.querySelector<HTMLElement>('textarea');
      if (way === document.activeElement) field?.focus();
    };
  }, []);
  const putBack = () => {
    undo.current?.closest<HTMLElement>('.chat-message')?.focus();
    chat.putBack(id);
  };
  return (
    <p class="chat-bubble deleted">
      {t('chat.deleted')}
      <button ref={undo} type="button" class="button small" onClick={putBack}>
        {t('chat.undo')}
      </button>
    </p>
  );
}

function Actions({ said, tabStop }: Pick<MessageProps, 'said' | 'tabStop'>) {
  const { t, toasts } = useApp();
  const { chat } = useLoadedFeatures();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(cleanText(said.text));
      toasts.show({ tone: 'done', text: t('chat.copied') });
    } catch {
      toasts.show({ tone: 'error', text: t('chat.copyFailed') });
    }
  };
  const tabIndex = tabStop ? 0 : -1;
  return (
    <div class="chat-actions">
      <button
        type="button"
        class="icon-button small"
        aria-label={t('chat.copy')}
        title={t('chat.copy')}
        {...{ tabIndex }}
        onClick={() => void copy()}
      >
        <Icon name="copy" />
      </button>
      {said.by === chat.site && (
        <button
          type="button"
          class="icon-button small"
          aria-label={t('chat.delete')}
          title={t('chat.delete')}
          {...{ tabIndex }}
          onClick={() => chat.delete(said)}
        >
          <Icon name="delete" />
        </button>
      )}
    </div>
  );
}
