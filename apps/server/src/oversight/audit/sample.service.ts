/**
 * Samples of dossiers by an auditor's or evaluator's own seed. The pool is fixed and its digest recorded first; the seed is named
 * afterwards and once. An evaluator is held to the period and the agencies of the evaluation and sees no names.
 */
import type { InclusionProof } from '@mingcha/core/common/ledger-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { sampleDossiers } from '@mingcha/core/followups/archive/archive.ts';
import type { SampleFile } from '@mingcha/core/oversight/audit/sample.ts';
import type { AuditSampleView } from '@mingcha/core/oversight/audit/sample-api.ts';
import { runAction } from '../../platform/action.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import { record } from '../../platform/ledger/ledger.ts';
import { proofsOf } from '../../platform/ledger/proof.service.ts';
import type { Platform } from '../../platform/platform.ts';
import { evaluationOf } from '../evaluation/evaluation.queries.ts';
import { recordLook } from './exceptions.service.ts';
import * as queries from './sample.queries.ts';

export interface Commitment {
  readonly actionId: string;
  readonly purpose: string;
  readonly agencyIds: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly wanted: number;
}

/** Errors: `audit.period.invalid`, `audit.pool_empty`, `evaluation.not_found`. */
export async function commitSample(
  platform: Platform,
  actor: Actor,
  input: Commitment,
): Promise<Result<AuditSampleView>> {
  const request = { actor, actionId: input.actionId, routeId: 'auditSamples.commit' };
  return runAction(platform, request, async (tx) => {
    const { jurisdictionId } = actor;
    const bound = await boundOf(tx, actor, input);
    if (!bound.ok) return bound;
    const { evaluationId, agencyIds, from, to } = bound.value;
    if (from > to) return fail('audit.period.invalid', undefined, 'to');
    const pool = await queries.dossierPool(tx, { jurisdictionId, agencyIds, from, to });
    if (pool.length === 0) return fail('audit.pool_empty', { from, to });
    const { poolSha256 } = sampleDossiers({ pool, seed: '', wanted: 0 });
    const id = platform.ids.next();
    const seq = await record(tx, platform, {
      type: 'audit.sample_committed',
      actor,
      subject: { kind: 'auditSample', id },
      data: { poolSha256, count: pool.length, wanted: input.wanted },
    });
    await queries.insertAuditSample(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      evaluation_id: evaluationId,
      purpose: input.purpose,
      agency_ids: [...agencyIds],
      period_from: from,
      period_to: to,
      wanted: input.wanted,
      pool_size: pool.length,
      pool_sha256: poolSha256,
      pool: JSON.stringify(pool),
      committed_seq: seq,
      committed_by: actor.accountId,
      committed_name: actor.personName,
      committed_at: platform.clock.now(),
    });
    return viewById(tx, actor, id);
  });
}

/** What was asked for, or the scope of the evaluation. */
async function boundOf(tx: Tx, actor: Actor, input: Commitment) {
  const { agencyIds, from, to } = input;
  if (!hasRole(actor, 'evaluator')) return ok({ evaluationId: null, agencyIds, from, to });
  const evaluation = await evaluationOf(tx, actor);
  if (evaluation === undefined) return fail('evaluation.not_found');
  return ok({
    evaluationId: evaluation.id,
    agencyIds: evaluation.agency_ids as readonly string[],
    from: evaluation.period_from,
    to: evaluation.period_to,
  });
}

/** Errors: `audit.sample.not_found`, `audit.sample_drawn`. */
export async function seedSample(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly seed: string },
): Promise<Result<AuditSampleView>> {
  const request = { actor, actionId: input.actionId, routeId: 'auditSamples.seed' };
  return runAction(platform, request, async (tx) => {
    const found = await queries.auditSampleById(tx, actor, { id: input.id, lock: true });
    if (found === undefined) return fail('audit.sample.not_found');
    if (found.seed !== null) return fail('audit.sample_drawn');
    const { seed } = input;
    const sample = sampleDossiers({ pool: found.pool, seed, wanted: found.wanted });
    const seq = await record(tx, platform, {
      type: 'audit.sample_drawn',
      actor,
      subject: { kind: 'auditSample', id: input.id },
      data: { poolSha256: sample.poolSha256, count: sample.drawn.length, seed },
    });
    const key = { jurisdictionId: actor.jurisdictionId, id: input.id };
    await queries.saveDrawn(tx, key, { seed, numbers: sample.drawn, seq, at: platform.clock.now() });
    return viewById(tx, actor, input.id);
  });
}

async function viewById(tx: Tx, actor: Actor, id: string): Promise<Result<AuditSampleView>> {
  const row = await queries.auditSampleById(tx, actor, { id });
  return row === undefined ? fail('audit.sample.not_found') : ok(await viewOf(tx, actor, row));
}

async function viewOf(tx: Tx, actor: Actor, row: queries.StoredAuditSample): Promise<AuditSampleView> {
  const named = hasRole(actor, 'auditor')
    ? await queries.drawnDossiers(tx, actor.jurisdictionId, row.drawn ?? [])
    : [];
  const dossiers = new Map(named.map((each) => [each.archiveNumber, each]));
  const digests = new Map(row.pool.map((each) => [each.archiveNumber, each.sha256]));
  return {
    id: row.id,
    purpose: row.purpose,
    from: row.period_from,
    to: row.period_to,
    wanted: row.wanted,
    poolSize: row.pool_size,
    poolSha256: row.pool_sha256,
    committedName: row.committed_name,
    committedAt: row.committed_at,
    seed: row.seed,
    drawnAt: row.drawn_at,
    drawn:
      row.drawn?.map((archiveNumber) => ({
        archiveNumber,
        sha256: digests.get(archiveNumber) ?? '',
        objectName: dossiers.get(archiveNumber)?.objectName ?? null,
        dossierId: dossiers.get(archiveNumber)?.id ?? null,
      })) ?? null,
  };
}

export async function listAuditSamples(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number },
) {
  return inTransaction(platform.db, async (tx) => {
    const { after, limit } = asked;
    const page = pageOfRows(await queries.auditSamplePage(tx, actor, { after, limit }), limit, (row) => [
      row.committed_at,
      row.id,
    ]);
    const rows: AuditSampleView[] = [];
    for (const row of page.rows) rows.push(await viewOf(tx, actor, row));
    return ok({ rows, next: page.next });
  });
}

/** Errors: `audit.sample.not_found`. */
export async function auditSampleFile(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await queries.auditSampleById(tx, actor, { id });
    if (row === undefined) return fail('audit.sample.not_found');
    const [first, second] = [
      Number(row.committed_seq),
      row.drawn_seq === null ? null : Number(row.drawn_seq),
    ];
    const made = await proofsOf(tx, platform, {
      jurisdictionId: actor.jurisdictionId,
      seqs: second === null ? [first] : [first, second],
    });
    const proofs: readonly InclusionProof[] = made.ok ? made.value : [];
    const proofAt = (seq: number | null) => proofs.find((each) => each.seq === seq) ?? null;
    const content: SampleFile = {
      format: 'mingcha audit sample 1',
      purpose: row.purpose,
      committedName: row.committed_name,
      period: { from: row.period_from, to: row.period_to },
      wanted: row.wanted,
      poolSha256: row.pool_sha256,
      pool: [...row.pool],
      committedAt: row.committed_at,
      seed: row.seed,
      drawn: row.drawn === null ? null : [...row.drawn],
      drawnAt: row.drawn_at,
      committed: proofAt(first),
      named: proofAt(second),
    };
    return ok(
      fileReply({
        contentType: 'application/json',
        fileName: `audit-sample-${id}.json`,
        disposition: 'attachment',
        body: new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`),
      }),
    );
  });
}

/** A drawn dossier as it was filed. Errors: `audit.sample.not_found`, `audit.not_drawn.not_found`. */
export async function sampledDossier(
  platform: Platform,
  actor: Actor,
  wanted: { readonly id: string; readonly dossierId: string; readonly form: 'pdf' | 'package' },
): Promise<Result<FileReply>> {
  const found = await inTransaction(platform.db, async (tx) => {
    const row = await queries.auditSampleById(tx, actor, { id: wanted.id });
    if (row === undefined) return fail('audit.sample.not_found');
    const drawn = await queries.drawnDossiers(tx, actor.jurisdictionId, row.drawn ?? []);
    const dossier = drawn.find((each) => each.id === wanted.dossierId);
    const fileId = wanted.form === 'pdf' ? dossier?.pdfFileId : dossier?.packageFileId;
    const file = fileId == null ? undefined : await fileById(tx, actor.jurisdictionId, fileId);
    if (dossier === undefined || file === undefined) return fail('audit.not_drawn.not_found');
    await recordLook(tx, platform, {
      actor,
      type: 'audit.dossier_taken',
      asked: { form: wanted.form, archiveNumber: dossier.archiveNumber },
      subject: { kind: 'dossier', id: dossier.id },
    });
    return ok(file);
  });
  if (!found.ok) return found;
  const { sha256, contentType, fileName } = found.value;
  return ok(
    fileReply({ contentType, fileName, disposition: 'attachment', body: await platform.files.get(sha256) }),
  );
}
