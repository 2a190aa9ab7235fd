/** Pages of enterprises' training. */
import { lecturePageText } from '@mingcha/core/publications/lectures/lecture-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const lecturePages: readonly OfficePage[] = [
  {
    id: 'lectures',
    path: '/lectures',
    title: { catalogue: lecturePageText, key: 'listTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./lectures-page.tsx')).LecturesPage,
  },
  {
    id: 'lectures.new',
    path: '/lectures/new',
    title: { catalogue: lecturePageText, key: 'newTitle' },
    group: 'publications',
    menu: false,
    parent: 'lectures',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./new-lecture-page.tsx')).NewLecturePage,
  },
  {
    id: 'lectures.one',
    path: '/lectures/$id',
    title: { catalogue: lecturePageText, key: 'pageTitle' },
    group: 'publications',
    menu: false,
    parent: 'lectures',
    roles: readers,
    load: async () => (await import('./lecture-page.tsx')).LecturePage,
  },
];
