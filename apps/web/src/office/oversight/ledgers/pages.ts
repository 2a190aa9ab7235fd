/** Page of the customary ledgers. */
import { ledgerReaders } from '@mingcha/core/oversight/ledgers/ledger-api.ts';
import { customaryLedgerText } from '@mingcha/core/oversight/ledgers/ledger-text.ts';
import type { OfficePage } from '../../shell/page-list.ts';

export const customaryLedgerPages: readonly OfficePage[] = [
  {
    id: 'customaryLedgers',
    path: '/oversight/ledgers',
    title: { catalogue: customaryLedgerText, key: 'title' },
    group: 'oversight',
    menu: true,
    roles: ledgerReaders,
    load: async () => (await import('./ledgers-page.tsx')).CustomaryLedgersPage,
  },
];
