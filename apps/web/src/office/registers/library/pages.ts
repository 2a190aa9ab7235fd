/** Pages of the library: statutes and policy documents. */
import { libraryPageText } from '@mingcha/core/registers/library/library-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof libraryPageText.zh) => ({ catalogue: libraryPageText, key });
const readers = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
] as const;
const group = 'standards';

export const libraryPages: readonly OfficePage[] = [
  {
    id: 'statutes',
    path: '/statutes',
    title: title('statutes'),
    group,
    menu: true,
    roles: readers,
    load: async () => (await import('./statutes-page.tsx')).StatutesPage,
  },
  {
    id: 'statutes.new',
    path: '/statutes/new',
    title: title('statuteNew'),
    group,
    menu: false,
    parent: 'statutes',
    roles: ['legalOfficer'],
    load: async () => (await import('./statute-form-page.tsx')).StatuteNewPage,
  },
  {
    id: 'statutes.show',
    path: '/statutes/$id',
    title: title('showArticles'),
    group,
    menu: false,
    parent: 'statutes',
    roles: readers,
    load: async () => (await import('./statute-page.tsx')).StatutePage,
  },
  {
    id: 'statutes.edit',
    path: '/statutes/$id/edit',
    title: title('statuteEdit'),
    group,
    menu: false,
    parent: 'statutes',
    roles: ['legalOfficer'],
    load: async () => (await import('./statute-form-page.tsx')).StatuteEditPage,
  },
  {
    id: 'policyDocuments',
    path: '/policy-documents',
    title: title('policies'),
    group,
    menu: true,
    roles: readers,
    load: async () => (await import('./policies-page.tsx')).PoliciesPage,
  },
];
