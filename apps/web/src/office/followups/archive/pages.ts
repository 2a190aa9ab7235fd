/** Pages of the archive. */
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const archivePages: readonly OfficePage[] = [
  {
    id: 'dossiers',
    path: '/dossiers',
    title: { catalogue: archivePageText, key: 'title' },
    group: 'followups',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./dossiers-page.tsx')).DossiersPage,
  },
  {
    id: 'dossiers.samples',
    path: '/dossier-samples',
    title: { catalogue: archivePageText, key: 'samplesTitle' },
    group: 'followups',
    menu: true,
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./samples-page.tsx')).SamplesPage,
  },
];
