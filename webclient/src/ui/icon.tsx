// An icon of the sprite in index.html.tmpl. It says nothing by itself: whatever carries it has a name in words.
export type IconName =
  | 'undo'
  | 'redo'
  | 'add-picture'
  | 'camera'
  | 'show-everybody'
  | 'zoom-in'
  | 'zoom-out'
  | 'fit'
  | 'more'
  | 'share'
  | 'send'
  | 'copy'
  | 'leave'
  | 'settings'
  | 'delete'
  | 'retry'
  | 'check'
  | 'alert'
  | 'close'
  | 'clock'
  | 'shield';

/** An icon that comes with its button's own code: `d` of one path, 24 × 24, drawn as a stroke. */
export function Drawn({ icon }: { readonly icon: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={icon} />
    </svg>
  );
}

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`#icon-${name}`} />
    </svg>
  );
}
