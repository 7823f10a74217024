// The still with its crop frame and its black boxes: taken hold of by pointer, moved and resized by the arrow keys.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Box, Grip, Part, Sides, Size, Snap, Vec } from '../../state/snap.ts';
import { useApp } from '../context.ts';

export type SnapMode = 'crop' | 'boxes';

interface StillProps {
  readonly snap: Snap;
  readonly mode: SnapMode;
}

export function SnapStill({ snap, mode }: StillProps) {
  const { t } = useApp();
  const canvas = useRef<HTMLDivElement>(null);
  const still = snap.still.value;
  useEffect(() => {
    if (still) canvas.current?.replaceChildren(still);
  }, [still]);
  if (!still) return null;
  const { crop, boxes } = snap.edit.value;
  return (
    <div class="snap-still" data-mode={mode} style={{ '--ratio': still.width / still.height }} {...pointer(snap, mode)}>
      <div ref={canvas} class="snap-canvas" role="img" aria-label={t('snap.still')} />
      {boxes.map((box, i) => (
        <Held key={`box ${i}`} snap={snap} part={i} box={box} label={t('snap.box', { number: i + 1 })}>
          {mode === 'boxes' && snap.selected.value === i && <Handles />}
        </Held>
      ))}
      <Held snap={snap} part="crop" box={crop} label={t('snap.frame')}>
        {mode === 'crop' && <Handles />}
      </Held>
      <p id="snap-keys" class="visually-hidden">
        {t('snap.keys')}
      </p>
    </div>
  );
}

interface HeldProps {
  readonly snap: Snap;
  readonly part: Part;
  readonly box: Box;
  readonly label: string;
  readonly children: ComponentChildren;
}

function Held({ snap, part, box, label, children }: HeldProps) {
  const still = snap.still.value;
  if (!still) return null;
  return (
    <button
      type="button"
      class={part === 'crop' ? 'snap-frame' : 'snap-box'}
      data-part={part}
      aria-label={`${label}: ${words(box)}`}
      aria-describedby="snap-keys"
      style={place(box, still)}
      onFocus={() => snap.select(part)}
      onKeyDown={(event) => onKey(event, snap, part)}
    >
      {children}
    </button>
  );
}

const words = ({ x, y, width, height }: Box) => `${x}, ${y}, ${width} × ${height}`;

function place({ x, y, width, height }: Box, size: Size) {
  const part = (of: number, whole: number) => `${(of / whole) * 100}%`;
  return {
    insetBlockStart: part(y, size.height),
    left: part(x, size.width),
    inlineSize: part(width, size.width),
    blockSize: part(height, size.height),
  };
}

const sides: readonly Sides[] = [
  { x: 0, y: -1 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 1, y: 0 },
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: -1, y: 1 },
  { x: 1, y: 1 },
];

/** For pointers only: keys and fields do the same. */
function Handles() {
  return (
    <>
      {sides.map(({ x, y }) => (
        <span key={`${x} ${y}`} class="snap-handle" data-x={x} data-y={y} />
      ))}
    </>
  );
}

/** A press of an arrow key is this part of the long side: fine enough to cut, and not a hundred presses. */
const stepPart = 100;

const arrows: Readonly<Record<string, Vec>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

function onKey(event: KeyboardEvent, snap: Snap, part: Part): void {
  const still = snap.still.peek();
  const arrow = arrows[event.key];
  if (part !== 'crop' && (event.key === 'Delete' || event.key === 'Backspace')) {
    event.preventDefault();
    snap.removeBox(part);
  } else if (still && arrow) {
    event.preventDefault();
    const step = Math.max(1, Math.round(Math.max(still.width, still.height) / stepPart));
    const by = { x: arrow.x * step, y: arrow.y * step };
    if (event.shiftKey) snap.resize(part, { x: arrow.x === 0 ? 0 : 1, y: arrow.y === 0 ? 0 : 1 }, by);
    else snap.move(part, by);
  }
}

function pointer(snap: Snap, mode: SnapMode) {
  const at = (event: PointerEvent): Vec => {
    const still = snap.still.peek();
    const area = (event.currentTarget as Element).getBoundingClientRect();
    return {
      x: ((event.clientX - area.left) / area.width) * (still?.width ?? 0),
      y: ((event.clientY - area.top) / area.height) * (still?.height ?? 0),
    };
  };
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || !event.isPrimary || !(event.target instanceof HTMLElement)) return;
      const grip = gripOf(event.target);
      if (grip.part === null && mode === 'crop') return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      snap.take(grip, at(event));
    },
    onPointerMove: (event: PointerEvent) => event.isPrimary && snap.drag(at(event)),
    onPointerUp: (event: PointerEvent) => event.isPrimary && snap.drop(),
    onPointerCancel: () => snap.cancelDrag(),
  };
}

function gripOf(target: HTMLElement): Grip {
  const held = target.closest<HTMLElement>('[data-part]');
  const name = held?.dataset['part'];
  const part = name === undefined ? null : name === 'crop' ? name : Number(name);
  const { x, y } = target.dataset;
  return { part, sides: x === undefined || y === undefined ? null : ({ x: Number(x), y: Number(y) } as Sides) };
}
