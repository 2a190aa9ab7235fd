/** Tells inspectors of what was dispatched and is to be claimed, deciders of approvals that wait, askers of decisions. */
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { waitsWith } from '@mingcha/core/tasks/preparation/authority.ts';
import { taskNotices } from '@mingcha/core/tasks/task-notices.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { FollowedEvent, Follower } from '../platform/events/follow.ts';
import { notify, notifyAll } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { decidersOf } from './preparation/deciders.ts';
import { askersOf, unclaimed, waitingApprovals } from './task-notices.queries.ts';

const occasionOf = (event: FollowedEvent): string => `${event.type} ${event.jurisdictionId} ${event.seq}`;

function idsOf(event: FollowedEvent): readonly string[] {
  const { ids } = { ids: event.data['ids'] };
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

async function tellDispatched(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  for (const row of await unclaimed(tx, { taskId: event.subject.id })) {
    if (row.accountId === null) continue;
    await notify(tx, platform, {
      jurisdictionId: row.jurisdictionId,
      to: { accountId: row.accountId },
      kind: taskNotices.dispatched,
      data: { number: row.number, count: row.count },
      link: '/my-inspections',
      dueOn: row.claimDue,
      dedupeKey: occasionOf(event),
    });
  }
}

/** Told are those with whom it waits: the agency's deciders of the day, delegates and substitutes among them. */
async function tellDeciders(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const { agencyId, jurisdictionId } = event;
  if (agencyId === null) return;
  const count = await waitingApprovals(tx, { agencyId, inspectionIds: idsOf(event) });
  if (count === 0) return;
  const today = platform.clock.today();
  const all = await decidersOf(tx, { jurisdictionId, agencyId }, { day: today, scope: 'approval' });
  await notifyAll(tx, platform, {
    jurisdictionId,
    accountIds: waitsWith(all, event.accountId === null ? [] : [event.accountId]).map((one) => one.accountId),
    kind: taskNotices.approvalWaiting,
    data: { count },
    link: '/approvals',
    dedupeKey: occasionOf(event),
  });
}

async function tellAskers(tx: Tx, platform: Platform, event: FollowedEvent): Promise<void> {
  const ids = event.type === 'approval.decided' ? idsOf(event) : [event.subject.id];
  for (const { accountId, count } of await askersOf(tx, ids))
    await notify(tx, platform, {
      jurisdictionId: event.jurisdictionId,
      to: { accountId },
      kind: taskNotices.approvalDecided,
      data: { count },
      link: '/my-inspections',
      dedupeKey: occasionOf(event),
    });
}

const handlers: Readonly<Record<string, typeof tellDeciders>> = {
  'task.dispatched': tellDispatched,
  'approval.applied': tellDeciders,
  'approval.decided': tellAskers,
  'approval.paper_registered': tellAskers,
};

export const taskNoticeFollower: Follower = {
  name: 'tasks.notices',
  types: Object.keys(handlers),
  handle: async (tx, platform, event) => handlers[event.type]?.(tx, platform, event),
};

/** Reminds of inspections that are to be claimed today or tomorrow, and once more when the day is over. */
export async function remindOfClaims(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    for (const row of await unclaimed(tx, { until: addDays(today, 1) })) {
      if (row.accountId === null || row.claimDue === null) continue;
      const kind = row.claimDue < today ? taskNotices.claimOverdue : taskNotices.claimDue;
      await notify(tx, platform, {
        jurisdictionId: row.jurisdictionId,
        to: { accountId: row.accountId },
        kind,
        data: { number: row.number, count: row.count },
        link: '/my-inspections',
        dueOn: row.claimDue,
        dedupeKey: `${kind.key} ${row.taskId} ${row.claimDue}`,
      });
    }
  });
}
