// What one draws with: the tool in hand, color and width.
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Stage } from '../stage/stage.ts';
import type { ToolId, WidthLevel } from '../stage/types.ts';

export interface Brush {
  readonly tool: ReadonlySignal<ToolId>;
  readonly color: ReadonlySignal<number>;
  readonly width: ReadonlySignal<WidthLevel>;
  setTool(tool: ToolId): void;
  setColor(color: number): void;
  setWidth(width: WidthLevel): void;
}

/** `own`: one's own color, which the brush has until another one is picked. */
export function createBrush(own: ReadonlySignal<number>): Brush {
  const tool = signal<ToolId>('select');
  const picked = signal<number | null>(null);
  const width = signal<WidthLevel>(1);
  return {
    tool,
    color: computed(() => picked.value ?? own.value),
    width,
    setTool(next) {
      tool.value = next;
    },
    setColor(next) {
      picked.value = next;
    },
    setWidth(next) {
      width.value = next;
    },
  };
}

/** Puts it into the hands of a stage. Returns the ends of it. */
export function handTo(stage: Stage, { tool, color, width }: Brush): readonly (() => void)[] {
  return [
    effect(() => stage.setTool(tool.value)),
    effect(() => stage.setColor(color.value)),
    effect(() => stage.setWidth(width.value)),
  ];
}
