/** Pages of the portal's articles. */
import { articlePageText } from '@mingcha/core/publications/articles/article-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const articlePages: readonly OfficePage[] = [
  {
    id: 'articles',
    path: '/articles',
    title: { catalogue: articlePageText, key: 'listTitle' },
    group: 'publications',
    menu: true,
    roles: readers,
    load: async () => (await import('./articles-page.tsx')).ArticlesPage,
  },
  {
    id: 'articles.new',
    path: '/articles/new',
    title: { catalogue: articlePageText, key: 'newTitle' },
    group: 'publications',
    menu: false,
    parent: 'articles',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./new-article-page.tsx')).NewArticlePage,
  },
  {
    id: 'articles.one',
    path: '/articles/$id',
    title: { catalogue: articlePageText, key: 'pageTitle' },
    group: 'publications',
    menu: false,
    parent: 'articles',
    roles: readers,
    load: async () => (await import('./article-page.tsx')).ArticlePage,
  },
];
