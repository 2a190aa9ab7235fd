/** Words of the ledger's events about customary ledgers. */
import { catalogue } from '../../common/text.ts';

export const customaryLedgerEventText = catalogue(
  {
    'family.customaryLedger': '台账',
    'customaryLedger.exported': '导出台账',
    'data.customaryLedger': '台账种类',
  },
  {
    'family.customaryLedger': 'Ledgers',
    'customaryLedger.exported': 'ledger exported',
    'data.customaryLedger': 'kind of ledger',
  },
);
