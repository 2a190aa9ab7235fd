/** Pages of the view from above: opening it, and looking below. */
import { superiorReaders } from '@mingcha/core/oversight/superior/superior.ts';
import { superiorText } from '@mingcha/core/oversight/superior/superior-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const superiorPages: readonly OfficePage[] = [
  {
    id: 'below',
    path: '/below',
    title: { catalogue: superiorText, key: 'belowTitle' },
    group: 'oversight',
    menu: true,
    roles: ['coordinator'],
    load: async () => (await import('./below-page.tsx')).BelowPage,
  },
  {
    id: 'below.place',
    path: '/below/$id',
    title: { catalogue: superiorText, key: 'belowTitle' },
    group: 'oversight',
    menu: false,
    parent: 'below',
    roles: superiorReaders,
    load: async () => (await import('./place-page.tsx')).PlacePage,
  },
  {
    id: 'superior',
    path: '/superior',
    title: { catalogue: superiorText, key: 'title' },
    group: 'system',
    menu: true,
    roles: ['administrator', 'securityAdministrator', 'auditor', 'coordinator', 'agencyHead'],
    load: async () => (await import('./superior-page.tsx')).SuperiorPage,
  },
];
