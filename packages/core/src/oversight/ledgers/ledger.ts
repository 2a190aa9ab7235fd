/**
 * Customary ledgers (台账): which there are and their columns, in the order in which offices keep them. Every value comes
 * from the records; nothing is typed into a ledger. Titles stand in `ledger-text.ts`. Pure.
 */
import type { Role } from '../../common/roles.ts';

export const customaryLedgers = [
  'inspection', // 抽查台账
  'rectification', // 问题整改台账
  'transfer', // 移送台账
  'contact', // 投诉举报台账
] as const;
export type CustomaryLedger = (typeof customaryLedgers)[number];

export const ledgerColumns = {
  inspection: [
    'serial',
    'taskNumber',
    'taskTitle',
    'agency',
    'partners',
    'object',
    'code',
    'address',
    'items',
    'people',
    'dispatchedOn',
    'visitedOn',
    'result',
    'findings',
    'handling',
    'enteredOn',
    'publishedOn',
    'remark',
  ],
  rectification: [
    'serial',
    'object',
    'code',
    'taskNumber',
    'agency',
    'foundOn',
    'finding',
    'basis',
    'kind',
    'paperNumber',
    'dueOn',
    'reportedOn',
    'recheckedOn',
    'verdict',
    'closedOn',
    'state',
    'overdue',
    'people',
  ],
  transfer: [
    'serial',
    'object',
    'code',
    'taskNumber',
    'agency',
    'kind',
    'cause',
    'receiver',
    'paperNumber',
    'sentOn',
    'way',
    'files',
    'receivedBy',
    'receivedOn',
    'outcome',
    'outcomeOn',
    'copyTo',
    'state',
    'handler',
  ],
  contact: [
    'serial',
    'number',
    'kind',
    'channel',
    'outsideNumber',
    'receivedOn',
    'subject',
    'object',
    'anonymous',
    'handler',
    'dueOn',
    'repliedOn',
    'outcome',
    'state',
    'overdue',
    'caseTask',
  ],
} as const satisfies Readonly<Record<CustomaryLedger, readonly string[]>>;
export type LedgerColumn = (typeof ledgerColumns)[CustomaryLedger][number];

/** Columns that hold numbers; all others are text, days as YYYY-MM-DD. */
export const numberColumns: readonly LedgerColumn[] = ['serial', 'findings', 'files'];

/** They see the ledgers of every agency of their jurisdiction. */
export const ledgerOverseers: readonly Role[] = ['coordinator', 'auditor'];
/** Complaints stay with the agency that handles them. */
const contactReaders: readonly Role[] = ['legalOfficer', 'sectionOfficer', 'agencyHead'];

/** The ledgers that somebody with these roles may read. */
export function readableLedgers(roles: readonly Role[]): readonly CustomaryLedger[] {
  const readsContacts = contactReaders.some((role) => roles.includes(role));
  return customaryLedgers.filter((each) => each !== 'contact' || readsContacts);
}
