/**
 * Reads of the follow-up: lists, figures, one problem, an inspection's problems; and `openFollowups`, which the archive
 * asks before it files anything. Nothing is changed here but files that are added as proof.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { FollowupFilter } from '@mingcha/core/followups/followup-api.ts';
import type { FormOf } from '@mingcha/core/followups/followup-forms.ts';
import type { FollowupDetail, FollowupRow } from '@mingcha/core/followups/followup-views.ts';
import type { LeniencyGround, LeniencyProposal } from '@mingcha/core/followups/leniency-check.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { clocksOf } from '../inspections/results/clock.queries.ts';
import { rectifyBy } from '../inspections/results/clocks.ts';
import { resultOf, reviewsOf } from '../inspections/results/result.queries.ts';
import { runAction } from '../platform/action.ts';
import { businessDay } from '../platform/business-day.ts';
import { pageOfRows } from '../platform/db/cursor.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { fileById } from '../platform/files/files.queries.ts';
import { fileReply } from '../platform/http/binder.ts';
import type { Upload } from '../platform/http/call.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { keyOfObjectId } from '../registers/rules/frequency-judging.ts';
import { inspectionCase } from '../tasks/inspection.queries.ts';
import { storedPaper } from '../tasks/papers/paper.queries.ts';
import { approvalOf } from '../tasks/preparation/approval-reading.service.ts';
import { seesInspection } from '../tasks/team.ts';
import { ticketsOfProblem } from './coordination/coordination-reading.service.ts';
import {
  casesOf,
  type FollowupCase,
  followupCases,
  followupCounts,
  followupPage,
} from './followup.queries.ts';
import { checklistOf } from './leniency-effects.ts';
import { filesOf, insertFollowupFile, movesOf } from './move.queries.ts';
import { clockFacts } from './move.service.ts';
import { penaltyOf } from './penalty.queries.ts';
import { keepProof } from './proof.ts';
import { recheckDrawOf } from './recheck-draw.queries.ts';
import { type ChainParts, chainOf, dueBasisOf, movesFor, rowOf } from './view.ts';

interface Asked {
  readonly filter: FollowupFilter;
  readonly page: { readonly after: string | undefined; readonly limit: number };
}

export async function listFollowups(platform: Platform, actor: Actor, asked: Asked) {
  return inTransaction(platform.db, async (tx) => {
    const today = platform.clock.today();
    const { objectId } = asked.filter;
    const objectKey = objectId === undefined ? null : await keyOfObjectId(tx, actor, objectId);
    if (objectKey === undefined) return ok({ rows: [], next: null });
    const found = await followupPage(tx, actor, { ...asked, objectKey, today });
    const isClosed = asked.filter.of === 'closed';
    const page = pageOfRows(found, asked.page.limit, (row) => [
      isClosed ? (row.closed_at ?? '') : (row.due_on ?? '9999-12-31'),
      row.finding_id,
    ]);
    return ok({ rows: page.rows.map((row) => rowOf(row, today)), next: page.next });
  });
}

export async function followupFigures(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) =>
    ok(await followupCounts(tx, actor, platform.clock.today())),
  );
}

/** Problems of an inspection that the person may see. Errors: `inspection.not_found`. */
export async function followupsOfInspection(platform: Platform, actor: Actor, inspectionId: string) {
  return inTransaction(platform.db, async (tx) => {
    const visit = await inspectionCase(tx, inspectionId);
    if (visit === undefined || !seesInspection(visit, actor)) return fail('followup.not_found');
    const cases = await casesOf(tx, { jurisdictionId: visit.inspection.jurisdiction_id, inspectionId });
    const today = platform.clock.today();
    const own = cases.filter((found) => found.agency_id === actor.agencyId);
    return ok({ rows: own.map((found) => rowOf(found, today)) });
  });
}

async function wholeChain(tx: Tx, platform: Platform, of: Pick<ChainParts, 'found' | 'visit' | 'moves'>) {
  const { jurisdiction_id: jurisdictionId, inspection_id: inspectionId, agency_id: agencyId } = of.found;
  const key = { jurisdictionId, inspectionId };
  const approval = await approvalOf(tx, { ...key, agencyId });
  return chainOf({
    ...of,
    results: await resultOf(tx, key),
    reviews: await reviewsOf(tx, key),
    approver: approval?.decided_name ?? '',
    clocks: await clocksOf(tx, key),
    dayOf: (instant) => businessDay(platform, instant),
  });
}

/** Errors: `followup.not_found`. */
export async function getFollowup(
  platform: Platform,
  actor: Actor,
  findingId: string,
): Promise<Result<FollowupDetail>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await caseById(tx, actor, findingId);
    if (found === undefined) return fail('followup.not_found');
    const visit = await inspectionCase(tx, found.inspection_id);
    if (visit === undefined) return fail('followup.not_found');
    const today = platform.clock.today();
    const moves = await movesOf(tx, found);
    const penalty = await penaltyOf(tx, found);
    const object = inspectedObject.parse(visit.inspection.object);
    return ok({
      ...rowOf(found, today),
      clauses: found.finding.clauses,
      measures: found.finding.measures,
      foundOn: found.found_on,
      evidenceCount: found.finding.evidenceIds.length,
      taskTitle: found.task_title,
      uscc: object.uscc ?? object.localCode ?? '',
      chain: await wholeChain(tx, platform, { found, visit, moves }),
      moves: [...movesFor(found, actor)],
      files: (await filesOf(tx, found)).map((file) => ({
        fileId: file.file_id,
        fileName: file.file_name,
        contentType: file.content_type,
        size: Number(file.size),
        source: file.source as 'portal' | 'office',
        at: file.at,
      })),
      order: await orderOf(tx, found),
      recheckInspectionId: found.recheck_inspection_id,
      coordinations: await ticketsOfProblem(tx, found),
      extension: found.extension as FollowupDetail['extension'],
      leniency: found.kind === 'leniency' ? (found.proposal as LeniencyProposal | null) : null,
      transfer: transferOf(found),
      penalty:
        penalty === undefined
          ? null
          : {
              decision: penalty.decision,
              publishedOn: penalty.published_on,
              publishedPlace: penalty.published_place,
            },
      rectifyBy: await rectifyBy(tx, platform, agencyOf(found)),
      recheckDraw: (await recheckDrawn(tx, found)) ?? null,
      dueBasis: dueBasisOf(found, (await clockFacts(tx, agencyOf(found))).deadlines, moves),
      siblings: await siblingsOf(tx, { actor, found, today }),
    });
  });
}

function agencyOf(found: FollowupCase) {
  return {
    jurisdictionId: found.agency_jurisdiction_id ?? found.jurisdiction_id,
    agencyId: found.agency_id,
  };
}

async function recheckDrawn(tx: Tx, { jurisdiction_id, recheck_inspection_id }: FollowupCase) {
  if (recheck_inspection_id === null) return undefined;
  return recheckDrawOf(tx, { jurisdictionId: jurisdiction_id, inspectionId: recheck_inspection_id });
}

async function caseById(tx: Tx, actor: Actor, findingId: string): Promise<FollowupCase | undefined> {
  return (await followupCases(tx, actor, { ids: [findingId] }))[0];
}

async function orderOf(tx: Tx, found: FollowupCase): Promise<FollowupDetail['order']> {
  if (found.order_paper_id === null) return null;
  const paper = await storedPaper(tx, found.order_paper_id);
  if (paper === undefined) return null;
  const { issuedOn } = paper.data as { readonly issuedOn: string };
  return { paperId: paper.id, number: paper.number, issuedOn, code: orderCode(paper.id) };
}

function transferOf(found: FollowupCase): FollowupDetail['transfer'] {
  const isTransfer =
    found.kind === 'transferAgency' || found.kind === 'transferPolice' || found.kind === 'handover';
  if (!isTransfer || found.proposal === null) return null;
  const { to, cause, summary, copyTo, files } = found.proposal as FormOf<'proposeTransfer'>['transfer'];
  return { to, cause, summary, copyTo, files };
}

/** Other problems of the same visit, agency, kind and state: what is done for one is offered for all. */
async function siblingsOf(
  tx: Tx,
  of: { readonly actor: Actor; readonly found: FollowupCase; readonly today: string },
): Promise<FollowupRow[]> {
  const { actor, found, today } = of;
  const all = await casesOf(tx, { jurisdictionId: found.jurisdiction_id, inspectionId: found.inspection_id });
  const same = all.filter(
    (each) =>
      each.finding_id !== found.finding_id &&
      each.agency_id === found.agency_id &&
      each.agency_id === actor.agencyId &&
      each.kind === found.kind &&
      each.order_paper_id === found.order_paper_id &&
      each.state === found.state,
  );
  return same.map((each) => rowOf(each, today));
}

/**
 * Problems of a task or an inspection that are not closed, whatever their agency: no archive as long as there is one. A
 * problem of a result that still waits for its review counts too.
 */
export async function openFollowups(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly taskId?: string; readonly inspectionId?: string },
): Promise<readonly FollowupCase[]> {
  return (await casesOf(tx, of)).filter((found) => found.state !== 'closed');
}

/** Errors: `followup.not_found`, those of `checklistOf`. */
export async function leniencyChecklist(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly ground: LeniencyGround; readonly entryKey: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await caseById(tx, actor, asked.id);
    if (found === undefined || found.agency_id !== actor.agencyId) return fail('followup.not_found');
    const checked = await checklistOf(tx, actor, {
      found,
      ground: asked.ground,
      entryKey: asked.entryKey ?? null,
    });
    return checked.ok ? ok(checked.value.checklist) : checked;
  });
}

/**
 * A document or photograph that proves a step; what is closed keeps the files it was closed with.
 * Errors: `followup.not_found`, `followup.files_closed`, those of `keepProof`.
 */
export async function addFollowupFile(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly upload: Upload | null },
): Promise<Result<{ fileId: string }>> {
  const action = { actor, actionId: input.actionId, routeId: 'followups.addFile' };
  return runAction(platform, action, async (tx): Promise<Result<{ fileId: string }>> => {
    // Locked, so that nobody closes it meanwhile.
    const [found] = await followupCases(tx, actor, { ids: [input.id], lock: true });
    if (found === undefined) return fail('followup.not_found');
    if (found.state === 'closed') return fail('followup.files_closed');
    const { jurisdiction_id } = found;
    const kept = await keepProof(tx, platform, {
      jurisdictionId: jurisdiction_id,
      accountId: actor.accountId,
      upload: input.upload,
    });
    if (!kept.ok) return kept;
    await insertFollowupFile(tx, {
      jurisdiction_id,
      file_id: kept.value.id,
      finding_id: found.finding_id,
      order_paper_id: null,
      source: 'office',
      report_id: null,
      account_id: actor.accountId,
      at: platform.clock.now(),
    });
    await record(tx, platform, {
      type: 'followup.file_added',
      actor,
      subject: { kind: 'finding', id: found.finding_id },
      data: { sha256: kept.value.sha256 },
    });
    return ok({ fileId: kept.value.id });
  });
}

/** Errors: `followup.not_found`. */
export async function downloadFollowupFile(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly fileId: string },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await caseById(tx, actor, asked.id);
    const files = found === undefined ? [] : await filesOf(tx, found);
    if (found === undefined || !files.some((each) => each.file_id === asked.fileId))
      return fail('followup.not_found');
    const file = await fileById(tx, found.jurisdiction_id, asked.fileId);
    if (file === undefined) return fail('followup.not_found');
    const { contentType, fileName, sha256 } = file;
    const body = await platform.files.get(sha256);
    return ok(fileReply({ contentType, fileName, disposition: 'inline', body }));
  });
}
