/** Pages of the stage tasks. */
import { taskPageText } from '@mingcha/core/tasks/task-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';
import { preparationPages } from './preparation/pages.ts';

const title = (key: keyof typeof taskPageText.zh) => ({ catalogue: taskPageText, key });
const readers = ['legalOfficer', 'sectionOfficer', 'agencyHead', 'auditor'] as const;

export const taskPages: readonly OfficePage[] = [
  {
    id: 'tasks',
    path: '/tasks',
    title: title('tasks'),
    group: 'inspections',
    menu: true,
    shortcut: true,
    roles: readers,
    load: async () => (await import('./tasks-page.tsx')).TasksPage,
  },
  {
    id: 'tasks.new',
    path: '/tasks/new',
    title: title('newCase'),
    group: 'inspections',
    menu: false,
    parent: 'tasks',
    roles: ['legalOfficer', 'sectionOfficer'],
    load: async () => (await import('./case-page.tsx')).CasePage,
  },
  {
    id: 'tasks.dispatch',
    path: '/tasks/dispatch/$kind/$id',
    title: title('dispatchTitle'),
    group: 'inspections',
    menu: false,
    parent: 'tasks',
    roles: ['legalOfficer', 'sectionOfficer', 'agencyHead'],
    load: async () => (await import('./dispatch-page.tsx')).DispatchPage,
  },
  {
    id: 'tasks.task',
    path: '/tasks/$id',
    title: title('taskTitle'),
    group: 'inspections',
    menu: false,
    parent: 'tasks',
    roles: readers,
    load: async () => (await import('./task-page.tsx')).TaskPage,
  },
  {
    id: 'myInspections',
    path: '/my-inspections',
    title: title('mine'),
    group: 'inspections',
    menu: true,
    shortcut: true,
    roles: ['inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead'],
    load: async () => (await import('./my-inspections-page.tsx')).MyInspectionsPage,
  },
  ...preparationPages,
];
