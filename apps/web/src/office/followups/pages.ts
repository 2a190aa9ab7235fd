/** Pages of the stage followups. */
import { coordinationReaders } from '@mingcha/core/followups/coordination/coordination-api.ts';
import { coordinationPageText } from '@mingcha/core/followups/coordination/coordination-page-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { returnVisitText } from '@mingcha/core/followups/return-visit-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector', 'witness', 'auditor'] as const;

export const followupPages: readonly OfficePage[] = [
  {
    id: 'followups',
    path: '/followups',
    title: { catalogue: followupPageText, key: 'title' },
    group: 'followups',
    menu: true,
    roles: readers,
    load: async () => (await import('./followups-page.tsx')).FollowupsPage,
  },
  {
    id: 'followups.one',
    path: '/followups/$id',
    title: { catalogue: followupPageText, key: 'one' },
    group: 'followups',
    menu: false,
    parent: 'followups',
    roles: readers,
    load: async () => (await import('./followup-page.tsx')).FollowupPage,
  },
  {
    id: 'coordinations',
    path: '/coordinations',
    title: { catalogue: coordinationPageText, key: 'title' },
    group: 'followups',
    menu: true,
    roles: coordinationReaders,
    load: async () => (await import('./coordination/coordinations-page.tsx')).CoordinationsPage,
  },
  {
    id: 'coordinations.one',
    path: '/coordinations/$id',
    title: { catalogue: coordinationPageText, key: 'one' },
    group: 'followups',
    menu: false,
    parent: 'coordinations',
    roles: coordinationReaders,
    load: async () => (await import('./coordination/coordination-page.tsx')).CoordinationPage,
  },
  {
    id: 'returnVisits',
    path: '/return-visits',
    title: { catalogue: returnVisitText, key: 'title' },
    group: 'followups',
    menu: true,
    roles: ['witness', 'auditor'],
    load: async () => (await import('./return-visits-page.tsx')).ReturnVisitsPage,
  },
];
