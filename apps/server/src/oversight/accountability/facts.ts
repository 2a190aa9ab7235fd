/**
 * What raises an accountability event by itself: a window of the plan that ended without a draw, a voided draw, the record of a
 * visit with fewer than two inspectors. Each fact raises one event, however often this runs; nobody is named by it.
 */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { FollowedEvent, Follower } from '../../platform/events/follow.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  drawFacts,
  type LoneVisit,
  lastEntryOf,
  loneVisits,
  type MissedDraw,
  missedDraws,
} from './fact.queries.ts';
import { openEvent } from './open-event.ts';

/** Visits older than this were looked at before. */
const loneVisitDays = 30;

/** A chore of the house. */
export async function raiseFacts(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    for (const row of await missedDraws(tx, today)) await raiseMissed(tx, platform, row);
    const since = `${addDays(today, -loneVisitDays)}T00:00:00Z`;
    for (const row of await loneVisits(tx, since)) await raiseLone(tx, platform, row);
  });
}

async function raiseMissed(tx: Tx, platform: Platform, row: MissedDraw): Promise<void> {
  const { jurisdictionId, agencyId, planId } = row;
  await openEvent(tx, platform, {
    jurisdictionId,
    agencyId,
    kind: 'missedDraw',
    factKey: `missedDraw ${row.entryKey} ${row.windowTo}`,
    facts: { subject: row.title, dueOn: row.windowTo },
    happenedOn: row.windowTo,
    path: `/plans/${planId}`,
    personId: null,
    ledgerSeqs: await lastEntryOf(tx, { jurisdictionId, subjectId: planId }),
  });
}

async function raiseLone(tx: Tx, platform: Platform, row: LoneVisit): Promise<void> {
  const { jurisdictionId, agencyId, inspectionId } = row;
  await openEvent(tx, platform, {
    jurisdictionId,
    agencyId,
    kind: 'singleInspector',
    factKey: `singleInspector ${inspectionId} ${agencyId}`,
    facts: { subject: row.subject, count: row.count },
    happenedOn: businessDay(platform, row.recordedAt),
    path: `/inspections/${inspectionId}`,
    personId: null,
  });
}

async function followVoid(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const draw = await drawFacts(tx, event.subject.id);
  if (draw === undefined) return;
  const { reason } = { reason: event.data['reason'] };
  await openEvent(tx, platform, {
    jurisdictionId: draw.jurisdiction_id,
    agencyId: draw.agency_id,
    kind: 'voidedDraw',
    factKey: `voidedDraw ${event.subject.id}`,
    facts: { subject: draw.title_zh, ...(typeof reason === 'string' ? { reason } : {}) },
    happenedOn: businessDay(platform, event.at),
    path: `/draws/${event.subject.id}`,
    personId: null,
    ledgerSeqs: event.jurisdictionId === draw.jurisdiction_id ? [event.seq] : [],
  });
}

export const accountabilityFollower: Follower = {
  name: 'oversight.voided_draws',
  types: ['draw.voided'],
  handle: followVoid,
};
