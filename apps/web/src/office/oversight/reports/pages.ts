/** Pages of reports. */
import { reportReaders } from '@mingcha/core/oversight/reports/report-api.ts';
import { reportPageText } from '@mingcha/core/oversight/reports/report-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const reportPages: readonly OfficePage[] = [
  {
    id: 'reports',
    path: '/oversight/reports',
    title: { catalogue: reportPageText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: reportReaders,
    load: async () => (await import('./reports-page.tsx')).ReportsPage,
  },
  {
    id: 'reports.one',
    path: '/oversight/reports/$id',
    title: { catalogue: reportPageText, key: 'pageTitle' },
    group: 'oversight',
    menu: false,
    parent: 'reports',
    roles: reportReaders,
    load: async () => (await import('./report-page.tsx')).ReportPage,
  },
];
