/** What proves one draw: its record, the entries of the ledger about it with their proofs, removals shortly before its seal. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { Locale } from '@mingcha/core/common/text.ts';
import type { DrawRecord } from '@mingcha/core/draws/draw-views.ts';
import type { DrawProof } from '@mingcha/core/oversight/audit/audit-api.ts';
import { currentBundle } from '../../draws/bundle.ts';
import { openCase } from '../../draws/case-file.ts';
import { mayKnowNames } from '../../draws/readers.ts';
import { drawRecord } from '../../draws/record-view.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import { seqsAbout } from '../../platform/ledger/proof.queries.ts';
import { proofsOf } from '../../platform/ledger/proof.service.ts';
import type { Platform } from '../../platform/platform.ts';
import { drawProofPaper } from './draw-proof-paper.ts';
import { exceptionsOf, recordLook, scopeOf } from './exceptions.service.ts';
import { namesOfAccounts } from './proof.queries.ts';

/** Entries about one draw that are shown with their proofs. */
const mostEntries = 300;
const mostRemovals = 200;

/**
 * The record of a sealed draw. What is drawn has no names here before its release: whoever audits proves the draw, and learns
 * the list when everybody does. Errors: `draw.not_found`, `draw.not_drawn_yet`.
 */
export async function auditedRecord(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ readonly jurisdictionId: string; readonly record: DrawRecord }>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    const { draw } = file.value;
    const record = await drawRecord(tx, draw);
    if (record === null) return fail('draw.not_drawn_yet');
    const names = mayKnowNames(actor, file.value) ? {} : { objects: [], reserves: [], amendments: [] };
    return ok({ jurisdictionId: draw.jurisdictionId, record: { ...record, ...names } });
  });
  if (!found.ok) return found;
  const { jurisdictionId, record } = found.value;
  const bundle = await currentBundle(platform, { jurisdictionId, id });
  return ok({ jurisdictionId, record: { ...record, bundleSha256: bundle?.sha256 ?? null } });
}

/** Errors: those of `auditedRecord`. */
export async function examineDraw(platform: Platform, actor: Actor, id: string): Promise<Result<DrawProof>> {
  return proofFor(platform, { actor, id, look: 'audit.draw_examined' });
}

async function proofFor(
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string; readonly look: string },
): Promise<Result<DrawProof>> {
  const { actor, id } = of;
  const found = await auditedRecord(platform, actor, id);
  if (!found.ok) return found;
  const { record } = found.value;
  return inTransaction(platform.db, async (tx) => {
    const { jurisdictionId } = actor;
    const seqs = await seqsAbout(tx, jurisdictionId, { subjectIds: [id], limit: mostEntries });
    const made = await proofsOf(tx, platform, { jurisdictionId, seqs });
    const proofs = made.ok ? made.value : [];
    const [first] = proofs;
    const parsed = proofs.map((proof) => ({ ...proof, ...partsOf(proof.entry) }));
    const names = await namesOfAccounts(
      tx,
      jurisdictionId,
      parsed.flatMap((each) => each.actor ?? []),
    );
    const removals = await removalsBefore(tx, platform, { actor, id, sealedAt: record.time.sealedAt });
    await recordLook(tx, platform, { actor, type: of.look, asked: {}, subject: { kind: 'draw', id } });
    return ok({
      record,
      ledger:
        first === undefined ? null : { size: first.size, note: first.note, verifierKey: first.verifierKey },
      entries: parsed.map(({ seq, at, type, actor: by, entry, hash, path }) => ({
        seq,
        at,
        type,
        personName: names.get(by ?? '') ?? '',
        entry,
        hash,
        path: [...path],
      })),
      removals: [...removals],
      bundle: record.bundleSha256 !== null,
    });
  });
}

function partsOf(entry: string) {
  const { at, type, actor } = JSON.parse(entry) as {
    readonly at: string;
    readonly type: string;
    readonly actor: string | null;
  };
  return { at, type, actor };
}

async function removalsBefore(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string; readonly sealedAt: string },
) {
  const day = businessDay(platform, of.sealedAt);
  const asked = { from: `${String(Number(day.slice(0, 4)) - 1)}${day.slice(4, 8)}01`, to: day };
  const scope = await scopeOf(tx, platform, { actor: of.actor, asked });
  const windows = scope.windows.filter((window) => window.drawId === of.id);
  return exceptionsOf(tx, { ...scope, windows }, { kind: 'poolRemoval', limit: mostRemovals });
}

/** The proof as a PDF. Errors: those of `examineDraw`. */
export async function printDrawProof(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly lang: Locale },
): Promise<Result<FileReply>> {
  const found = await proofFor(platform, { actor, id: wanted.id, look: 'audit.proof_printed' });
  if (!found.ok) return found;
  if (found.value.ledger === null) return fail('ledger.checkpoint.not_found');
  const paper = drawProofPaper(found.value, {
    locale: wanted.lang,
    zone: platform.config.zone,
    printedBy: actor.personName,
    at: platform.clock.now(),
  });
  return ok(await paperReply(paper, 'pdf', `${paper.title} ${found.value.record.number}`));
}
