// One tab stop for a group of controls, arrow keys within it (WAI-ARIA toolbar and listbox patterns).
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Which of `count` things gets the focus by a key, seen from `index`; null: the key is none of ours. */
export function roveTo(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowLeft':
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** For an element whose buttons share one tab stop; those inside of a popover in it have their own. `to` as `roveTo`. */
export function useRoving(to = roveTo) {
  const root = useRef<HTMLDivElement>(null);
  const stops = () =>
    Array.from(root.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? []).filter(
      (stop) => stop.closest('[popover]') === null,
    );
  useLayoutEffect(() => {
    const all = stops();
    const current = all.find((stop) => stop.tabIndex === 0 && stop.hasAttribute('data-current')) ?? all[0];
    for (const stop of all) stop.tabIndex = stop === current ? 0 : -1;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const all = stops();
    const index = all.indexOf(event.target as HTMLElement);
    const next = index < 0 ? null : to(event.key, index, all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };
  const onFocusIn = (event: FocusEvent) => {
    const all = stops();
    if (!all.includes(event.target as HTMLElement)) return;
    for (const stop of all) {
      stop.tabIndex = stop === event.target ? 0 : -1;
      stop.toggleAttribute('data-current', stop === event.target);
    }
  };
  return { ref: root, onKeyDown, onFocusIn };
}
