/**
 * Two fingers on two stages are one gesture: a pinch around the line where the pictures meet would otherwise be two
 * strokes. The second finger goes to the stage that has the first.
 */
export function joinFingers(stages: readonly [HTMLElement, HTMLElement]): () => void {
  const ending = new AbortController();
  /** Fingers that are down, with the stage that each one belongs to. */
  const down = new Map<number, HTMLElement>();

  const onDown = (event: PointerEvent, here: HTMLElement) => {
    if (event.pointerType !== 'touch' || !event.isTrusted) return;
    const [first = here] = down.values();
    down.set(event.pointerId, first);
    if (first === here) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    // It captures the pointer there, so that all that follows goes to it by itself.
    first.dispatchEvent(new PointerEvent(event.type, event));
  };
  const onUp = ({ pointerId }: PointerEvent) => void down.delete(pointerId);
  const { signal } = ending;
  for (const stage of stages) {
    stage.addEventListener('pointerdown', (event) => onDown(event, stage), { capture: true, signal });
    stage.addEventListener('pointerup', onUp, { capture: true, signal });
    stage.addEventListener('pointercancel', onUp, { capture: true, signal });
  }
  return () => ending.abort();
}
