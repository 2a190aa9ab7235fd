/** Reads approvals: what waits for a person, what stands at an inspection, the printed form and the scan. Changes nothing. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type InspectionOrigin, nextStage, type TeamStage } from '@mingcha/core/tasks/inspection.ts';
import type { ApprovalRow, ApprovalState } from '@mingcha/core/tasks/preparation/approval-api.ts';
import { type Authority, type Capacity, waitsWith } from '@mingcha/core/tasks/preparation/authority.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { fileById } from '../../platform/files/files.queries.ts';
import { type FileReply, fileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase } from '../inspection.queries.ts';
import { moveFacts, ownTeam, seesInspection, standing } from '../team.ts';
import { approvalById, approvalPage, approvalsOf, type StoredApproval } from './approval.queries.ts';
import { approvalPaperReply } from './approval-paper.ts';
import { decidersOf } from './deciders.ts';
import { isOpen, mayPrepare } from './own-case.ts';
import { pageKey } from './page-key.ts';
import { outsideDivision } from './region.ts';
import { visitRisk } from './visit-count.ts';

export interface ApprovalList {
  readonly of: 'mine' | 'agency';
  readonly state: ApprovalState | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

/** `mine` is empty for whoever may not decide today. */
export async function listApprovals(platform: Platform, actor: Actor, asked: ApprovalList) {
  return inTransaction(platform.db, async (tx) => {
    const all = await decidersNow(tx, platform, actor);
    const isDecider = all.some((one) => one.accountId === actor.accountId);
    if (asked.of === 'mine' && !isDecider) return ok({ rows: [], next: null });
    const found = await approvalPage(tx, actor, {
      of: asked.of,
      state: asked.state,
      after: pageKey(asked.after),
      limit: asked.limit,
    });
    const page = pageOfRows(found, asked.limit, (row) => [row.applied_at, row.id]);
    const rows: ApprovalRow[] = [];
    for (const row of page.rows) {
      const of = await inspectionCase(tx, row.inspection_id);
      // Sealed names stay sealed in lists, too: an inspector reads only the own visits (R130).
      if (of !== undefined && (isDecider || seesInspection(of, actor)))
        rows.push(await rowOf(tx, platform, { row, found: of, actor, all }));
    }
    return ok({ rows, next: page.next });
  });
}

async function decidersNow(tx: Tx, platform: Platform, actor: Actor): Promise<readonly Authority[]> {
  return decidersOf(tx, actor, { day: platform.clock.today(), scope: 'approval' });
}

export async function inspectionApprovals(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const own = await seenOrDecided(tx, platform, { actor, id });
    if (!own.ok) return own;
    const { found, all } = own.value;
    const team = ownTeam(found, actor);
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: id };
    const stored = (await approvalsOf(tx, key)).filter((row) => row.agency_id === actor.agencyId);
    const rows: ApprovalRow[] = [];
    for (const row of stored) rows.push(await rowOf(tx, platform, { row, found, actor, all }));
    const isPending = stored.some((row) => row.state === 'submitted' || row.state === 'approved');
    return ok({
      rows,
      teams: found.teams.map((one) => ({
        agencyId: one.agency_id,
        agencyName: one.agency_name,
        stage: one.stage as TeamStage,
        approvedAt: one.approved_at,
        isOwn: one === team,
      })),
      mayApply:
        team !== undefined &&
        !isPending &&
        isOpen(found) &&
        mayPrepare(found, actor) &&
        nextStage('approve', moveFacts(found, team)).ok,
      outsideDivision: team === undefined ? null : await outsideDivision(tx, { found, team }),
      signers: all.map(({ accountId, name, as }) => ({ accountId, name, as })),
    });
  });
}

/** Deciders see what they decide, whatever their role; everybody else as at every inspection. */
async function seenOrDecided(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string },
): Promise<Result<{ found: InspectionCase; all: readonly Authority[] }>> {
  const found = await inspectionCase(tx, of.id);
  if (found === undefined || ownTeam(found, of.actor) === undefined) return fail('preparation.not_found');
  const all = await decidersNow(tx, platform, of.actor);
  const decides = isOpen(found) && all.some((one) => one.accountId === of.actor.accountId);
  return decides || seesInspection(found, of.actor) ? ok({ found, all }) : fail('preparation.not_found');
}

async function rowOf(
  tx: Tx,
  platform: Platform,
  of: {
    readonly row: StoredApproval;
    readonly found: InspectionCase;
    readonly actor: Actor;
    readonly all: readonly Authority[];
  },
): Promise<ApprovalRow> {
  const { row, found, actor, all } = of;
  const { task } = found;
  const team = found.teams.find((one) => one.agency_id === row.agency_id);
  const members = standing(found.members).flatMap((one) => one.account_id ?? []);
  const barred = [row.applied_by, ...members];
  const isWaiting = row.state === 'submitted';
  return {
    id: row.id,
    inspectionId: row.inspection_id,
    agencyId: row.agency_id,
    agencyName: row.form.agency.name,
    taskNumber: task.number,
    taskTitle: task.title,
    origin: task.origin as InspectionOrigin,
    objectName: row.form.object.name,
    items: row.form.items.map((one) => one.name),
    people: row.form.people.map((one) => one.name),
    window: { from: task.window_from, to: task.window_to },
    announced: task.announced,
    state: row.state as ApprovalState,
    timing: row.timing as 'before' | 'afterwards',
    note: row.note,
    emergency: row.form.emergency?.reason ?? '',
    // Forms of before have none.
    assistance: row.form.assistance ?? '',
    appliedByName: row.applied_name,
    appliedAt: row.applied_at,
    ...decisionOf(row),
    version: row.row_version,
    waitsWith: isWaiting ? waitsWith(all, barred).map((one) => one.name) : [],
    mayDecide:
      isWaiting &&
      isOpen(found) &&
      !barred.includes(actor.accountId) &&
      all.some((one) => one.accountId === actor.accountId),
    mayWithdraw: isWaiting && mayPrepare(found, actor),
    risk:
      isWaiting && team !== undefined
        ? await visitRisk(tx, { found, team, day: platform.clock.today() })
        : null,
  };
}

function decisionOf(row: StoredApproval) {
  return {
    decidedByName: row.decided_name,
    decidedAt: row.decided_at,
    decidedAs: row.decided_as as Capacity | null,
    authority: row.authority,
    opinion: row.opinion,
    via: row.via as 'screen' | 'paper' | null,
    signedOn: row.signed_on,
    registeredByName: row.registered_name,
    hasScan: row.scan_id !== null,
  };
}

/** What stood at an approval, for the pack, the dossier and later stages: the team's last decision, or what waits. */
export async function approvalOf(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string; readonly agencyId: string },
): Promise<StoredApproval | null> {
  const rows = await approvalsOf(tx, key);
  return rows.find((row) => row.agency_id === key.agencyId && row.state !== 'withdrawn') ?? null;
}

/** The scan of a form signed by hand. Errors: `approval.not_found`, `approval.scan_not_found`. */
export async function approvalScan(platform: Platform, actor: Actor, id: string): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const row = await seenApproval(tx, platform, { actor, id });
    if (!row.ok) return row;
    // The scan was kept in the jurisdiction of whoever registered it: the agency's own.
    const file =
      row.value.scan_id === null ? undefined : await fileById(tx, actor.jurisdictionId, row.value.scan_id);
    if (file === undefined) return fail('approval.scan_not_found');
    return ok(
      fileReply({
        contentType: file.contentType,
        fileName: file.fileName,
        disposition: 'inline',
        body: await platform.files.get(file.sha256),
      }),
    );
  });
}

export async function approvalForm(
  platform: Platform,
  actor: Actor,
  asked: { readonly id: string; readonly format: 'pdf' | 'docx' },
): Promise<Result<FileReply>> {
  const row = await inTransaction(platform.db, (tx) => seenApproval(tx, platform, { actor, id: asked.id }));
  if (!row.ok) return row;
  return approvalPaperReply(platform, row.value, asked.format);
}

async function seenApproval(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly id: string },
): Promise<Result<StoredApproval>> {
  const row = await approvalById(tx, of.actor, of.id);
  if (row === undefined) return fail('approval.not_found');
  const seen = await seenOrDecided(tx, platform, { actor: of.actor, id: row.inspection_id });
  return seen.ok ? ok(row) : fail('approval.not_found');
}
