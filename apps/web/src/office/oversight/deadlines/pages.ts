/** Pages of the deadlines. */
import { deadlineReaders } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { deadlineText } from '@mingcha/core/oversight/deadlines/deadline-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const deadlinePages: readonly OfficePage[] = [
  {
    id: 'deadlines',
    path: '/deadlines',
    title: { catalogue: deadlineText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: deadlineReaders,
    load: async () => (await import('./deadlines-page.tsx')).DeadlinesPage,
  },
];
