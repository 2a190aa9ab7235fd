/** Pages of inspectors in depth: health, comparison with the justice bureau's file, capacity for joint draws. */
import { personnelPageText } from '@mingcha/core/registers/inspectors/personnel-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const officers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor'] as const;
const group = 'registers';

export const inspectorPages: readonly OfficePage[] = [
  {
    id: 'inspectors.health',
    path: '/inspectors/health',
    title: { catalogue: personnelPageText, key: 'health' },
    group,
    menu: false,
    parent: 'inspectors',
    roles: officers,
    load: async () => (await import('./health-page.tsx')).HealthPage,
  },
  {
    id: 'personnel',
    path: '/personnel',
    title: { catalogue: personnelPageText, key: 'personnel' },
    group,
    menu: true,
    roles: ['legalOfficer', 'justiceOfficer', 'coordinator', 'agencyHead', 'auditor'],
    load: async () => (await import('./personnel-page.tsx')).PersonnelPage,
  },
  {
    id: 'personnel.feed',
    path: '/personnel/feeds/$id',
    title: { catalogue: personnelPageText, key: 'feedOne' },
    group,
    menu: false,
    parent: 'personnel',
    roles: ['legalOfficer', 'justiceOfficer'],
    load: async () => (await import('./feed-page.tsx')).FeedPage,
  },
  {
    id: 'capacity',
    path: '/capacity',
    title: { catalogue: personnelPageText, key: 'capacity' },
    group,
    menu: true,
    roles: ['legalOfficer', 'coordinator', 'justiceOfficer', 'agencyHead'],
    load: async () => (await import('./capacity-page.tsx')).CapacityPage,
  },
];
