/** Pages of inspections: the list, and one inspection from dispatch to archive. */
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'] as const;

export const inspectionPages: readonly OfficePage[] = [
  {
    id: 'inspections',
    path: '/inspections',
    title: { catalogue: inspectionPageText, key: 'listTitle' },
    group: 'inspections',
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./inspections-page.tsx')).InspectionsPage,
  },
  {
    id: 'inspections.one',
    path: '/inspections/$id',
    title: { catalogue: inspectionPageText, key: 'pageTitle' },
    group: 'inspections',
    menu: false,
    parent: 'inspections',
    roles: readers,
    load: async () => (await import('./inspection-page.tsx')).InspectionPage,
  },
  {
    id: 'inspections.paper',
    path: '/inspections/$id/paper',
    title: { catalogue: visitPageText, key: 'paperTitle' },
    group: 'inspections',
    menu: false,
    parent: 'inspections',
    roles: ['legalOfficer', 'sectionOfficer', 'inspector'],
    load: async () => (await import('./paper-page.tsx')).PaperPage,
  },
];
