// What opens over the room from a button or comes with the first picture: its code comes after the room's own.
import { Filmstrip } from './filmstrip.tsx';
import { PeopleList } from './people-list.tsx';
import { ShareLink } from './share-link.tsx';
import { StyleChoice } from './style-choice.tsx';

export const sheets = { Filmstrip, PeopleList, ShareLink, StyleChoice };

export type Sheets = typeof sheets;
