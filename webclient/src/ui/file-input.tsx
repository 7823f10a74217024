// The one file chooser of the room: camera or files as the system offers them.
import { useRef } from 'preact/hooks';
import { useSession } from './context.ts';

/** No HEIC: asked like this, Apple's systems hand over JPEG. No SVG: it can carry programs. */
const accept = 'image/jpeg,image/png,image/webp,image/avif,image/gif';

export type AddPictures = (source?: 'camera') => void;

export function useFileInput() {
  const { adding } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const choose: AddPictures = (source) => {
    const element = input.current;
    if (!element) return;
    if (source === 'camera') element.setAttribute('capture', 'environment');
    else element.removeAttribute('capture');
    element.click();
  };
  const element = (
    <input
      ref={input}
      type="file"
      accept={accept}
      multiple
      hidden
      tabIndex={-1}
      aria-hidden="true"
      onChange={(event) => {
        void adding.add(Array.from(event.currentTarget.files ?? []));
        event.currentTarget.value = ''; // the same file again is a change again
      }}
    />
  );
  return { choose, element };
}
