/** Pages of pictures, fairness statistics, the wall screen and the leaders' brief. */
import { fairnessReaders } from '@mingcha/core/oversight/fairness/fairness-api.ts';
import { fairnessText } from '@mingcha/core/oversight/fairness/fairness-text.ts';
import { figureReaders } from '@mingcha/core/oversight/figures/figures-api.ts';
import { boundaryText } from '@mingcha/core/oversight/pictures/boundary-text.ts';
import { briefReaders } from '@mingcha/core/oversight/pictures/brief-api.ts';
import { briefText } from '@mingcha/core/oversight/pictures/brief-text.ts';
import { pictureText } from '@mingcha/core/oversight/pictures/picture-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const group = 'oversight';

export const picturePages: readonly OfficePage[] = [
  {
    id: 'oversight.brief',
    path: '/oversight/brief',
    title: { catalogue: briefText, key: 'title' },
    group,
    menu: true,
    roles: briefReaders,
    load: async () => (await import('./brief-page.tsx')).BriefPage,
  },
  {
    id: 'oversight.pictures',
    path: '/oversight/pictures',
    title: { catalogue: pictureText, key: 'title' },
    group,
    menu: true,
    roles: figureReaders,
    load: async () => (await import('./pictures-page.tsx')).PicturesPage,
  },
  {
    id: 'oversight.fairness',
    path: '/oversight/fairness',
    title: { catalogue: fairnessText, key: 'title' },
    group,
    menu: true,
    roles: fairnessReaders,
    load: async () => (await import('../fairness/fairness-page.tsx')).FairnessPage,
  },
  {
    id: 'oversight.screen',
    path: '/screen',
    title: { catalogue: pictureText, key: 'screen' },
    group,
    menu: false,
    parent: 'oversight.pictures',
    roles: briefReaders,
    bare: true,
    load: async () => (await import('./screen-page.tsx')).ScreenPage,
  },
  {
    id: 'oversight.boundaries',
    path: '/oversight/boundaries',
    title: { catalogue: boundaryText, key: 'title' },
    group: 'system',
    menu: true,
    roles: ['administrator'],
    load: async () => (await import('./boundaries-page.tsx')).BoundariesPage,
  },
];
