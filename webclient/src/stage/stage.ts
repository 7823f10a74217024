/** The stage draws one picture of the panel with its marks, and turns hands, pens, mice and keys into marks. */
import type { PresenceMessage, StageOptions, ToolId, View, WidthLevel } from './types.ts';

export type { PresenceMessage, StageEnv, StageOptions, StagePerson, ToolId, Translate, View, WidthLevel } from './types.ts';

export class Stage {
  #shown: string | null = null;
  readonly options: StageOptions;

  constructor(options: StageOptions) {
    this.options = options;
  }

  /** The id of the picture in view. */
  get shown(): string | null {
    return this.#shown;
  }

  show(pictureId: string | null): void {
    this.#shown = pictureId;
  }

  /** Better pixels of the shown picture may be there: asks `pictureUrl` again. */
  refreshPicture(): void {}

  setTool(_tool: ToolId): void {}
  setColor(_color: number): void {}
  setWidth(_width: WidthLevel): void {}
  zoomIn(): void {}
  zoomOut(): void {}
  fit(): void {}
  actualSize(): void {}
  view(): View {
    return [0, 0, 0, 0];
  }
  showView(_view: View): void {}
  presence(_site: string, _message: PresenceMessage): void {}
  removePerson(_site: string): void {}
  /** Names or colors changed, or somebody came. */
  setPeople(): void {}
  destroy(): void {}
}
