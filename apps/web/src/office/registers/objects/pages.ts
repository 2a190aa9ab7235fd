/** Pages of the object directory in depth. */
import { objectsPageText } from '@mingcha/core/registers/objects/objects-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof objectsPageText.zh) => ({ catalogue: objectsPageText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const keepers = [...editors, 'agencyHead', 'auditor'] as const;
const group = 'registers';

export const objectPages: readonly OfficePage[] = [
  {
    id: 'objects.file',
    path: '/objects/$id',
    title: title('file'),
    group,
    menu: false,
    parent: 'objects',
    roles: [...keepers, 'witness', 'inspector'],
    load: async () => (await import('./file-page.tsx')).ObjectFilePage,
  },
  {
    id: 'themedDirectories',
    path: '/themed-directories',
    title: title('themed'),
    group,
    menu: true,
    roles: [...keepers, 'witness', 'inspector'],
    load: async () => (await import('./directories-page.tsx')).DirectoriesPage,
  },
  {
    id: 'themedDirectories.one',
    path: '/themed-directories/$id',
    title: title('themed'),
    group,
    menu: false,
    parent: 'themedDirectories',
    roles: [...keepers, 'witness', 'inspector'],
    load: async () => (await import('./directory-page.tsx')).DirectoryPage,
  },
  {
    id: 'reconciliation',
    path: '/reconciliation',
    title: title('reconciliation'),
    group,
    menu: true,
    shortcut: true,
    roles: keepers,
    load: async () => (await import('./reconciliation-page.tsx')).ReconciliationPage,
  },
  {
    id: 'objects.duplicates',
    path: '/object-duplicates',
    title: title('duplicates'),
    group,
    menu: true,
    roles: keepers,
    load: async () => (await import('./duplicates-page.tsx')).DuplicatesPage,
  },
  {
    id: 'feeds',
    path: '/feeds',
    title: title('feeds'),
    group,
    menu: true,
    roles: keepers,
    load: async () => (await import('./feeds-page.tsx')).FeedsPage,
  },
  {
    id: 'feeds.one',
    path: '/feeds/$id',
    title: title('receiptOne'),
    group,
    menu: false,
    parent: 'feeds',
    roles: keepers,
    load: async () => (await import('./feed-page.tsx')).FeedPage,
  },
];
