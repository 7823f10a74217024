// Following somebody: the avatars in the header, and the line that says so over the picture.
import { useLayoutEffect } from 'preact/hooks';
import type { PersonView } from '../state/people.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Icon } from './icon.tsx';
import { Avatar } from './people.tsx';

/** One toggle for each of the others who is here. */
export function FollowButtons() {
  const { people } = useSession();
  const others = people.others.value.filter(({ peer }) => peer?.status !== 'gone');
  return (
    <>
      {others.map((person) => (
        <FollowButton key={person.site} person={person} />
      ))}
    </>
  );
}

function FollowButton({ person }: { readonly person: PersonView }) {
  const { t } = useApp();
  const { follow } = useLoadedFeatures();
  const label = t('follow.person', { name: person.name });
  return (
    <button
      type="button"
      class="follow-button"
      data-color={person.color}
      data-away={person.peer?.status !== 'connected'}
      aria-label={label}
      aria-pressed={follow.site.value === person.site}
      title={label}
      onClick={() => follow.toggle(person.site)}
    >
      <Avatar person={person} />
    </button>
  );
}

function useFollowed(): PersonView | undefined {
  const { people } = useSession();
  const { follow } = useLoadedFeatures();
  return people.others.value.find(({ site }) => site === follow.site.value);
}

/** In the person's color around everything that is now in their hands. */
export function FollowFrame() {
  const person = useFollowed();
  return person && <div class="follow-frame" data-color={person.color} aria-hidden="true" />;
}

/** Says so, and how to stop. */
export function FollowBanner() {
  const { t } = useApp();
  const { follow } = useLoadedFeatures();
  const person = useFollowed();
  useEscape(person !== undefined, follow.end);
  return (
    <div role="status">
      {person && (
        <div class="follow-banner" data-color={person.color}>
          <p>{t('follow.following', { name: person.name })}</p>
          <button type="button" class="button small" onClick={follow.end}>
            <Icon name="close" />
            {t('follow.stop')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Escape ends it wherever the focus is; but first it closes what is open. */
function useEscape(on: boolean, end: () => void): void {
  useLayoutEffect(() => {
    if (!on) return;
    const ending = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector(':popover-open, dialog[open]')) end();
    };
    addEventListener('keydown', onKeyDown, { signal: ending.signal });
    return () => ending.abort();
  }, [on, end]);
}
