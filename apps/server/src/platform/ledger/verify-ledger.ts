/**
 * Recomputes a jurisdiction's ledger from its entries alone: every hash, link, column, the tree, each checkpoint
 * with its signature, and the head. It names the first bad entry (T-01, T-02). It reads in pages and one snapshot
 * at a time, changes nothing, and trusts no stored hash.
 */
import type { Database, Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import {
  allCheckpoints,
  type CheckpointRow,
  type EntryRow,
  entriesAfter,
  type HeadRow,
  readHead,
} from './checkpoint.queries.ts';
import { canonicalJson, entryHash, type Json } from './entry.ts';
import { appendLeaf, rootOf } from './frontier.ts';
import { parseCheckpoint, parseNote, type VerifierKey, verifyNoteSignature } from './note.ts';
import { setSnapshot } from './snapshot.queries.ts';

export type FaultCode =
  | 'ledger.fault_missing'
  | 'ledger.fault_chain'
  | 'ledger.fault_hash'
  | 'ledger.fault_column'
  | 'ledger.fault_time'
  | 'ledger.fault_head'
  | 'ledger.fault_root'
  | 'ledger.fault_signature'
  | 'ledger.fault_beyond';

export interface LedgerFault {
  /** The first bad entry; for a bad checkpoint or head, the size it stands at. */
  readonly seq: number;
  readonly code: FaultCode;
}

export interface LedgerVerdict {
  readonly sound: boolean;
  /** Entries that were read and found good. */
  readonly size: number;
  /** Root over them; null when a fault was found. */
  readonly root: Uint8Array | null;
  readonly checkpoints: number;
  readonly fault: LedgerFault | null;
}

export interface VerifyOptions {
  /** Checks the signatures of checkpoints; without it they read as not checked. */
  readonly key?: VerifierKey;
  /** Checkpoint notes kept elsewhere (printed, cosigned, on another machine): the ledger must contain them. */
  readonly published?: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
}

const pageSize = 5_000;

/** Verifies the whole ledger of a jurisdiction in one read-only snapshot. */
export async function verifyLedger(
  db: Database,
  jurisdictionId: string,
  options: VerifyOptions = {},
): Promise<LedgerVerdict> {
  return inTransaction(db, async (tx) => {
    await setSnapshot(tx);
    return verifyIn(tx, jurisdictionId, options);
  });
}

interface Chain {
  seq: number;
  hash: Uint8Array;
  at: string;
  frontier: Uint8Array;
}

async function verifyIn(tx: Tx, jurisdictionId: string, options: VerifyOptions): Promise<LedgerVerdict> {
  const head = await readHead(tx, jurisdictionId);
  const claims = await claimsOf(tx, jurisdictionId, options);
  const chain: Chain = { seq: 0, hash: new Uint8Array(32), at: '', frontier: new Uint8Array(0) };
  let checked = 0;
  for (;;) {
    const page = await entriesAfter(tx, jurisdictionId, { seq: chain.seq, limit: pageSize });
    for (const row of page) {
      const code = entryFault(chain, row, jurisdictionId);
      if (code !== null) return broken(chain, { seq: Math.min(row.seq, chain.seq + 1), code }, checked);
      advance(chain, row);
      for (const claim of claims.get(chain.seq) ?? []) {
        const fault = claimFault(chain, claim, options);
        if (fault !== null) return broken(chain, { seq: chain.seq, code: fault }, checked);
        checked += 1;
      }
    }
    options.onProgress?.(chain.seq, head?.seq ?? chain.seq);
    if (page.length < pageSize) break;
  }
  const end = endFault(chain, head, claims);
  if (end !== null) return broken(chain, end, checked);
  return { sound: true, size: chain.seq, root: rootOf(chain.frontier), checkpoints: checked, fault: null };
}

function broken(chain: Chain, fault: LedgerFault, checkpoints: number): LedgerVerdict {
  return { sound: false, size: chain.seq, root: null, checkpoints, fault };
}

/** What is wrong with the next row, or null. */
function entryFault(chain: Chain, row: EntryRow, jurisdictionId: string): FaultCode | null {
  if (row.seq !== chain.seq + 1) return 'ledger.fault_missing';
  if (Buffer.compare(entryHash(row.entry), row.hash) !== 0) return 'ledger.fault_hash';
  const entry = parseEntry(row.entry);
  if (entry === null) return 'ledger.fault_hash';
  if (entry['prev'] !== Buffer.from(chain.hash).toString('hex')) return 'ledger.fault_chain';
  const subject = canonicalJson(entry['subject'] ?? null);
  const columnsAgree =
    entry['jurisdiction'] === jurisdictionId &&
    entry['seq'] === row.seq &&
    entry['at'] === row.at &&
    entry['type'] === row.type &&
    entry['actor'] === row.accountId &&
    subject === canonicalJson({ kind: row.subjectKind, id: row.subjectId });
  if (!columnsAgree) return 'ledger.fault_column';
  return row.at < chain.at ? 'ledger.fault_time' : null;
}

function parseEntry(text: string): { readonly [key: string]: Json } | null {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { readonly [key: string]: Json })
      : null;
  } catch {
    return null;
  }
}

function advance(chain: Chain, row: EntryRow): void {
  const hash = entryHash(row.entry);
  chain.frontier = appendLeaf(chain.frontier, chain.seq, hash);
  chain.seq = row.seq;
  chain.hash = hash;
  chain.at = row.at;
}

interface Claim {
  readonly note: string;
  /** The row's own columns, absent for a note that was kept elsewhere. */
  readonly row: CheckpointRow | null;
}

async function claimsOf(
  tx: Tx,
  jurisdictionId: string,
  options: VerifyOptions,
): Promise<Map<number, Claim[]>> {
  const claims = new Map<number, Claim[]>();
  const add = (size: number, claim: Claim): void => {
    claims.set(size, [...(claims.get(size) ?? []), claim]);
  };
  for (const row of await allCheckpoints(tx, jurisdictionId)) add(row.size, { note: row.note, row });
  for (const note of options.published ?? [])
    add(parseCheckpoint(parseNote(note)?.text ?? '')?.size ?? 0, { note, row: null });
  return claims;
}

function claimFault(chain: Chain, claim: Claim, options: VerifyOptions): FaultCode | null {
  const note = parseNote(claim.note);
  const body = note === null ? null : parseCheckpoint(note.text);
  const root = rootOf(chain.frontier);
  if (note === null || body === null) return 'ledger.fault_signature';
  if (body.size !== chain.seq || Buffer.compare(body.root, root) !== 0) return 'ledger.fault_root';
  if (claim.row !== null && Buffer.compare(claim.row.root, root) !== 0) return 'ledger.fault_root';
  const { key } = options;
  if (key === undefined) return null;
  const isSigned = note.signatures.some((signature) => verifyNoteSignature(note.text, signature, key));
  return isSigned ? null : 'ledger.fault_signature';
}

function endFault(
  chain: Chain,
  head: HeadRow | undefined,
  claims: ReadonlyMap<number, unknown>,
): LedgerFault | null {
  const beyond = [...claims.keys()].filter((size) => size > chain.seq);
  if (beyond.length > 0) return { seq: chain.seq + 1, code: 'ledger.fault_beyond' };
  if (head === undefined) return chain.seq === 0 ? null : { seq: chain.seq, code: 'ledger.fault_head' };
  const agrees =
    head.seq === chain.seq &&
    Buffer.compare(head.hash, chain.hash) === 0 &&
    Buffer.compare(head.frontier, chain.frontier) === 0;
  if (agrees) return null;
  return {
    seq: Math.min(head.seq, chain.seq) + 1,
    code: head.seq > chain.seq ? 'ledger.fault_missing' : 'ledger.fault_head',
  };
}
