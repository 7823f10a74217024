// What was said, newest at the end.
import { useState } from 'preact/hooks';
import { entriesOf, type LogEntry, type Said } from '../state/chat-log.ts';
import { clockTime, dayName } from '../state/chat-time.ts';
import { useFollow } from './chat-follow.ts';
import { Message } from './chat-message.tsx';
import { useApp, useLoadedFeatures } from './context.ts';
import { Avatar } from './people.tsx';

/** So many messages are in the page at first, and so many more each time that somebody asks for earlier ones. */
const pageMessages = 100;
/** More new ones than this are not all put into the page at once. */
const maxFirstPage = 400;

export function ChatList() {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const all = chat.said.value;
  const [count, setCount] = useState(() => Math.min(maxFirstPage, pageMessages + chat.unread.peek().length));
  const said = all.slice(-count);
  const follow = useFollow(chat, all.findLast(({ by }) => by === chat.site)?.created.ms ?? 0);
  const roving = useRovingMessage(said);
  const unread = chat.unread.value.length;
  return (
    <div class="chat-log">
      <div ref={follow.list} class="chat-list" role="log" aria-label={t('chat.messages')} {...roving.keys}>
        {all.length > said.length && (
          <button
            type="button"
            class="button small chat-earlier"
            onClick={() => {
              follow.holdPlace();
              setCount(count + pageMessages);
            }}
          >
            {t('chat.earlier')}
          </button>
        )}
        {entriesOf(said, chat.now(), chat.firstNew.value).map((entry) => (
          <Entry key={entry.key} entry={entry} current={roving.current} />
        ))}
        {all.length === 0 && <Empty />}
      </div>
      {!follow.isAtEnd && unread > 0 && (
        <button type="button" class="button small primary chat-below" onClick={follow.toEnd}>
          {t('chat.newBelow', { count: unread })}
        </button>
      )}
    </div>
  );
}

function Entry({ entry, current }: { readonly entry: LogEntry; readonly current: string | undefined }) {
  const { t, i18n } = useApp();
  const { chat } = useLoadedFeatures();
  if (entry.kind === 'day') return <p class="chat-day">{dayName(i18n.language.value, entry.at, chat.now())}</p>;
  if (entry.kind === 'new') return <p class="chat-new">{t('chat.newLine')}</p>;
  const isOwn = entry.by === chat.site;
  const { name, color } = chat.person(entry.by);
  return (
    <div class={isOwn ? 'chat-group own' : 'chat-group'}>
      <p class="chat-head" aria-hidden="true">
        {!isOwn && <Avatar person={{ site: entry.by, name, color }} />}
        <strong>
          <bdi>{isOwn ? t('chat.you') : name}</bdi>
        </strong>
        <time dateTime={new Date(entry.at).toISOString()}>{clockTime(i18n.language.value, entry.at)}</time>
      </p>
      {entry.said.map((said) => (
        <Message key={said.id} said={said} name={isOwn ? t('chat.you') : name} tabStop={said.id === current} />
      ))}
    </div>
  );
}

function Empty() {
  const { t } = useApp();
  return (
    <div class="chat-empty">
      <h3>{t('chat.emptyTitle')}</h3>
      <p class="muted">{t('chat.emptyText')}</p>
      <p class="hint">{t('chat.private')}</p>
    </div>
  );
}

/** One tab stop for all messages: the newest, until arrow keys lead to another. */
function useRovingMessage(said: readonly Said[]) {
  const [chosen, choose] = useState<string | null>(null);
  const current = said.some(({ id }) => id === chosen) ? (chosen ?? undefined) : said.at(-1)?.id;
  const focused = (event: FocusEvent) => {
    const message = event.target instanceof Element ? event.target.closest<HTMLElement>('.chat-message') : null;
    if (message) choose(message.dataset['id'] ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = event.target instanceof Element ? event.target.closest('.chat-message') : null;
    if (!from || !(event.currentTarget instanceof Element)) return;
    const messages = [...event.currentTarget.querySelectorAll<HTMLElement>('.chat-message')];
    const at = messages.indexOf(from as HTMLElement);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    const message = next === undefined ? undefined : messages[next];
    if (!message) return;
    event.preventDefault();
    message.focus();
    message.scrollIntoView({ block: 'nearest' });
  };
  return { current, keys: { onFocusIn: focused, onKeyDown } };
}
