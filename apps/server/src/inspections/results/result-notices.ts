/** Tells reviewers of submitted results, teams of returned ones, and both of those that are due or late. */

import { addDays } from '@mingcha/core/common/plain-date.ts';
import { resultNotices } from '@mingcha/core/inspections/results/result-notices.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { FollowedEvent, Follower } from '../../platform/events/follow.ts';
import { accountsWithRole } from '../../platform/notices/notice.queries.ts';
import { notifyAll } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { teamAccounts } from '../../tasks/task-notices.queries.ts';
import { resultsDue } from './result-notices.queries.ts';

async function tell(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const isReturned = event.type === 'result.reviewed';
  if (isReturned && event.data['reviewDecision'] === 'pass') return;
  const found = await inspectionCase(tx, event.subject.id);
  const team = found?.teams.find((one) => one.agency_name === event.data['agency']);
  if (found === undefined || team === undefined) return;
  // What has gone on meanwhile needs no telling any more.
  if (team.stage !== (isReturned ? 'returned' : 'submitted')) return;
  const jurisdictionId = found.inspection.jurisdiction_id;
  const of = { jurisdictionId, inspectionId: found.inspection.id, agencyId: team.agency_id };
  const people = isReturned
    ? await teamAccounts(tx, of)
    : await accountsWithRole(tx, { agencyId: team.agency_id, roles: ['legalOfficer', 'sectionOfficer'] });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: people.filter((id) => id !== event.accountId),
    kind: isReturned ? resultNotices.returned : resultNotices.toReview,
    data: { number: found.task.number },
    link: `/inspections/${found.inspection.id}`,
    dedupeKey: `${event.type} ${event.jurisdictionId} ${event.seq}`,
  });
}

export const resultNoticeFollower: Follower = {
  name: 'results.notices',
  types: ['result.submitted', 'result.reviewed'],
  handle: tell,
};

/** Three days and one day before the day, and once it is over; then the agency's heads hear of it too. */
export async function remindOfResults(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    for (const row of await resultsDue(tx, addDays(today, 3))) {
      const isLate = row.dueOn < today;
      const kind = isLate ? resultNotices.overdue : resultNotices.due;
      const heads = isLate
        ? await accountsWithRole(tx, { agencyId: row.agencyId, roles: ['agencyHead'] })
        : [];
      const when = isLate ? 'late' : row.dueOn <= addDays(today, 1) ? 'one' : 'three';
      await notifyAll(tx, platform, {
        jurisdictionId: row.jurisdictionId,
        accountIds: [...(await teamAccounts(tx, row)), ...heads],
        kind,
        data: { number: row.number },
        link: `/inspections/${row.inspectionId}`,
        dueOn: row.dueOn,
        dedupeKey: `${kind.key} ${row.inspectionId} ${row.agencyId} ${row.dueOn} ${when}`,
      });
    }
  });
}
