/**
 * Which columns hold sealed values, as data: a rotation of keys goes through exactly these, and a test holds the schema to
 * the list. A new column of bytes is either here or among `otherBytes` with what it holds.
 */

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** `person`: identifies or reaches a natural person; `secret`: keys, codes and outcomes. */
  readonly holds: 'person' | 'secret';
  /** Where the value lay before it was sealed. */
  readonly clear?: string;
}

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'inspectors', column: 'phone_sealed', holds: 'person' },
  { table: 'enterprise_accounts', column: 'phone', holds: 'person' },
  { table: 'notice_preferences', column: 'email', holds: 'person' },
  { table: 'notice_preferences', column: 'phone', holds: 'person' },
  { table: 'notice_messages', column: 'trial_address', holds: 'person' },
  { table: 'objection_applicants', column: 'sealed', holds: 'person' },
  { table: 'contact_persons', column: 'sealed', holds: 'person' },
  { table: 'lecture_signups', column: 'contact', holds: 'person' },
  { table: 'rectification_reports', column: 'phone_sealed', holds: 'person', clear: 'phone' },
  { table: 'deliveries', column: 'reached_at_sealed', holds: 'person', clear: 'reached_at' },
  { table: 'draw_snapshots', column: 'master', holds: 'secret' },
  { table: 'draw_snapshots', column: 'master_inspectors', holds: 'secret' },
  { table: 'draw_sources', column: 'token', holds: 'secret' },
  { table: 'draw_sources', column: 'first_text', holds: 'secret' },
  { table: 'provider_sign_ins', column: 'sealed', holds: 'secret' },
  { table: 'actions', column: 'outcome', holds: 'secret' },
  { table: 'installation_setup', column: 'outcome', holds: 'secret' },
  { table: 'notice_channels', column: 'secret', holds: 'secret' },
  { table: 'notice_codes', column: 'code', holds: 'secret' },
  { table: 'publication_channels', column: 'secret', holds: 'secret' },
  { table: 'intake_items', column: 'answer_key', holds: 'secret' },
  { table: 'visit_devices', column: 'secret', holds: 'secret' },
  { table: 'visit_devices', column: 'pack_key', holds: 'secret' },
  { table: 'evaluations', column: 'pseudonym_key', holds: 'secret' },
  { table: 'agency_exports', column: 'archive_key', holds: 'secret' },
];

/** Bytes that no data key seals, and why. */
export const otherBytes: Readonly<Record<string, string>> = {
  'actions.digest': 'digest of a request',
  'draw_frames.leaves': 'blinded leaves of a draw, published',
  'draw_frames.ordinals': 'order of leaves',
  'draw_log_entries.leaf': 'leaf of the public log',
  'draw_pool.codes': 'ids of the pool',
  'draw_pool.object_ids': 'ids of the pool',
  'draw_sources.token_hash': 'digest of a token',
  'enterprise_codes.code_hash': 'digest of a code',
  'enterprise_sessions.token_hash': 'digest of a token',
  'installation_setup.code_hash': 'digest of a code',
  'lecture_signups.code_hash': 'digest of a code',
  'ledger_checkpoints.frontier': 'hashes of the ledger',
  'ledger_checkpoints.root': 'hash of the ledger',
  'ledger_comparisons.root_brought': 'hash of the ledger',
  'ledger_comparisons.root_own': 'hash of the ledger',
  'ledger_events.hash': 'hash of the ledger',
  'ledger_heads.frontier': 'hashes of the ledger',
  'ledger_heads.hash': 'hash of the ledger',
  'ledger_seals.chain': 'hash of the ledger',
  'ledger_seals.signature': 'signature, public',
  'ledger_seals.time_stamp': 'token of a time-stamp service, public',
  'machine_clients.token_hash': 'digest of a key',
  'portal_intake.receipt': 'sealed by the action of whoever sent it',
  'portal_intake.sealed': 'sealed to the office by X25519, whose key the portal lacks',
  'portal_intake.view': 'sealed by number and code of the receipt',
  'provider_sign_ins.token_hash': 'digest of a token',
  'public_documents.bytes': 'published',
  'sessions.token_hash': 'digest of a token',
  'visit_devices.pack_salt': 'salt',
  'visit_rating_codes.code_hash': 'digest of a code',
  'visit_records.digest': 'digest of a record',
};
