/** Pages for what belongs to no stage: accounts, agencies, the ledger and its checkpoints. */
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof systemPageText.zh) => ({ catalogue: systemPageText, key });
const ledgerTitle = (key: keyof typeof ledgerPageText.zh) => ({ catalogue: ledgerPageText, key });

export const systemPages: readonly OfficePage[] = [
  {
    id: 'ledger',
    path: '/ledger',
    title: ledgerTitle('ledger'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['auditor'],
    load: async () => (await import('./ledger-page.tsx')).LedgerPage,
  },
  {
    id: 'ledger.checkpoints',
    path: '/ledger/checkpoints',
    title: ledgerTitle('checkpoints'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['auditor', 'legalOfficer', 'witness', 'administrator'],
    load: async () => (await import('./checkpoints-page.tsx')).CheckpointsPage,
  },
  {
    id: 'accounts',
    path: '/accounts',
    title: title('accounts'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['administrator', 'auditor'],
    load: async () => (await import('./accounts-page.tsx')).AccountsPage,
  },
  {
    id: 'accounts.new',
    path: '/accounts/new',
    title: title('accountNew'),
    group: 'system',
    menu: false,
    parent: 'accounts',
    roles: ['administrator'],
    load: async () => (await import('./account-new-page.tsx')).AccountNewPage,
  },
  {
    id: 'agencies',
    path: '/agencies',
    title: title('agencies'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['administrator'],
    load: async () => (await import('./agencies-page.tsx')).AgenciesPage,
  },
  {
    id: 'agencies.new',
    path: '/agencies/new',
    title: title('agencyNew'),
    group: 'system',
    menu: false,
    parent: 'agencies',
    roles: ['administrator'],
    load: async () => (await import('./agency-form-page.tsx')).AgencyNewPage,
  },
  {
    id: 'agencies.edit',
    path: '/agencies/$id/edit',
    title: title('agencyEdit'),
    group: 'system',
    menu: false,
    parent: 'agencies',
    roles: ['administrator'],
    load: async () => (await import('./agency-form-page.tsx')).AgencyEditPage,
  },
];
