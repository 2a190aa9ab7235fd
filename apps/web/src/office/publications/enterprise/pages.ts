/** Pages of the office for enterprises. */
import { enterpriseOfficeText } from '@mingcha/core/publications/enterprise/office-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead'] as const;

export const enterprisePages: readonly OfficePage[] = [
  {
    id: 'enterprises.access',
    path: '/enterprise-access',
    title: { catalogue: enterpriseOfficeText, key: 'accessTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./access-page.tsx')).EnterpriseAccessPage,
  },
  {
    id: 'enterprises.corrections',
    path: '/enterprise-corrections',
    title: { catalogue: enterpriseOfficeText, key: 'correctionsTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./corrections-page.tsx')).EnterpriseCorrectionsPage,
  },
];
