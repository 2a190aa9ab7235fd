/** Pages of accountability events and of who knew a list. */
import { raiserRoles } from '@mingcha/core/oversight/accountability/accountability-api.ts';
import { accountabilityPageText } from '@mingcha/core/oversight/accountability/accountability-page-text.ts';
import { knownListReaders } from '@mingcha/core/oversight/accountability/known-list-api.ts';
import { knownListText } from '@mingcha/core/oversight/accountability/known-list-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const accountabilityPages: readonly OfficePage[] = [
  {
    id: 'accountability',
    path: '/accountability',
    title: { catalogue: accountabilityPageText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: raiserRoles,
    load: async () => (await import('./events-page.tsx')).EventsPage,
  },
  {
    id: 'accountability.raise',
    path: '/accountability/new',
    title: { catalogue: accountabilityPageText, key: 'raiseTitle' },
    group: 'oversight',
    menu: false,
    parent: 'accountability',
    roles: raiserRoles,
    load: async () => (await import('./raise-page.tsx')).RaisePage,
  },
  {
    id: 'accountability.event',
    path: '/accountability/$id',
    title: { catalogue: accountabilityPageText, key: 'matter' },
    group: 'oversight',
    menu: false,
    parent: 'accountability',
    roles: raiserRoles,
    load: async () => (await import('./event-page.tsx')).EventPage,
  },
  {
    id: 'knownLists',
    path: '/known-lists',
    title: { catalogue: knownListText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: knownListReaders,
    load: async () => (await import('./known-lists-page.tsx')).KnownListsPage,
  },
  {
    id: 'knownLists.one',
    path: '/known-lists/$kind/$id',
    title: { catalogue: knownListText, key: 'one' },
    group: 'oversight',
    menu: false,
    parent: 'knownLists',
    roles: knownListReaders,
    load: async () => (await import('./known-list-page.tsx')).KnownListPage,
  },
];
