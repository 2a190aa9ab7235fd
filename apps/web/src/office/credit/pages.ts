/** Pages of the stage credit. */
import { creditPageText } from '@mingcha/core/credit/credit-page-text.ts';
import { measurePageText } from '@mingcha/core/credit/measure-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const creditPages: readonly OfficePage[] = [
  {
    id: 'credit.files',
    path: '/credit-files',
    title: { catalogue: creditPageText, key: 'filesTitle' },
    group: 'credit',
    menu: true,
    roles: readers,
    load: async () => (await import('./files-page.tsx')).CreditFilesPage,
  },
  {
    id: 'credit.file',
    path: '/credit-files/$id',
    title: { catalogue: creditPageText, key: 'fileTitle' },
    group: 'credit',
    menu: false,
    parent: 'credit.files',
    roles: [...readers, 'inspector'],
    load: async () => (await import('./file-page.tsx')).CreditFilePage,
  },
  {
    id: 'credit.listings',
    path: '/credit-listings',
    title: { catalogue: creditPageText, key: 'listingsTitle' },
    group: 'credit',
    menu: true,
    roles: readers,
    load: async () => (await import('./listings-page.tsx')).ListingsPage,
  },
  {
    id: 'credit.listing',
    path: '/credit-listings/$id',
    title: { catalogue: creditPageText, key: 'listingTitle' },
    group: 'credit',
    menu: false,
    parent: 'credit.listings',
    roles: readers,
    load: async () => (await import('./listing-page.tsx')).ListingPage,
  },
  {
    id: 'credit.measures',
    path: '/credit-measures',
    title: { catalogue: measurePageText, key: 'listsTitle' },
    group: 'credit',
    menu: true,
    roles: readers,
    load: async () => (await import('./measure-lists-page.tsx')).MeasureListsPage,
  },
  {
    id: 'credit.measureList',
    path: '/credit-measures/$id',
    title: { catalogue: measurePageText, key: 'listTitle' },
    group: 'credit',
    menu: false,
    parent: 'credit.measures',
    roles: readers,
    load: async () => (await import('./measure-list-page.tsx')).MeasureListPage,
  },
  {
    id: 'credit.shares',
    path: '/credit-shares',
    title: { catalogue: creditPageText, key: 'sharesTitle' },
    group: 'credit',
    menu: true,
    roles: [...readers, 'coordinator', 'justiceOfficer'],
    load: async () => (await import('./shares-page.tsx')).SharesPage,
  },
];
