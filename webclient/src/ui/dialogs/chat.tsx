// The chat beside the panel; on a phone a sheet over its lower part.
import { useEffect } from 'preact/hooks';
import { aboutOf } from '../../state/chat-about.ts';
import { ChatField } from '../chat-field.tsx';
import { ChatList } from '../chat-list.tsx';
import { useSheetGestures } from '../chat-sheet.ts';
import { useUnreadTitle } from '../chat-title.ts';
import { useApp, useLoadedFeatures } from '../context.ts';
import type { DialogFace, DialogProps } from '../dialog.ts';

const mostShown = 99;

export const dialog: DialogFace = {
  id: 'chat',
  kind: 'column',
  place: 'header',
  order: 10,
  icon: 'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z',
  label: 'chat.title',
  shortcut: '/',
  name({ chat }, t) {
    const count = chat.unread.value.length;
    return count === 0 ? t('chat.title') : t('chat.titleUnread', { count });
  },
  Badge() {
    const { t } = useApp();
    const count = useLoadedFeatures().chat.unread.value.length;
    useUnreadTitle(count, t('app.name'));
    if (count === 0) return null;
    return (
      <span class="chat-badge" aria-hidden="true">
        {count > mostShown ? `${mostShown}+` : count}
      </span>
    );
  },
  Content,
};

function Content({ params, close }: DialogProps) {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const inside = useSheetGestures(close);
  useEffect(() => {
    const about = aboutOf(params);
    if (about) chat.field.pointAt(about);
  }, [chat, params]);
  return (
    <div ref={inside} class="chat">
      <ChatList />
      {!chat.isHeard.value && <p class="hint">{t('chat.alone')}</p>}
      <Writers />
      <ChatField />
    </div>
  );
}

/** No live region: it comes and goes too often to be said. */
function Writers() {
  const { t } = useApp();
  const { chat } = useLoadedFeatures();
  const [first, ...others] = chat.writers.value;
  if (first === undefined) return null;
  const text = others.length > 0 ? t('chat.writingMany') : t('chat.writing', { name: chat.person(first).name });
  return <p class="chat-writers hint">{text}</p>;
}
