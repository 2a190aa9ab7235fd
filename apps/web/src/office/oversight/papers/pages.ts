/** Pages of papers of supervision. */
import { supervisionReaders } from '@mingcha/core/oversight/papers/supervision-api.ts';
import { supervisionPageText } from '@mingcha/core/oversight/papers/supervision-page-text.ts';
import { supervisionDrafters } from '@mingcha/core/oversight/papers/supervision-paper.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const supervisionPages: readonly OfficePage[] = [
  {
    id: 'supervision',
    path: '/oversight/papers',
    title: { catalogue: supervisionPageText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: supervisionReaders,
    load: async () => (await import('./papers-page.tsx')).SupervisionPapersPage,
  },
  {
    id: 'supervision.new',
    path: '/oversight/papers/new',
    title: { catalogue: supervisionPageText, key: 'newTitle' },
    group: 'oversight',
    menu: false,
    parent: 'supervision',
    roles: supervisionDrafters,
    load: async () => (await import('./new-page.tsx')).NewSupervisionPage,
  },
  {
    id: 'supervision.one',
    path: '/oversight/papers/$id',
    title: { catalogue: supervisionPageText, key: 'pageTitle' },
    group: 'oversight',
    menu: false,
    parent: 'supervision',
    roles: supervisionReaders,
    load: async () => (await import('./paper-page.tsx')).SupervisionPaperPage,
  },
];
