/** Pages of the annual plan. */
import { planPageText } from '@mingcha/core/plans/plan-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof planPageText.zh) => ({ catalogue: planPageText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const readers = [
  ...editors,
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
] as const;
const group = 'plans';

export const planPages: readonly OfficePage[] = [
  {
    id: 'plans',
    path: '/plans',
    title: title('listTitle'),
    group,
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./plans-page.tsx')).PlansPage,
  },
  {
    id: 'plans.one',
    path: '/plans/$id',
    title: title('planTitle'),
    group,
    menu: false,
    parent: 'plans',
    roles: readers,
    load: async () => (await import('./plan-page.tsx')).PlanPage,
  },
  {
    id: 'plans.entryNew',
    path: '/plans/$id/entries/new',
    title: title('newEntry'),
    group,
    menu: false,
    parent: 'plans',
    roles: editors,
    load: async () => (await import('./form/entry-form-page.tsx')).NewEntryPage,
  },
  {
    id: 'plans.entryEdit',
    path: '/plans/$id/entries/$entry/edit',
    title: title('editEntry'),
    group,
    menu: false,
    parent: 'plans',
    roles: editors,
    load: async () => (await import('./form/entry-form-page.tsx')).EditEntryPage,
  },
];
