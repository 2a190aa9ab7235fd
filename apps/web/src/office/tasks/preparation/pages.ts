/** Pages of preparation: what waits for approval, who decides in whose place, ratings of visits. */
import { delegationPageText } from '@mingcha/core/tasks/preparation/delegation-page-text.ts';
import { preparationPageText } from '@mingcha/core/tasks/preparation/preparation-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const workers = ['agencyHead', 'legalOfficer', 'sectionOfficer', 'inspector'] as const;

export const preparationPages: readonly OfficePage[] = [
  {
    id: 'approvals',
    path: '/approvals',
    title: { catalogue: preparationPageText, key: 'approvals' },
    group: 'inspections',
    menu: true,
    roles: workers,
    load: async () => (await import('./approvals-page.tsx')).ApprovalsPage,
  },
  {
    id: 'delegations',
    path: '/delegations',
    title: { catalogue: delegationPageText, key: 'delegations' },
    group: 'own',
    menu: true,
    roles: workers,
    load: async () => (await import('./delegations-page.tsx')).DelegationsPage,
  },
  {
    id: 'visitRatings',
    path: '/visit-ratings',
    title: { catalogue: delegationPageText, key: 'ratings' },
    group: 'oversight',
    menu: true,
    roles: ['auditor', 'coordinator', 'justiceOfficer', 'witness'],
    load: async () => (await import('./ratings-page.tsx')).RatingsPage,
  },
];
