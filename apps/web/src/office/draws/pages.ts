/** Pages of the draws stage in the office. */
import { drawPageText } from '@mingcha/core/draws/draw-page-text.ts';
import { outsideDrawText } from '@mingcha/core/draws/outside/outside-draw-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof drawPageText.zh) => ({ catalogue: drawPageText, key });
const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'witness', 'auditor'] as const;
const leads = ['legalOfficer', 'sectionOfficer'] as const;

const outside = (key: keyof typeof outsideDrawText.zh) => ({ catalogue: outsideDrawText, key });
const outsideReaders = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const drawPages: readonly OfficePage[] = [
  {
    id: 'draws',
    path: '/draws',
    title: title('listTitle'),
    group: 'draws',
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./list-page.tsx')).ListPage,
  },
  {
    id: 'draws.new',
    path: '/draws/new',
    title: title('newDraw'),
    group: 'draws',
    menu: true,
    shortcut: true,
    roles: leads,
    load: async () => (await import('./form/form-page.tsx')).NewDrawPage,
  },
  {
    id: 'draws.policy',
    path: '/draws/policy',
    title: title('policyTitle'),
    group: 'draws',
    menu: true,
    roles: ['legalOfficer', 'agencyHead'],
    load: async () => (await import('./policy-page.tsx')).PolicyPage,
  },
  {
    id: 'draws.task',
    path: '/draws/$id',
    title: title('taskTitle'),
    group: 'draws',
    menu: false,
    parent: 'draws',
    roles: readers,
    load: async () => (await import('./task/task-page.tsx')).TaskPage,
  },
  {
    id: 'draws.edit',
    path: '/draws/$id/edit',
    title: title('editTitle'),
    group: 'draws',
    menu: false,
    parent: 'draws',
    roles: leads,
    load: async () => (await import('./form/form-page.tsx')).EditDrawPage,
  },
  {
    id: 'draws.check',
    path: '/draws/$id/check',
    title: title('checkTitle'),
    group: 'draws',
    menu: false,
    parent: 'draws',
    roles: readers,
    load: async () => (await import('./form/check-page.tsx')).CheckPage,
  },
  {
    id: 'draws.ceremony',
    path: '/draws/$id/ceremony',
    title: title('ceremonyTitle'),
    group: 'draws',
    menu: false,
    parent: 'draws',
    bare: true,
    roles: readers,
    load: async () => (await import('./ceremony/ceremony-page.tsx')).CeremonyPage,
  },
  {
    id: 'outsideDraws',
    path: '/outside-draws',
    title: outside('listTitle'),
    group: 'draws',
    menu: true,
    roles: outsideReaders,
    load: async () => (await import('./outside/outside-list-page.tsx')).OutsideListPage,
  },
  {
    id: 'outsideDraws.new',
    path: '/outside-draws/new',
    title: outside('importTitle'),
    group: 'draws',
    menu: false,
    parent: 'outsideDraws',
    roles: leads,
    load: async () => (await import('./outside/outside-import-page.tsx')).OutsideImportPage,
  },
  {
    id: 'outsideDraws.view',
    path: '/outside-draws/$id',
    title: outside('listTitle'),
    group: 'draws',
    menu: false,
    parent: 'outsideDraws',
    roles: outsideReaders,
    load: async () => (await import('./outside/outside-page.tsx')).OutsidePage,
  },
  {
    id: 'draws.designation',
    path: '/draw-platform',
    title: outside('designationTitle'),
    group: 'system',
    menu: true,
    roles: ['administrator'],
    load: async () => (await import('./outside/designation-page.tsx')).DesignationPage,
  },
];
