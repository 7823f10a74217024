// Where a popover stands that belongs to a frame or to a button of the strip.

const gapPixels = 8;

/** Places it now, and again when it grows: its picture comes later. Returns what ends that. */
export function keepBeside(popover: HTMLElement, anchor: Element, upright: boolean): () => void {
  const place = () => placeBeside(popover, anchor, upright);
  place();
  const growing = new ResizeObserver(place);
  growing.observe(popover);
  return () => growing.disconnect();
}

/** Sets --x and --y: over what it belongs to, or beside it in an upright strip; always within the window. */
function placeBeside(popover: HTMLElement, anchor: Element, upright: boolean): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const onTheRight = box.left + box.right > innerWidth;
  const x = upright
    ? onTheRight
      ? box.left - gapPixels - width
      : box.right + gapPixels
    : box.left + (box.width - width) / 2;
  const y = upright ? box.top + (box.height - height) / 2 : box.top - gapPixels - height;
  popover.style.setProperty('--x', `${within(x, width, innerWidth)}px`);
  popover.style.setProperty('--y', `${within(y, height, innerHeight)}px`);
}

function within(at: number, size: number, space: number): number {
  return Math.max(gapPixels, Math.min(at, space - size - gapPixels));
}
