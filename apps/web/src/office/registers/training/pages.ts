/** Pages of training: courses with what belongs to them, question banks, the own training and its tests. */
import { ownTrainingText } from '@mingcha/core/registers/training/own-training-text.ts';
import { trainingPageText } from '@mingcha/core/registers/training/training-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof trainingPageText.zh) => ({ catalogue: trainingPageText, key });
const editors = ['legalOfficer', 'sectionOfficer'] as const;
const readers = [...editors, 'agencyHead', 'witness', 'auditor'] as const;
const goers = ['inspector', 'sectionOfficer', 'legalOfficer', 'agencyHead'] as const;
const group = 'registers';

export const trainingPages: readonly OfficePage[] = [
  {
    id: 'training',
    path: '/training',
    title: title('training'),
    group,
    menu: true,
    roles: [...readers, 'coordinator'],
    load: async () => (await import('./training-home.tsx')).TrainingHome,
  },
  {
    id: 'training.new',
    path: '/training/courses/new',
    title: title('courseNew'),
    group,
    menu: false,
    parent: 'training',
    roles: editors,
    load: async () => (await import('./course-form-page.tsx')).CourseNewPage,
  },
  {
    id: 'training.edit',
    path: '/training/courses/$id/edit',
    title: title('courseEdit'),
    group,
    menu: false,
    parent: 'training',
    roles: editors,
    load: async () => (await import('./course-form-page.tsx')).CourseEditPage,
  },
  {
    id: 'training.course',
    path: '/training/courses/$id',
    title: title('course'),
    group,
    menu: false,
    parent: 'training',
    roles: readers,
    load: async () => (await import('./course-page.tsx')).CoursePage,
  },
  {
    id: 'training.bank',
    path: '/training/banks/$id',
    title: title('bank'),
    group,
    menu: false,
    parent: 'training',
    roles: editors,
    load: async () => (await import('./bank-page.tsx')).BankPage,
  },
];

/** Of every person who goes to visits; beside the own inspections. */
export const ownTrainingPages: readonly OfficePage[] = [
  {
    id: 'myTraining',
    path: '/my-training',
    title: { catalogue: ownTrainingText, key: 'myTraining' },
    group: 'inspections',
    menu: true,
    roles: goers,
    load: async () => (await import('./my-training-page.tsx')).MyTrainingPage,
  },
  {
    id: 'myTraining.test',
    path: '/my-training/courses/$id/test',
    title: { catalogue: ownTrainingText, key: 'testTitle' },
    group: 'inspections',
    menu: false,
    parent: 'myTraining',
    roles: goers,
    load: async () => (await import('./test-page.tsx')).TestPage,
  },
];
