/**
 * What outsiders take away and bring back: proofs that entries lie in a signed checkpoint, the day's checkpoint, and kept copies
 * held against the ledger. Nothing here trusts a stored root: it is recomputed from the leaves.
 */
import type { ComparisonView, InclusionProof } from '@mingcha/core/common/ledger-api.ts';
import { isPlainDate } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { decodeCursor, encodeCursor, pageOfRows } from '../db/cursor.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { jurisdictionById, latestCheckpoint, leafHashes, readHead } from './checkpoint.queries.ts';
import { viewsOf } from './checkpoint-reading.service.ts';
import { appendLeaf, rootOf } from './frontier.ts';
import { proofMaker } from './inclusion.ts';
import { record } from './ledger.ts';
import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyNoteSignature,
} from './note.ts';
import { originOf } from './origin.ts';
import * as queries from './proof.queries.ts';

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Leaf hashes of the first `size` entries, in order. */
async function* leavesOf(tx: Tx, jurisdictionId: string, size: number): AsyncGenerator<Uint8Array> {
  let seq = 0;
  while (seq < size) {
    const page = await leafHashes(tx, jurisdictionId, { seq, limit: Math.min(10_000, size - seq) });
    if (page.length === 0) throw new Error('a checkpoint beyond the entries');
    yield* page;
    seq += page.length;
  }
}

/**
 * Proofs of entries in the latest checkpoint, in order of their numbers; entries after it are left out.
 * Errors: `ledger.checkpoint.not_found`.
 */
export async function proofsOf(
  tx: Tx,
  platform: Platform,
  of: { readonly jurisdictionId: string; readonly seqs: readonly number[] },
): Promise<Result<readonly InclusionProof[]>> {
  const { jurisdictionId, seqs } = of;
  const checkpoint = await latestCheckpoint(tx, jurisdictionId);
  const [view] =
    checkpoint === undefined ? [] : await viewsOf(tx, platform, { jurisdictionId, rows: [checkpoint] });
  if (view === undefined) return fail('ledger.checkpoint.not_found');
  const { size, note, verifierKey } = view;
  const entries = await queries.entriesBySeq(
    tx,
    jurisdictionId,
    seqs.filter((seq) => seq <= size),
  );
  if (entries.length === 0) return ok([]);
  const maker = proofMaker(
    size,
    entries.map((each) => each.seq - 1),
  );
  for await (const leaf of leavesOf(tx, jurisdictionId, size)) maker.append(leaf);
  return ok(
    entries.map(({ seq, entry, hash }) => ({
      format: 'mingcha ledger proof 1',
      seq,
      entry,
      hash: toHex(hash),
      size,
      path: maker.pathOf(seq - 1).map(toHex),
      note,
      verifierKey,
    })),
  );
}

/** Errors: `ledger.checkpoint.not_found`, `ledger.entry.not_found`, `ledger.not_checkpointed` {size}. */
export async function proveEntry(
  platform: Platform,
  actor: Actor,
  seq: number,
): Promise<Result<InclusionProof>> {
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const head = await readHead(tx, jurisdictionId);
    if (head === undefined || seq > head.seq) return fail('ledger.entry.not_found');
    const made = await proofsOf(tx, platform, { jurisdictionId, seqs: [seq] });
    if (!made.ok) return made;
    const [proof] = made.value;
    if (proof === undefined) return fail('ledger.not_checkpointed', { size: head.seq });
    await record(tx, platform, {
      type: 'ledger.entry_proved',
      actor,
      subject: { kind: 'ledger', id: jurisdictionId },
      data: { seq, size: proof.size },
    });
    return ok(proof);
  });
}

/** The last checkpoint of each day. */
export async function publicDays(
  platform: Platform,
  asked: {
    readonly jurisdictionId: string;
    readonly after?: string | undefined;
    readonly limit: number;
  },
) {
  const [day] = decodeCursor(asked.after, 1) ?? [];
  const before = day !== undefined && isPlainDate(day) ? day : null;
  const { zone } = platform.config;
  return inTransaction(platform.db, async (tx) => {
    const found = await queries.dailyCheckpoints(tx, asked.jurisdictionId, {
      zone,
      before,
      limit: asked.limit,
    });
    const page = pageOfRows(found, asked.limit, (row) => [row.day]);
    return ok({ rows: page.rows.map((row) => ({ ...row, root: toHex(row.root) })), next: page.next });
  });
}

/** Root of the first `size` entries, or null where there are fewer. */
async function rootAt(tx: Tx, jurisdictionId: string, size: number): Promise<Uint8Array | null> {
  const head = await readHead(tx, jurisdictionId);
  if (head === undefined || head.seq < size) return null;
  let frontier: Uint8Array = new Uint8Array(0);
  let at = 0;
  for await (const leaf of leavesOf(tx, jurisdictionId, size)) {
    frontier = appendLeaf(frontier, at, leaf);
    at += 1;
  }
  return rootOf(frontier);
}

/**
 * Holds a kept checkpoint against the ledger; what does not fit is kept with both roots.
 * Errors: `ledger.kept_note.invalid`, `ledger.kept_origin.invalid`, `ledger.kept_signature.invalid`.
 */
export async function compareKept(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly keptBy: string; readonly text: string },
): Promise<Result<ComparisonView>> {
  const request = { actor, actionId: input.actionId, routeId: 'ledger.compare' };
  return runAction(platform, request, async (tx) => {
    const { jurisdictionId } = actor;
    const kept = await readKept(tx, platform, { jurisdictionId, text: input.text });
    if (!kept.ok) return kept;
    const { size, root } = kept.value;
    const own = await rootAt(tx, jurisdictionId, size);
    const outcome = own === null ? 'beyond' : Buffer.compare(own, root) === 0 ? 'same' : 'differs';
    const row: queries.StoredComparison = {
      jurisdiction_id: jurisdictionId,
      id: platform.ids.next(),
      kept_by: input.keptBy,
      note: input.text,
      size: BigInt(size),
      root_brought: Buffer.from(root),
      root_own: own === null ? null : Buffer.from(own),
      outcome,
      account_id: actor.accountId,
      person_name: actor.personName,
      compared_at: platform.clock.now(),
    };
    await queries.insertComparison(tx, row);
    await record(tx, platform, {
      type: 'ledger.compared',
      actor,
      subject: { kind: 'ledgerComparison', id: row.id },
      data: { size, outcome, root: toHex(root) },
    });
    return ok(viewOfComparison(row));
  });
}

/** Size and root of a note that this installation signed for this jurisdiction. */
async function readKept(
  tx: Tx,
  platform: Platform,
  of: { readonly jurisdictionId: string; readonly text: string },
): Promise<Result<{ readonly size: number; readonly root: Uint8Array }>> {
  const note = parseNote(of.text.replaceAll('\r\n', '\n'));
  if (note === null) return fail('ledger.kept_note.invalid', undefined, 'text');
  const body = parseCheckpoint(note.text);
  if (body === null || body.size === 0) return fail('ledger.kept_note.invalid', undefined, 'text');
  const jurisdiction = await jurisdictionById(tx, of.jurisdictionId);
  const origin = originOf(jurisdiction?.divisionCode ?? '');
  if (body.origin !== origin) return fail('ledger.kept_origin.invalid', { origin: body.origin }, 'text');
  const key = parseVerifierKey(formatVerifierKey(origin, platform.signer.publicKey));
  const isSigned =
    key !== null && note.signatures.some((signature) => verifyNoteSignature(note.text, signature, key));
  return isSigned ? ok(body) : fail('ledger.kept_signature.invalid', undefined, 'text');
}

function viewOfComparison(row: queries.StoredComparison): ComparisonView {
  return {
    id: row.id,
    keptBy: row.kept_by,
    size: Number(row.size),
    rootBrought: toHex(row.root_brought),
    rootOwn: row.root_own === null ? null : toHex(row.root_own),
    outcome: row.outcome,
    personName: row.person_name,
    comparedAt: row.compared_at,
  };
}

export async function listComparisons(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await queries.comparisonPage(tx, actor.jurisdictionId, {
      before: decodeCursor(asked.after, 2),
      limit: asked.limit,
    });
    const rows = found.slice(0, asked.limit);
    const last = rows.at(-1);
    const next =
      found.length > asked.limit && last !== undefined ? encodeCursor([last.compared_at, last.id]) : null;
    return ok({ rows: rows.map(viewOfComparison), next });
  });
}
