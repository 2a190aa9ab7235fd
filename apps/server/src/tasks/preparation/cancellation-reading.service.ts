/** Reads cancellations: what stands at an inspection, and what waits for a decision. Changes nothing. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { type Authority, type Capacity, waitsWith } from '@mingcha/core/tasks/preparation/authority.ts';
import type {
  CancellationGround,
  CancellationRow,
  CancellationState,
} from '@mingcha/core/tasks/preparation/cancellation-api.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type InspectionCase, inspectionCase } from '../inspection.queries.ts';
import { seesInspection, standing } from '../team.ts';
import { askedCancellations, cancellationsOf, type StoredCancellation } from './cancellation.queries.ts';
import { cancelRefusal, mayAskFor } from './cancellation.service.ts';
import { decidersOf } from './deciders.ts';
import { noticesOf } from './notice.queries.ts';

const mostWaiting = 100;

/** Errors: `preparation.not_found`. */
export async function inspectionCancellations(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ rows: CancellationRow[]; mayAsk: boolean; delivered: string[] }>> {
  return inTransaction(platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    const all = await decidersToday(tx, platform, actor);
    const decides = found?.task.agency_id === actor.agencyId && all.some((one) => isPerson(one, actor));
    if (found === undefined || !(decides || seesInspection(found, actor)))
      return fail('preparation.not_found');
    const key = { jurisdictionId: found.inspection.jurisdiction_id, inspectionId: id };
    const stored = await cancellationsOf(tx, key);
    const notices = await noticesOf(tx, key);
    const names = new Map(found.teams.map((team) => [team.agency_id, team.agency_name]));
    return ok({
      rows: stored.map((row) => rowOf(row, { found, actor, all })),
      mayAsk:
        mayAskFor(found, actor) &&
        cancelRefusal(found) === null &&
        !stored.some((row) => row.state === 'asked'),
      delivered: notices
        .filter((notice) => notice.delivered_at !== null)
        .map((notice) => names.get(notice.agency_id) ?? ''),
    });
  });
}

/** What this person may decide today; empty for everybody else. */
export async function waitingCancellations(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const all = await decidersToday(tx, platform, actor);
    if (!all.some((one) => isPerson(one, actor))) return ok({ rows: [] });
    const rows: CancellationRow[] = [];
    for (const row of await askedCancellations(tx, actor, mostWaiting)) {
      const found = await inspectionCase(tx, row.inspection_id);
      if (found !== undefined) rows.push(rowOf(row, { found, actor, all }));
    }
    return ok({ rows: rows.filter((row) => row.mayDecide) });
  });
}

async function decidersToday(tx: Tx, platform: Platform, actor: Actor): Promise<readonly Authority[]> {
  return decidersOf(tx, actor, { day: platform.clock.today(), scope: 'approval' });
}

const isPerson = (one: Authority, actor: Actor): boolean => one.accountId === actor.accountId;

function rowOf(
  row: StoredCancellation,
  of: { readonly found: InspectionCase; readonly actor: Actor; readonly all: readonly Authority[] },
): CancellationRow {
  const { found, actor, all } = of;
  const members = standing(found.members).flatMap((one) => one.account_id ?? []);
  const barred = [row.asked_by, ...members];
  const isOwn = row.agency_id === actor.agencyId;
  const isWaiting = row.state === 'asked';
  return {
    id: row.id,
    inspectionId: row.inspection_id,
    objectName: inspectedObject.parse(found.inspection.object).name,
    taskNumber: found.task.number,
    taskTitle: found.task.title,
    isDrawn: found.task.draw_id !== null,
    state: row.state as CancellationState,
    ground: row.ground as CancellationGround,
    note: row.note,
    askedByName: row.asked_name,
    askedAt: row.asked_at,
    decidedByName: row.decided_name,
    decidedAs: row.decided_as as Capacity | null,
    decidedAt: row.decided_at,
    authority: row.authority,
    opinion: row.opinion,
    version: row.row_version,
    waitsWith: isWaiting && isOwn ? waitsWith(all, barred).map((one) => one.name) : [],
    mayDecide:
      isWaiting &&
      isOwn &&
      cancelRefusal(found) === null &&
      !barred.includes(actor.accountId) &&
      all.some((one) => isPerson(one, actor)),
    mayWithdraw: isWaiting && mayAskFor(found, actor),
  };
}
