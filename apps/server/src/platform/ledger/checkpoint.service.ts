/**
 * Signed tree heads of the ledger and their witnesses. A checkpoint is signed only over a root that a second path
 * recomputed from the entries since the last one (a log once ruined itself by signing a flipped bit). It must not
 * sign what it has not recomputed.
 */
import type { CheckpointView } from '@mingcha/core/common/ledger-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Acting, runAction } from '../action.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import * as queries from './checkpoint.queries.ts';
import { viewsOf } from './checkpoint-reading.service.ts';
import { entryHash } from './entry.ts';
import { appendLeaf, rootOf } from './frontier.ts';
import { lockHead } from './ledger.queries.ts';
import { record } from './ledger.ts';
import {
  formatCheckpoint,
  parseNote,
  parseSignatures,
  parseVerifierKey,
  signNote,
  verifyCosignature,
} from './note.ts';
import { originOf } from './origin.ts';

/** Lines that a stage adds to each checkpoint of a jurisdiction, such as the root of an agency's draw log (ruling 9). */
export type CheckpointExtension = (tx: Tx, jurisdictionId: string) => Promise<readonly string[]>;

export interface CheckpointRequest {
  readonly actor: Actor;
  readonly actionId: string;
  readonly extensions: readonly CheckpointExtension[];
}

/** Records the event `ledger.checkpointed`, then signs the head that contains it. Errors: `ledger.unsound` with the entry. */
export async function makeCheckpoint(
  platform: Platform,
  request: CheckpointRequest,
): Promise<Result<CheckpointView>> {
  const { actor, actionId } = request;
  return runAction(platform, { actor, actionId, routeId: 'ledger.make_checkpoint' }, async (tx) => {
    const before = await lockHead(tx, actor.jurisdictionId);
    await record(tx, platform, {
      type: 'ledger.checkpointed',
      actor,
      subject: { kind: 'ledger', id: actor.jurisdictionId },
      data: { size: before.seq + 1 },
    });
    const signed = await signHead(tx, platform, {
      jurisdictionId: actor.jurisdictionId,
      extensions: request.extensions,
    });
    return signed.ok
      ? viewOf(tx, platform, { jurisdictionId: actor.jurisdictionId, size: signed.value })
      : signed;
  });
}

/** Signs the present head of a jurisdiction unless it is signed already; for the timer. Returns the size. */
export async function checkpointNow(
  platform: Platform,
  jurisdictionId: string,
  extensions: readonly CheckpointExtension[],
): Promise<Result<number>> {
  return inTransaction(platform.db, (tx) => signHead(tx, platform, { jurisdictionId, extensions }));
}

interface SignRequest {
  readonly jurisdictionId: string;
  readonly extensions: readonly CheckpointExtension[];
}

async function signHead(tx: Tx, platform: Platform, request: SignRequest): Promise<Result<number>> {
  const { jurisdictionId } = request;
  const head = await lockHead(tx, jurisdictionId);
  const last = await queries.latestCheckpoint(tx, jurisdictionId);
  if (head.seq === 0 || last?.size === head.seq) return ok(head.seq);
  const recomputed = await recompute(tx, jurisdictionId, { from: last, to: head.seq });
  if (!recomputed.ok) return recomputed;
  if (Buffer.compare(recomputed.value, head.frontier) !== 0) return fail('ledger.unsound', { seq: head.seq });
  const jurisdiction = await queries.jurisdictionById(tx, jurisdictionId);
  if (jurisdiction === undefined) throw new Error('a ledger without jurisdiction');
  const lines = await Promise.all(request.extensions.map((extension) => extension(tx, jurisdictionId)));
  const root = rootOf(head.frontier);
  const name = originOf(jurisdiction.divisionCode);
  const text = formatCheckpoint({ origin: name, size: head.seq, root, extensions: lines.flat() });
  const note = signNote(text, {
    name,
    publicKey: platform.signer.publicKey,
    sign: (message) => platform.signer.sign(message),
  });
  const at = platform.clock.now();
  await queries.insertCheckpoint(tx, jurisdictionId, {
    size: head.seq,
    root,
    frontier: head.frontier,
    note,
    at,
  });
  return ok(head.seq);
}

interface Span {
  readonly from: queries.CheckpointRow | undefined;
  readonly to: number;
}

const pageSize = 5_000;

/** The frontier at `to`, recomputed from the entries' own bytes. */
async function recompute(tx: Tx, jurisdictionId: string, span: Span): Promise<Result<Uint8Array>> {
  let frontier = span.from?.frontier ?? new Uint8Array(0);
  let seq = span.from?.size ?? 0;
  for (let asked = seq; asked < span.to; asked += pageSize) {
    const page = await queries.entriesAfter(tx, jurisdictionId, { seq, limit: pageSize });
    for (const row of page) {
      const hash = entryHash(row.entry);
      const isGood = row.seq === seq + 1 && Buffer.compare(hash, row.hash) === 0;
      if (!isGood) return fail('ledger.unsound', { seq: seq + 1 });
      frontier = appendLeaf(frontier, seq, hash);
      seq = row.seq;
    }
  }
  return seq < span.to ? fail('ledger.unsound', { seq: seq + 1 }) : ok(frontier);
}

async function viewOf(
  tx: Tx,
  platform: Platform,
  key: { readonly jurisdictionId: string; readonly size: number },
): Promise<Result<CheckpointView>> {
  const row = await queries.checkpointOfSize(tx, key.jurisdictionId, key.size);
  const [view] =
    row === undefined ? [] : await viewsOf(tx, platform, { jurisdictionId: key.jurisdictionId, rows: [row] });
  if (view === undefined) throw new Error('a checkpoint just signed or cosigned is not there');
  return ok(view);
}

/** Entrusts a witness. Errors: `ledger.witness_key.invalid`, `ledger.witness_exists`. */
export async function addWitness(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly verifierKey: string },
) {
  const key = parseVerifierKey(input.verifierKey);
  if (key === null) return fail('ledger.witness_key.invalid', undefined, 'verifierKey');
  return runAction(
    platform,
    { actor, actionId: input.actionId, routeId: 'ledger.add_witness' },
    async (tx) => {
      const row = {
        jurisdictionId: actor.jurisdictionId,
        name: key.name,
        verifierKey: input.verifierKey,
        at: platform.clock.now(),
      };
      if (!(await queries.insertWitness(tx, row))) return fail('ledger.witness_exists', { name: key.name });
      await record(tx, platform, {
        type: 'ledger.witness_added',
        actor,
        subject: { kind: 'witness', id: key.name },
        data: { verifierKey: input.verifierKey },
      });
      return ok({ name: key.name, verifierKey: input.verifierKey });
    },
  );
}

export interface CosignatureInput {
  readonly actionId: string;
  /** Size of the checkpoint that was cosigned. */
  readonly size: number;
  /** The cosigned note, or only its cosignature line. */
  readonly text: string;
}

/** Verifies and keeps a witness's cosignature. Errors: `ledger.checkpoint.not_found`, `ledger.cosignature.invalid`, `ledger.cosignature_exists`. */
export async function importCosignature(platform: Platform, actor: Actor, input: CosignatureInput) {
  const request = { actor, actionId: input.actionId, routeId: 'ledger.import_cosignature' };
  return runAction(platform, request, async (tx): Promise<Result<CheckpointView>> => {
    const checkpoint = await queries.checkpointOfSize(tx, actor.jurisdictionId, input.size);
    if (checkpoint === undefined) return fail('ledger.checkpoint.not_found');
    const found = await findCosignature(tx, actor, { note: checkpoint.note, text: input.text });
    if (found === null) return fail('ledger.cosignature.invalid', undefined, 'text');
    const row = { size: input.size, ...found };
    if (!(await queries.insertCosignature(tx, actor.jurisdictionId, row)))
      return fail('ledger.cosignature_exists');
    await record(tx, platform, {
      type: 'ledger.cosigned',
      actor,
      subject: { kind: 'witness', id: found.witness },
      data: { size: input.size, signedAt: found.signedAt },
    });
    return viewOf(tx, platform, { jurisdictionId: actor.jurisdictionId, size: input.size });
  });
}

async function findCosignature(
  tx: Tx,
  actor: Acting,
  input: { readonly note: string; readonly text: string },
): Promise<Omit<queries.CosignatureRow, 'size'> | null> {
  const text = parseNote(input.note)?.text ?? '';
  const witnesses = await queries.listWitnesses(tx, actor.jurisdictionId);
  for (const signature of parseSignatures(input.text)) {
    const witness = witnesses.find((row) => row.name === signature.name);
    const key = witness === undefined ? null : parseVerifierKey(witness.verifierKey);
    const seconds = key === null ? null : verifyCosignature(text, signature, key);
    if (seconds !== null && key !== null) {
      return { witness: key.name, line: signature.line, signedAt: new Date(seconds * 1000).toISOString() };
    }
  }
  return null;
}
