/** Pages of the stage publications. */
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';
import { articlePages } from './articles/pages.ts';
import { contactPages } from './contacts/pages.ts';
import { enterprisePages } from './enterprise/pages.ts';
import { lecturePages } from './lectures/pages.ts';
import { objectionPages } from './objections/pages.ts';
import { packagePages } from './packages/pages.ts';
import { reachPages } from './reach/pages.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const publicationPages: readonly OfficePage[] = [
  {
    id: 'publications',
    path: '/publications',
    title: { catalogue: publicationPageText, key: 'listTitle' },
    group: 'publications',
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./publications-page.tsx')).PublicationsPage,
  },
  {
    id: 'publications.one',
    path: '/publications/$id',
    title: { catalogue: publicationPageText, key: 'pageTitle' },
    group: 'publications',
    menu: false,
    parent: 'publications',
    roles: readers,
    load: async () => (await import('./publication-page.tsx')).PublicationPage,
  },
  {
    id: 'publications.requests',
    path: '/publication-requests',
    title: { catalogue: publicationPageText, key: 'requestsTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./requests-page.tsx')).RequestsPage,
  },
  {
    id: 'publications.overdue',
    path: '/publication-overdue',
    title: { catalogue: publicationPageText, key: 'overdueTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./overdue-page.tsx')).OverduePage,
  },
  {
    id: 'publications.containments',
    path: '/publication-containments',
    title: { catalogue: publicationPageText, key: 'containmentsTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./containments-page.tsx')).ContainmentsPage,
  },
  ...objectionPages,
  ...contactPages,
  ...enterprisePages,
  ...packagePages,
  ...articlePages,
  ...lecturePages,
  ...reachPages,
];
