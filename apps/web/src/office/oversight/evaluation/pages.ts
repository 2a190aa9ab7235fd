/** Pages of third-party evaluation. */
import { evaluationPageText } from '@mingcha/core/oversight/evaluation/evaluation-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const title = (key: keyof typeof evaluationPageText.zh) => ({ catalogue: evaluationPageText, key });

export const evaluationPages: readonly OfficePage[] = [
  {
    id: 'evaluations',
    path: '/evaluations',
    title: title('title'),
    group: 'oversight',
    menu: true,
    roles: ['coordinator', 'auditor'],
    load: async () => (await import('./evaluations-page.tsx')).EvaluationsPage,
  },
  {
    id: 'evaluations.new',
    path: '/evaluations/new',
    title: title('open'),
    group: 'oversight',
    menu: false,
    parent: 'evaluations',
    roles: ['coordinator'],
    load: async () => (await import('./open-page.tsx')).OpenEvaluationPage,
  },
  {
    id: 'evaluation',
    path: '/evaluation',
    title: title('own'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['evaluator'],
    load: async () => (await import('./own-page.tsx')).OwnEvaluationPage,
  },
];
