// Who is here: the others' avatars, to follow them by a press, and one's own, behind which there is a list of all.
import type { PersonView } from '../state/people.ts';
import { initial } from '../state/people.ts';
import { useApp, useFeatures, useSession, useSheets } from './context.ts';
import { Sheet } from './sheet.tsx';

export function PeopleButtons() {
  const { t } = useApp();
  const { people } = useSession();
  const sheets = useSheets();
  const features = useFeatures();
  const [me, ...others] = people.list.value.filter((person) => person.peer?.status !== 'gone');
  return (
    <>
      {sheets && features ? (
        <sheets.FollowButtons />
      ) : (
        others.map((person) => (
          <span key={person.site} class="follow-button">
            <Avatar person={person} />
          </span>
        ))
      )}
      <button type="button" class="people-button" popoverTarget="people">
        <span class="visually-hidden">{t('people.title')}</span>
        {me && <Avatar person={me} />}
      </button>
      <Sheet id="people" title={t('people.title')} edge="top">
        {sheets && <sheets.PeopleList />}
      </Sheet>
    </>
  );
}

export function Avatar({ person }: { readonly person: PersonView }) {
  return (
    <span class="avatar" data-color={person.color} aria-hidden="true">
      {initial(person.name)}
    </span>
  );
}
