/** Pages of papers: seals, and the register of numbers. */
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const paperPages: readonly OfficePage[] = [
  {
    id: 'papers.seals',
    path: '/seals',
    title: { catalogue: paperPageText, key: 'sealsTitle' },
    group: 'inspections',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./seals-page.tsx')).SealsPage,
  },
  {
    id: 'papers.numbers',
    path: '/paper-numbers',
    title: { catalogue: paperPageText, key: 'numbersTitle' },
    group: 'inspections',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./numbers-page.tsx')).NumbersPage,
  },
];
