/** Page of the reach of publicity. */
import { reachText } from '@mingcha/core/publications/reach/reach-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const reachPages: readonly OfficePage[] = [
  {
    id: 'reach',
    path: '/reach',
    title: { catalogue: reachText, key: 'title' },
    group: 'publications',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead', 'coordinator', 'auditor'],
    load: async () => (await import('./reach-page.tsx')).ReachPage,
  },
];
