// Who is here: avatars, and behind them a list.
import type { PersonView } from '../state/people.ts';
import { initial } from '../state/people.ts';
import { useApp, useSession, useSheets } from './context.ts';
import { Sheet } from './sheet.tsx';

export function PeopleButton() {
  const { t } = useApp();
  const { people } = useSession();
  const sheets = useSheets();
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
