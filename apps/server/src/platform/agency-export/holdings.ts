/** Every table of the schema with whose rows it has; what of them is left out, opened, or points to files. */
import { sealedColumns } from '../crypto/sealed-columns.ts';
import type { Holding } from './holding.ts';
import { houseHoldings } from './holdings-house.ts';
import { publicHoldings } from './holdings-public.ts';
import { workHoldings } from './holdings-work.ts';

export const holdings: Readonly<Record<string, Holding>> = {
  ...houseHoldings,
  ...workHoldings,
  ...publicHoldings,
};

/** Sealed values that the agency's officers read on the screen; all other sealed columns are left out. */
const opened: ReadonlySet<string> = new Set([
  'inspectors.phone_sealed',
  'deliveries.reached_at_sealed',
  'rectification_reports.phone_sealed',
  'objection_applicants.sealed',
  'lecture_signups.contact',
]);

/** Secrets beside the sealed ones, and digests from which a short code could be guessed. */
const secretColumns: ReadonlySet<string> = new Set([
  'account_grants.password_hash',
  'agency_exports.archive_key',
  'contacts.code_hash',
  'contacts.source_hash',
  'enterprise_codes.code_hash',
  'lecture_signups.code_hash',
  'machine_clients.hint',
  'machine_clients.token_hash',
  'objections.code_hash',
  'objections.proof_hash',
  'objections.source_hash',
  'publication_payloads.salt',
  'training_sessions.sign_in_code',
  'visit_devices.pack_salt',
]);

export type Form = 'plain' | 'opened' | 'leftOut';

export function formOf(table: string, column: string): Form {
  const name = `${table}.${column}`;
  if (opened.has(name)) return 'opened';
  const isSealed = sealedColumns.some((one) => one.table === table && one.column === column);
  return isSealed || secretColumns.has(name) ? 'leftOut' : 'plain';
}

/** Columns whose name sounds like a secret and that hold none, with what they hold. */
export const harmless: Readonly<Record<string, string>> = {
  'accountability_evidence.ledger_hash': 'hash of a ledger entry',
  'dossier_samples.seed': 'published when drawn',
  'draw_results.certificate_hash': 'published',
  'ledger_events.hash': 'hash of a ledger entry',
  'ledger_witnesses.verifier_key': 'public key',
  'member_departures.ledger_hash': 'hash of a ledger entry',
  'member_substitutes.seed': 'from the ledger, when drawn',
  'recheck_draws.seed': 'from the ledger, when drawn',
  'return_samples.seed': 'published when drawn',
};

/** Columns that hold the id of a row of `files`. */
export const fileColumns: readonly (readonly [table: string, column: string])[] = [
  ['accountability_evidence', 'file_id'],
  ['assistance_letters', 'file_id'],
  ['body_meetings', 'file_id'],
  ['credit_repairs', 'file_id'],
  ['deliveries', 'receipt_id'],
  ['dossiers', 'package_file_id'],
  ['dossiers', 'pdf_file_id'],
  ['draw_files', 'file_id'],
  ['evidence_copies', 'file_id'],
  ['expert_files', 'file_id'],
  ['followup_files', 'file_id'],
  ['inspection_approvals', 'scan_id'],
  ['objection_files', 'file_id'],
  ['papers', 'scan_file_id'],
  ['policy_documents', 'file_id'],
  ['scheme_filings', 'file_id'],
  ['supervision_files', 'file_id'],
];

/** Columns that name bytes of the file store by their digest, beside `files`; with the column of their name. */
export const digestColumns: readonly {
  readonly table: string;
  readonly column: string;
  readonly name: string | null;
}[] = [
  { table: 'channel_files', column: 'sha256', name: 'file_name' },
  { table: 'draw_bundles', column: 'frame_sha256', name: null },
  { table: 'draw_bundles', column: 'sha256', name: null },
  { table: 'feed_receipts', column: 'file_sha256', name: 'file_name' },
  { table: 'imports', column: 'file_sha256', name: 'file_name' },
  { table: 'item_imports', column: 'file_sha256', name: 'file_name' },
  { table: 'visit_evidence', column: 'sha256', name: null },
];
