/**
 * Reading checkpoints: lists for the office and the public, the signed note as a file, and for a witness the proof
 * that the ledger only grew since the size it last saw. It signs nothing.
 */
import type { CheckpointView } from '@mingcha/core/common/ledger-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type SealKey, trustedSealKeys } from '../crypto/seal-keys.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { type FileReply, fileReply } from '../http/call.ts';
import type { Platform } from '../platform.ts';
import * as queries from './checkpoint.queries.ts';
import { consistencyProof } from './consistency.ts';
import { formatVerifierKey } from './note.ts';
import { originOf } from './origin.ts';
import { type SealRow, sealsOf } from './seal.queries.ts';

/** Checkpoints as everybody sees them, with the cosignatures under each note. */
export async function viewsOf(
  tx: Tx,
  platform: Platform,
  of: { readonly jurisdictionId: string; readonly rows: readonly queries.CheckpointRow[] },
): Promise<readonly CheckpointView[]> {
  const { jurisdictionId, rows } = of;
  const jurisdiction = await queries.jurisdictionById(tx, jurisdictionId);
  if (jurisdiction === undefined) return [];
  const sizes = rows.map((row) => row.size);
  const all = await queries.cosignaturesOf(tx, jurisdictionId, sizes);
  const seals = new Map((await sealsOf(tx, jurisdictionId, sizes)).map((seal) => [seal.size, seal]));
  const sealKeys = seals.size === 0 ? [] : trustedSealKeys(platform.config.secretsFolder);
  const verifierKey = formatVerifierKey(originOf(jurisdiction.divisionCode), platform.signer.publicKey);
  return rows.map((row) => {
    const own = all.filter((cosignature) => cosignature.size === row.size);
    const seal = seals.get(row.size);
    return {
      jurisdiction: { id: jurisdiction.id, name: jurisdiction.name },
      size: row.size,
      root: Buffer.from(row.root).toString('hex'),
      at: row.at,
      note: row.note + own.map((cosignature) => cosignature.line).join(''),
      verifierKey,
      cosignatures: own.map(({ witness, signedAt }) => ({ witness, signedAt })),
      ...(seal === undefined ? {} : { nationalSeal: sealView(seal, sealKeys) }),
    };
  });
}

function sealView(seal: SealRow, keys: readonly SealKey[]): NonNullable<CheckpointView['nationalSeal']> {
  return {
    keyId: seal.keyId,
    publicKey: keys.find((key) => key.id === seal.keyId)?.publicKey ?? null,
    chain: Buffer.from(seal.chain).toString('base64'),
    signature: Buffer.from(seal.signature).toString('base64'),
    at: seal.at,
  };
}

/** The latest checkpoint for everybody. Errors: `ledger.checkpoint.not_found`. */
export async function latestCheckpoint(
  platform: Platform,
  jurisdictionId: string,
): Promise<Result<CheckpointView>> {
  return inTransaction(platform.db, async (tx) => {
    const latest = await queries.latestCheckpoint(tx, jurisdictionId);
    const [view] =
      latest === undefined ? [] : await viewsOf(tx, platform, { jurisdictionId, rows: [latest] });
    return view === undefined ? fail('ledger.checkpoint.not_found') : ok(view);
  });
}

/** The latest checkpoint of every jurisdiction that has one. */
export async function publicCheckpoints(platform: Platform) {
  return inTransaction(platform.db, async (tx) => {
    const rows: CheckpointView[] = [];
    for (const { id } of await queries.listJurisdictions(tx)) {
      const latest = await queries.latestCheckpoint(tx, id);
      if (latest !== undefined)
        rows.push(...(await viewsOf(tx, platform, { jurisdictionId: id, rows: [latest] })));
    }
    return ok({ rows });
  });
}

/** Checkpoints of the actor's jurisdiction, latest first. Errors: `ledger.cursor.invalid`. */
export async function listCheckpoints(
  platform: Platform,
  actor: Actor,
  page: { readonly after?: string | undefined; readonly limit: number },
) {
  const { after, limit } = page;
  if (after !== undefined && !/^[1-9]\d{0,15}$/.test(after))
    return fail('ledger.cursor.invalid', undefined, 'after');
  return inTransaction(platform.db, async (tx) => {
    const before = after === undefined ? null : Number(after);
    const found = await queries.checkpointPage(tx, actor.jurisdictionId, { before, limit });
    const { jurisdictionId } = actor;
    const rows = await viewsOf(tx, platform, { jurisdictionId, rows: found.slice(0, limit) });
    return ok({ rows: [...rows], next: found.length > limit ? String(rows.at(-1)?.size ?? '') : null });
  });
}

export async function listWitnesses(platform: Platform, actor: Actor) {
  const rows = await inTransaction(platform.db, (tx) => queries.listWitnesses(tx, actor.jurisdictionId));
  return ok({
    rows: rows.map((row) => ({ ...row, lastSize: row.lastSize === null ? null : Number(row.lastSize) })),
  });
}

export interface NoteRequest {
  readonly jurisdictionId: string;
  /** The latest when absent. */
  readonly size?: number | undefined;
  readonly old?: number | undefined;
}

/**
 * A note as text; with `old` the body of C2SP tlog-witness: `old N`, the proof's lines, a blank line, the note.
 * Errors: `ledger.checkpoint.not_found`, `ledger.old_size.invalid`.
 */
export async function noteFile(platform: Platform, request: NoteRequest): Promise<Result<FileReply>> {
  const { jurisdictionId, size, old } = request;
  return inTransaction(platform.db, async (tx) => {
    const row =
      size === undefined
        ? await queries.latestCheckpoint(tx, jurisdictionId)
        : await queries.checkpointOfSize(tx, jurisdictionId, size);
    const [view] = row === undefined ? [] : await viewsOf(tx, platform, { jurisdictionId, rows: [row] });
    if (view === undefined) return fail('ledger.checkpoint.not_found');
    const proof = old === undefined ? '' : await proofLines(tx, jurisdictionId, { old, now: view.size });
    if (proof === null) return fail('ledger.old_size.invalid', undefined, 'old');
    return ok(
      fileReply({
        contentType: 'text/plain; charset=utf-8',
        fileName: `checkpoint-${view.size}.txt`,
        disposition: 'attachment',
        body: Buffer.from(proof + view.note, 'utf8'),
      }),
    );
  });
}

/** Only entries after `old` are read: everything before stands in the frontier of that checkpoint. */
async function proofLines(
  tx: Tx,
  jurisdictionId: string,
  sizes: { readonly old: number; readonly now: number },
): Promise<string | null> {
  const { old, now } = sizes;
  const known = old === 0 ? undefined : await queries.checkpointOfSize(tx, jurisdictionId, old);
  if (old > now || (old > 0 && known === undefined)) return null;
  const path =
    known === undefined
      ? []
      : consistencyProof(
          { size: old, frontier: known.frontier },
          await leavesBetween(tx, jurisdictionId, sizes),
        );
  return [`old ${old}`, ...path.map((part) => Buffer.from(part).toString('base64')), '', ''].join('\n');
}

async function leavesBetween(
  tx: Tx,
  jurisdictionId: string,
  sizes: { readonly old: number; readonly now: number },
): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = [];
  let seq = sizes.old;
  while (seq < sizes.now) {
    const page = await queries.leafHashes(tx, jurisdictionId, {
      seq,
      limit: Math.min(10_000, sizes.now - seq),
    });
    if (page.length === 0) throw new Error('a checkpoint beyond the entries');
    leaves.push(...page);
    seq += page.length;
  }
  return leaves;
}
