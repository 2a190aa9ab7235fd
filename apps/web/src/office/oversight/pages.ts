/** Pages of the stage oversight. */
import { responsibilityReaders } from '@mingcha/core/oversight/responsibility-api.ts';
import { responsibilityText } from '@mingcha/core/oversight/responsibility-text.ts';
import type { OfficePage } from '../shell/page-list.ts';
import { accountabilityPages } from './accountability/pages.ts';
import { auditPages } from './audit/pages.ts';
import { deadlinePages } from './deadlines/pages.ts';
import { evaluationPages } from './evaluation/pages.ts';
import { figurePages } from './figures/pages.ts';
import { handoverPages } from './handover/pages.ts';
import { customaryLedgerPages } from './ledgers/pages.ts';
import { supervisionPages } from './papers/pages.ts';
import { ratingPages } from './ratings/pages.ts';
import { reportPages } from './reports/pages.ts';
import { superiorPages } from './superior/pages.ts';

export const oversightPages: readonly OfficePage[] = [
  {
    id: 'responsibilities',
    path: '/responsibilities',
    title: { catalogue: responsibilityText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: responsibilityReaders,
    load: async () => (await import('./responsibilities-page.tsx')).ResponsibilitiesPage,
  },
  ...deadlinePages,
  ...auditPages,
  ...evaluationPages,
  ...supervisionPages,
  ...customaryLedgerPages,
  ...reportPages,
  ...accountabilityPages,
  ...handoverPages,
  ...ratingPages,
  ...figurePages,
  ...superiorPages,
];
