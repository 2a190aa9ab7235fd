/** Pages of opinions as matters: oversight's list and one, what an agency reads. */
import { ratingPageText } from '@mingcha/core/oversight/ratings/rating-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const oversight = ['coordinator', 'witness', 'auditor'] as const;

export const ratingPages: readonly OfficePage[] = [
  {
    id: 'ratingMatters',
    path: '/rating-matters',
    title: { catalogue: ratingPageText, key: 'list' },
    group: 'oversight',
    menu: true,
    roles: oversight,
    load: async () => (await import('./matters-page.tsx')).MattersPage,
  },
  {
    id: 'ratingMatters.one',
    path: '/rating-matters/$id',
    title: { catalogue: ratingPageText, key: 'one' },
    group: 'oversight',
    menu: false,
    parent: 'ratingMatters',
    roles: oversight,
    load: async () => (await import('./matter-page.tsx')).MatterPage,
  },
  {
    id: 'ratingSummary',
    path: '/rating-summary',
    title: { catalogue: ratingPageText, key: 'summary' },
    group: 'oversight',
    menu: true,
    roles: ['agencyHead', 'legalOfficer'],
    load: async () => (await import('./summary-page.tsx')).RatingSummaryPage,
  },
];
