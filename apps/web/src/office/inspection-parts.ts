/** All sections of the page of one inspection, in the order of the procedure; later stages add theirs here. */
import { archivePageText } from '@mingcha/core/followups/archive/archive-page-text.ts';
import { followupPageText } from '@mingcha/core/followups/followup-page-text.ts';
import { publicationPageText } from '@mingcha/core/publications/publication-page-text.ts';
import { paperPageText } from '@mingcha/core/tasks/papers/paper-page-text.ts';
import { type InspectionSection, inspectionSections } from './inspections/inspection-sections.ts';

export const inspectionParts: readonly InspectionSection[] = [
  ...inspectionSections,
  {
    key: 'papers',
    title: { catalogue: paperPageText, key: 'section' },
    load: async () => (await import('./tasks/papers/paper-lists.tsx')).InspectionPapers,
  },
  {
    key: 'followups',
    title: { catalogue: followupPageText, key: 'section' },
    load: async () => (await import('./followups/inspection-followups.tsx')).InspectionFollowups,
  },
  {
    key: 'publication',
    title: { catalogue: publicationPageText, key: 'section' },
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
    load: async () => (await import('./publications/inspection-publications.tsx')).InspectionPublications,
  },
  {
    key: 'archive',
    title: { catalogue: archivePageText, key: 'section' },
    load: async () => (await import('./followups/archive/inspection-dossier.tsx')).InspectionDossier,
  },
];
