// Who is here: avatars, and behind them names, paths, and the words to compare by voice.

import { pathKey } from '../state/connection.ts';
import type { PersonView } from '../state/people.ts';
import { initial } from '../state/people.ts';
import { useApp, useSession } from './context.ts';
import { Sheet } from './sheet.tsx';

export function PeopleButton() {
  const { t } = useApp();
  const { people } = useSession();
  const list = people.list.value.filter((person) => person.peer?.status !== 'gone');
  return (
    <>
      <button type="button" class="people-button" popoverTarget="people">
        <span class="visually-hidden">{t('people.title')}</span>
        {list.map((person) => (
          <Avatar key={person.site} person={person} />
        ))}
      </button>
      <Sheet id="people" title={t('people.title')} edge="top">
        <ul class="people">
          {people.list.value.map((person) => (
            <PersonRow key={person.site} person={person} />
          ))}
        </ul>
        {list.length === 1 && <p class="hint">{t('people.none')}</p>}
      </Sheet>
    </>
  );
}

function Avatar({ person }: { readonly person: PersonView }) {
  return (
    <span class="avatar" data-color={person.color} aria-hidden="true">
      {initial(person.name)}
    </span>
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
        {peer?.words && (
          <>
            <span class="label">{t('people.words')}</span>
            <span class="words" translate={false} lang="en">
              {peer.words.join(' · ')}
            </span>
            <span class="hint">{t('people.wordsHint')}</span>
          </>
        )}
      </span>
    </li>
  );
}
