/** Pages of the statistics. */
import { figureReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import { figuresText } from '@mingcha/core/oversight/figures/figures-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const figurePages: readonly OfficePage[] = [
  {
    id: 'figures',
    path: '/figures',
    title: { catalogue: figuresText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: figureReaders,
    load: async () => (await import('./figures-page.tsx')).FiguresPage,
  },
  {
    id: 'figures.saved',
    path: '/figures/saved',
    title: { catalogue: figuresText, key: 'savedList' },
    group: 'oversight',
    menu: false,
    parent: 'figures',
    roles: figureReaders,
    load: async () => (await import('./saved-page.tsx')).SavedFiguresPage,
  },
  {
    id: 'figures.compare',
    path: '/figures/saved/$id',
    title: { catalogue: figuresText, key: 'compareTitle' },
    group: 'oversight',
    menu: false,
    parent: 'figures.saved',
    roles: figureReaders,
    load: async () => (await import('./compare-page.tsx')).CompareFiguresPage,
  },
  {
    id: 'figures.table',
    path: '/figures/by/$indicator',
    title: { catalogue: figuresText, key: 'tableTitle' },
    group: 'oversight',
    menu: false,
    parent: 'figures',
    roles: figureReaders,
    load: async () => (await import('./figure-table-page.tsx')).FigureTablePage,
  },
];
