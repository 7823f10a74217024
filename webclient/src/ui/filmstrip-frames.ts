// The frames of the filmstrip as they are on the page: which one is which, and where each is along the strip.

export function framesIn(strip: Element): HTMLElement[] {
  return Array.from(strip.querySelectorAll<HTMLElement>('[data-picture]'));
}

export function frameOf(strip: Element, picture: string): HTMLElement | null {
  return strip.querySelector<HTMLElement>(`[data-picture="${CSS.escape(picture)}"]`);
}

/** The picture whose frame it is, or that of what is in it. */
export function pictureAt(target: EventTarget | null): string | null {
  return target instanceof Element ? (target.closest('[data-picture]')?.getAttribute('data-picture') ?? null) : null;
}

/** Which way the strip runs: a phone on its side has it upright. */
export function isUpright(strip: Element): boolean {
  return getComputedStyle(strip).flexDirection.startsWith('column');
}

/** The frames' own places: a transform does not move them. */
export function placesOf(frames: readonly HTMLElement[], upright: boolean): number[] {
  return frames.map((frame) =>
    upright ? frame.offsetTop + frame.offsetHeight / 2 : frame.offsetLeft + frame.offsetWidth / 2,
  );
}

/** What is along the strip and what is across. */
export function axisOf(strip: Element) {
  const upright = isUpright(strip);
  return {
    upright,
    along: (event: PointerEvent) => (upright ? event.clientY : event.clientX),
    across: (event: PointerEvent) => (upright ? event.clientX : event.clientY),
    scroll: () => (upright ? strip.scrollTop : strip.scrollLeft),
    scrollBy: (pixels: number) => strip.scrollBy(upright ? { top: pixels } : { left: pixels }),
    edges() {
      const box = strip.getBoundingClientRect();
      return upright ? { start: box.top, end: box.bottom } : { start: box.left, end: box.right };
    },
  };
}
