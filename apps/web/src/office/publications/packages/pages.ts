/** The page of publication packages. */
import { packagePageText } from '@mingcha/core/publications/packages/package-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const packagePages: readonly OfficePage[] = [
  {
    id: 'packages',
    path: '/publication-packages',
    title: { catalogue: packagePageText, key: 'title' },
    group: 'publications',
    menu: true,
    roles: ['administrator', 'legalOfficer'],
    load: async () => (await import('./packages-page.tsx')).PackagesPage,
  },
];
