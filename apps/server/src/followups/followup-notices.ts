/** Tells teams of reported corrections and of follow-ups that are due; heads too once they are late. */
import { addDays, dayNumber } from '@mingcha/core/common/plain-date.ts';
import { followupNotices } from '@mingcha/core/followups/followup-notices.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import { accountsWithRole } from '../platform/notices/notice.queries.ts';
import { notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { teamAccounts } from '../tasks/task-notices.queries.ts';
import { followupsDue, reportedOf } from './followup-notices.queries.ts';

async function tellReported(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const order = { jurisdictionId: event.jurisdictionId, orderPaperId: event.subject.id };
  for (const row of await reportedOf(tx, order))
    await notifyAll(tx, platform, {
      jurisdictionId: row.jurisdictionId,
      accountIds: await teamAccounts(tx, row),
      kind: followupNotices.reported,
      data: { number: row.number, count: row.count },
      link: `/followups/${row.findingId}`,
      dueOn: row.dueOn,
      dedupeKey: `${event.type} ${event.jurisdictionId} ${event.seq}`,
    });
}

export const followupNoticeFollower: Follower = {
  name: 'followups.notices',
  types: ['rectification.reported'],
  handle: tellReported,
};

/** Three days and one day before the day, and once it is over. */
export async function remindOfFollowups(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    for (const row of await followupsDue(tx, addDays(today, 3))) {
      const days = dayNumber(row.dueOn) - dayNumber(today);
      const people = await teamAccounts(tx, row);
      const common = {
        jurisdictionId: row.jurisdictionId,
        link: `/followups/${row.findingId}`,
        dueOn: row.dueOn,
      };
      const occasion = `followup.due ${row.findingId} ${row.dueOn}`;
      if (days >= 0) {
        const { due: kind } = followupNotices;
        const data = { number: row.number, days: days <= 1 ? 1 : 3 };
        const dedupeKey = `${occasion} ${days <= 1 ? 'one' : 'three'}`;
        await notifyAll(tx, platform, { ...common, accountIds: people, kind, data, dedupeKey });
        continue;
      }
      const heads = await accountsWithRole(tx, { agencyId: row.agencyId, roles: ['agencyHead'] });
      const { overdue: kind } = followupNotices;
      const accountIds = [...people, ...heads];
      const data = { number: row.number };
      await notifyAll(tx, platform, { ...common, accountIds, kind, data, dedupeKey: `${occasion} late` });
    }
  });
}
