// Where one writes: it grows with what is written, and says what the message will point at.
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { charsLeft } from '../state/chat-text.ts';
import { AboutChip } from './chat-about.tsx';
import { useTouch } from './compact.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Drawn, Icon } from './icon.tsx';

/** From here on it is said how many characters are left. */
const counterFrom = 200;
const pointIcon = 'M2 12h3M19 12h3M12 2v3M12 19v3M5 12a7 7 0 1 0 14 0a7 7 0 1 0-14 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0';

export function ChatField() {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const { draft, about, pointAt, send } = chat.field;
  const input = useRef<HTMLTextAreaElement>(null);
  const left = charsLeft(draft.value);
  useOpened(input);
  const sendNow = () => {
    if (send()) input.current?.focus();
  };
  return (
    <form
      class="chat-field"
      onSubmit={(event) => {
        event.preventDefault();
        sendNow();
      }}
    >
      {about.value ? (
        <AboutChip
          about={about.value}
          drop={() => {
            pointAt(null);
            input.current?.focus();
          }}
        />
      ) : (
        <PointButton pointed={() => input.current?.focus()} />
      )}
      <div class="chat-row">
        <Input input={input} left={left} send={sendNow} />
        <button
          type="submit"
          class="button primary chat-send"
          aria-label={t('chat.send')}
          title={t('chat.send')}
          disabled={draft.value.trim() === '' || left < 0}
        >
          <Icon name="send" />
        </button>
      </div>
      <p id="chat-left" class={left < 0 ? 'chat-left problem' : 'chat-left hint'} hidden={left > counterFrom}>
        {left < 0 ? t('chat.tooLong', { count: -left }) : t('chat.left', { count: left })}
      </p>
    </form>
  );
}

interface InputProps {
  readonly input: { current: HTMLTextAreaElement | null };
  readonly left: number;
  send(): void;
}

function Input({ input, left, send }: InputProps) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const { adding } = useSession();
  const touch = useTouch();
  const { draft, write, rest } = chat.field;
  // By hand, because not every browser has field-sizing yet.
  useLayoutEffect(() => {
    const field = input.current;
    const row = field?.parentElement;
    if (!field || !row) return;
    // Held meanwhile: else the messages above had more room for a moment, and Firefox would scroll them away from their end.
    row.style.minBlockSize = `${row.getBoundingClientRect().height}px`;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    row.style.minBlockSize = '';
  }, [input, draft.value]);
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed Enter belongs to that; 229 is how some browsers say so.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    if (touch && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData?.files ?? []);
    // What was copied from a document comes as a picture too; it is meant as text.
    if (files.length === 0 || event.clipboardData?.types.includes('text/plain')) return;
    event.preventDefault();
    void adding.add(files);
  };
  return (
    <textarea
      ref={input}
      rows={1}
      dir="auto"
      aria-label={t('chat.field')}
      aria-describedby="chat-left"
      aria-invalid={left < 0}
      placeholder={t('chat.placeholder')}
      enterkeyhint={touch ? 'enter' : 'send'}
      value={draft.value}
      onInput={(event) => write(event.currentTarget.value)}
      {...{ onKeyDown, onPaste }}
      onBlur={rest}
    />
  );
}

/** Takes the mark that is selected, or the picture in view. */
function PointButton({ pointed }: { pointed(): void }) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const target = chat.pointable.value;
  if (!target) return null;
  const press = () => {
    chat.field.pointAt(target);
    pointed();
  };
  return (
    <button type="button" class="chat-point" onClick={press}>
      <Drawn icon={pointIcon} />
      {t(target.mark === undefined ? 'chat.pointPicture' : 'chat.pointMark')}
    </button>
  );
}

/** Opened, or asked for anew, one may write at once. On a phone one reads first: the keyboard would cover what is new. */
function useOpened(input: InputProps['input']): void {
  const { chat, dialogs } = useLoadedFeatures();
  const touch = useTouch();
  const opened = dialogs.column.value;
  useEffect(() => {
    if (opened && (!touch || chat.unread.peek().length === 0)) input.current?.focus();
  }, [input, chat, opened, touch]);
}
