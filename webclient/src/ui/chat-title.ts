// The title of the page says how many messages are new while nobody sees the page.
import { useEffect } from 'preact/hooks';

/** `plain`: the title as it is otherwise. */
export function useUnreadTitle(count: number, plain: string): void {
  useEffect(() => {
    let marked = '';
    const unmark = () => {
      // Only what was put there: another screen may have a title of its own by now.
      if (document.title === marked) document.title = plain;
    };
    const mark = () => {
      unmark();
      if (!document.hidden || count === 0) return;
      marked = `(${count}) ${plain}`;
      document.title = marked;
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => {
      document.removeEventListener('visibilitychange', mark);
      unmark();
    };
  }, [count, plain]);
}
