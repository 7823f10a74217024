// Who is here: names, paths, and the words to compare by voice.
import { pathKey } from '../state/path-key.ts';
import type { PersonView } from '../state/people.ts';
import { useApp, useLoadedFeatures, useSession } from './context.ts';
import { Avatar } from './people.tsx';

export function PeopleList() {
  const { t } = useApp();
  const { people } = useSession();
  const list = people.list.value;
  const alone = list.filter((person) => person.peer?.status !== 'gone').length === 1;
  return (
    <>
      <ul class="people">
        {list.map((person) => (
          <PersonRow key={person.site} person={person} />
        ))}
      </ul>
      {alone && <p class="hint">{t('people.none')}</p>}
    </>
  );
}

function PersonRow({ person }: { readonly person: PersonView }) {
  const { t } = useApp();
  const { peer } = person;
  return (
    <li class="person">
      <Avatar person={person} />
      <span class="person-text">
        <strong>{peer ? person.name : t('people.you', { name: person.name })}</strong>
        <span class="muted">{t(peer ? pathKey(peer) : 'people.path.you')}</span>
        {peer && peer.status !== 'gone' && <FollowChoice person={person} />}
        {peer?.words && (
          <>
            <span class="label">{t('people.words')}</span>
            <span class="words" translate={false} lang="en">
              {peer.words.map((word) => (
                <span key={word}>{word} </span>
              ))}
            </span>
            <span class="hint">{t('people.wordsHint')}</span>
          </>
        )}
      </span>
    </li>
  );
}

function FollowChoice({ person }: { readonly person: PersonView }) {
  const { t } = useApp();
  const { follow } = useLoadedFeatures();
  return (
    <button
      type="button"
      class="button small"
      aria-pressed={follow.site.value === person.site}
      onClick={() => follow.toggle(person.site)}
    >
      {t('follow.person', { name: person.name })}
    </button>
  );
}
