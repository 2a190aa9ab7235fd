/** Pages of inspections: the list, and one inspection from dispatch to archive. */
import { inspectionPageText } from '@mingcha/core/inspections/results/inspection-page-text.ts';
import { resultPageText } from '@mingcha/core/inspections/results/result-page-text.ts';
import { visitPageText } from '@mingcha/core/inspections/results/visit-page-text.ts';
import { fieldOfficeText } from '@mingcha/core/inspections/visits/field-office-text.ts';
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
  {
    id: 'field.brought',
    path: '/field-files',
    title: { catalogue: fieldOfficeText, key: 'broughtTitle' },
    group: 'inspections',
    menu: true,
    roles: readers,
    load: async () => (await import('./brought-page.tsx')).BroughtPage,
  },
  {
    id: 'field.devices',
    path: '/field-devices',
    title: { catalogue: fieldOfficeText, key: 'devicesTitle' },
    group: 'system',
    menu: true,
    roles: ['securityAdministrator', ...readers],
    load: async () => (await import('./devices-page.tsx')).DevicesPage,
  },
  {
    id: 'inspections.batch',
    path: '/inspections/batch/$taskId',
    title: { catalogue: resultPageText, key: 'batchTitle' },
    group: 'inspections',
    menu: false,
    parent: 'inspections',
    roles: ['inspector'],
    load: async () => (await import('./batch-page.tsx')).BatchPage,
  },
];
