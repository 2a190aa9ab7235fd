/** Pages of the item list and the leniency list. */
import { itemPageText } from '@mingcha/core/registers/items/item-page-text.ts';
import { leniencyText } from '@mingcha/core/registers/items/leniency-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof itemPageText.zh) => ({ catalogue: itemPageText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const readers = [
  ...editors,
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
] as const;
const group = 'standards';

export const itemPages: readonly OfficePage[] = [
  {
    id: 'itemLists',
    path: '/item-lists',
    title: title('lists'),
    group,
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./lists-page.tsx')).ItemListsPage,
  },
  {
    id: 'itemLists.one',
    path: '/item-lists/$id',
    title: title('listOne'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: readers,
    load: async () => (await import('./list-page.tsx')).ItemListPage,
  },
  {
    id: 'items.new',
    path: '/item-lists/$id/new',
    title: title('itemNew'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: editors,
    load: async () => (await import('./item-form-page.tsx')).ItemNewPage,
  },
  {
    id: 'itemLists.diff',
    path: '/item-lists/$id/diff',
    title: title('diffTitle'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: readers,
    load: async () => (await import('./diff-page.tsx')).ItemDiffPage,
  },
  {
    id: 'items.one',
    path: '/items/$id',
    title: title('itemOne'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: readers,
    load: async () => (await import('./item-form-page.tsx')).ItemPage,
  },
  {
    id: 'itemImports.one',
    path: '/item-imports/$id',
    title: title('importTitle'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: editors,
    load: async () => (await import('./import-page.tsx')).ItemImportPage,
  },
  {
    id: 'itemAlignment',
    path: '/item-alignment',
    title: title('alignTitle'),
    group,
    menu: false,
    parent: 'itemLists',
    roles: readers,
    load: async () => (await import('./alignment-page.tsx')).AlignmentPage,
  },
  {
    id: 'leniencyLists',
    path: '/leniency-lists',
    title: { catalogue: leniencyText, key: 'title' },
    group,
    menu: true,
    roles: readers,
    load: async () => (await import('./leniency-lists-page.tsx')).LeniencyListsPage,
  },
  {
    id: 'leniencyLists.one',
    path: '/leniency-lists/$id',
    title: { catalogue: leniencyText, key: 'title' },
    group,
    menu: false,
    parent: 'leniencyLists',
    roles: readers,
    load: async () => (await import('./leniency-page.tsx')).LeniencyPage,
  },
];
