/** Pages of rule books, the working-day calendar and the frequency ledger. */
import { calendarPageText } from '@mingcha/core/registers/rules/calendar-page-text.ts';
import { frequencyPageText } from '@mingcha/core/registers/rules/frequency-page-text.ts';
import { rulePageText } from '@mingcha/core/registers/rules/rule-page-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

const readers = [
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
] as const;
const editors = ['legalOfficer', 'sectionOfficer'] as const;

export const rulePages: readonly OfficePage[] = [
  {
    id: 'ruleBooks',
    path: '/rule-books',
    title: { catalogue: rulePageText, key: 'ruleBooks' },
    group: 'standards',
    menu: true,
    roles: readers,
    load: async () => (await import('./rule-books-page.tsx')).RuleBooksPage,
  },
  {
    id: 'ruleBooks.one',
    path: '/rule-books/$id',
    title: { catalogue: rulePageText, key: 'ruleBook' },
    group: 'standards',
    menu: false,
    parent: 'ruleBooks',
    roles: readers,
    load: async () => (await import('./rule-book-page.tsx')).RuleBookPage,
  },
  {
    id: 'ruleBooks.edit',
    path: '/rule-books/$id/edit',
    title: { catalogue: rulePageText, key: 'ruleBookEdit' },
    group: 'standards',
    menu: false,
    parent: 'ruleBooks',
    roles: editors,
    load: async () => (await import('./rule-book-edit-page.tsx')).RuleBookEditPage,
  },
  {
    id: 'calendar',
    path: '/calendar',
    title: { catalogue: calendarPageText, key: 'calendar' },
    group: 'standards',
    menu: true,
    roles: 'all',
    load: async () => (await import('./calendar-page.tsx')).CalendarPage,
  },
  {
    id: 'calendar.enter',
    path: '/calendar/$year',
    title: { catalogue: calendarPageText, key: 'enterYear' },
    group: 'standards',
    menu: false,
    parent: 'calendar',
    roles: ['administrator'],
    load: async () => (await import('./calendar-year-page.tsx')).CalendarYearPage,
  },
  {
    id: 'frequency',
    path: '/frequency',
    title: { catalogue: frequencyPageText, key: 'frequency' },
    group: 'registers',
    menu: true,
    roles: readers,
    load: async () => (await import('./frequency-page.tsx')).FrequencyPage,
  },
  {
    id: 'frequency.new',
    path: '/frequency/new',
    title: { catalogue: frequencyPageText, key: 'enterVisit' },
    group: 'registers',
    menu: false,
    parent: 'frequency',
    roles: [...editors, 'inspector'],
    load: async () => (await import('./visit-form-page.tsx')).VisitFormPage,
  },
];
