// What opens over the room from a button or comes with the first picture: its code comes after the room's own.
import { CompareArea } from './compare.tsx';
import { DialogButtons, OpenDialogs } from './dialogs.tsx';
import { EndedPage } from './ended.tsx';
import { Filmstrip } from './filmstrip.tsx';
import { FollowButtons } from './follow.tsx';
import { PeopleList } from './people-list.tsx';
import { RoomNotes } from './room-notes.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { ShareLink } from './share-link.tsx';
import { StyleChoice } from './style-choice.tsx';

export const sheets = {
  CompareArea,
  DialogButtons,
  EndedPage,
  Filmstrip,
  FollowButtons,
  OpenDialogs,
  PeopleList,
  RoomNotes,
  SelectionBar,
  ShareLink,
  StyleChoice,
};

export type Sheets = typeof sheets;
