/** Pages for what belongs to no stage: accounts, agencies, the ledger and its checkpoints. */
import { agencyExportPageText } from '@mingcha/core/common/agency-export-page-text.ts';
import { backupPageText } from '@mingcha/core/common/backup-page-text.ts';
import { grantPageText } from '@mingcha/core/common/grant-page-text.ts';
import { hostPageText } from '@mingcha/core/common/host-page-text.ts';
import { ledgerPageText } from '@mingcha/core/common/ledger-page-text.ts';
import { machinePageText } from '@mingcha/core/common/machine-page-text.ts';
import { operationsPageText } from '@mingcha/core/common/operations/operations-page-text.ts';
import { passwordPolicyPageText } from '@mingcha/core/common/password-policy-page-text.ts';
import { systemPageText } from '@mingcha/core/common/system-page-text.ts';
import type { OfficePage } from '../shell/page-list.ts';

const title = (key: keyof typeof systemPageText.zh) => ({ catalogue: systemPageText, key });
const grantTitle = (key: keyof typeof grantPageText.zh) => ({ catalogue: grantPageText, key });
const ledgerTitle = (key: keyof typeof ledgerPageText.zh) => ({ catalogue: ledgerPageText, key });

export const systemPages: readonly OfficePage[] = [
  {
    id: 'ledger',
    path: '/ledger',
    title: ledgerTitle('ledger'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['auditAdministrator', 'auditor'],
    load: async () => (await import('./ledger-page.tsx')).LedgerPage,
  },
  {
    id: 'ledger.checkpoints',
    path: '/ledger/checkpoints',
    title: ledgerTitle('checkpoints'),
    group: 'oversight',
    menu: true,
    shortcut: true,
    roles: ['auditAdministrator', 'auditor', 'legalOfficer', 'witness', 'administrator'],
    load: async () => (await import('./checkpoints-page.tsx')).CheckpointsPage,
  },
  {
    id: 'accounts',
    path: '/accounts',
    title: title('accounts'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['administrator', 'securityAdministrator', 'auditAdministrator', 'auditor'],
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
    id: 'accounts.grants',
    path: '/account-grants',
    title: grantTitle('grants'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['securityAdministrator', 'administrator', 'auditAdministrator', 'auditor'],
    load: async () => (await import('./grants-page.tsx')).GrantsPage,
  },
  {
    id: 'accounts.refused',
    path: '/refused-sign-ins',
    title: grantTitle('refusedSignIns'),
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['securityAdministrator', 'auditAdministrator', 'auditor'],
    load: async () => (await import('./refused-page.tsx')).RefusedPage,
  },
  {
    id: 'accounts.passwordPolicy',
    path: '/password-policy',
    title: { catalogue: passwordPolicyPageText, key: 'policy' },
    group: 'system',
    menu: true,
    roles: ['securityAdministrator', 'administrator', 'auditAdministrator', 'auditor'],
    load: async () => (await import('./password-policy-page.tsx')).PasswordPolicyPage,
  },
  {
    id: 'jurisdictions',
    path: '/jurisdictions',
    title: { catalogue: hostPageText, key: 'jurisdictions' },
    group: 'system',
    menu: true,
    hostOnly: true,
    roles: ['administrator', 'securityAdministrator', 'auditAdministrator'],
    load: async () => (await import('./jurisdictions-page.tsx')).JurisdictionsPage,
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
  {
    id: 'operations',
    path: '/operations',
    title: { catalogue: operationsPageText, key: 'title' },
    group: 'system',
    menu: true,
    shortcut: true,
    roles: ['administrator'],
    load: async () => (await import('./operations/operations-page.tsx')).OperationsPage,
  },
  {
    id: 'machines',
    path: '/machine-clients',
    title: { catalogue: machinePageText, key: 'title' },
    group: 'system',
    menu: true,
    roles: ['administrator', 'securityAdministrator', 'auditAdministrator', 'auditor'],
    load: async () => (await import('./machines-page.tsx')).MachinesPage,
  },
  {
    id: 'backups',
    path: '/backups',
    title: { catalogue: backupPageText, key: 'title' },
    group: 'system',
    menu: true,
    roles: ['administrator', 'auditAdministrator'],
    load: async () => (await import('./backups/backups-page.tsx')).BackupsPage,
  },
  {
    id: 'agencyExports',
    path: '/agency-exports',
    title: { catalogue: agencyExportPageText, key: 'title' },
    group: 'system',
    menu: true,
    roles: ['administrator', 'securityAdministrator', 'auditAdministrator', 'auditor'],
    load: async () => (await import('./agency-exports/agency-exports-page.tsx')).AgencyExportsPage,
  },
];
