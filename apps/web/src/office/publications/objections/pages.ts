/** Pages of objections. */
import { objectionPageText } from '@mingcha/core/publications/objections/objection-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const objectionPages: readonly OfficePage[] = [
  {
    id: 'objections',
    path: '/objections',
    title: { catalogue: objectionPageText, key: 'listTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./objections-page.tsx')).ObjectionsPage,
  },
  {
    id: 'objections.enter',
    path: '/objections/new',
    title: { catalogue: objectionPageText, key: 'enterTitle' },
    group: 'publications',
    menu: false,
    parent: 'objections',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./enter-page.tsx')).EnterObjectionPage,
  },
  {
    id: 'objections.one',
    path: '/objections/$id',
    title: { catalogue: objectionPageText, key: 'pageTitle' },
    group: 'publications',
    menu: false,
    parent: 'objections',
    roles: readers,
    load: async () => (await import('./objection-page.tsx')).ObjectionPage,
  },
];
