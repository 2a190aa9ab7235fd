/**
 * What housekeeping does for papers of supervision: tells whoever owes a reply, and whoever asked for it, that its day is
 * over; once per person and day of the reply. Counts and days, no names.
 */
import { supervisionNotices } from '@mingcha/core/oversight/papers/supervision-notices.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { notify } from '../../platform/notices/notify.ts';
import type { Platform } from '../../platform/platform.ts';
import { overdueReplies, recipientAccounts } from './supervision.queries.ts';

/** A chore of the house. */
export async function remindOfSupervision(platform: Platform): Promise<void> {
  await inTransaction(platform.db, async (tx) => {
    const owed = new Map<string, { due: string; jurisdictionId: string; counts: Map<string, number> }>();
    for (const row of await overdueReplies(tx, platform.clock.today())) {
      const due = row.reply_due ?? '';
      const group = owed.get(due) ?? { due, jurisdictionId: row.jurisdiction_id, counts: new Map() };
      owed.set(due, group);
      for (const id of new Set([...(await recipientAccounts(tx, row)), row.drafted_by]))
        group.counts.set(id, (group.counts.get(id) ?? 0) + 1);
    }
    for (const { due, jurisdictionId, counts } of owed.values())
      for (const [accountId, count] of counts)
        await notify(tx, platform, {
          jurisdictionId,
          to: { accountId },
          kind: supervisionNotices.overdue,
          data: { count, due },
          link: '/oversight/papers?of=overdue',
          dueOn: due,
          dedupeKey: `supervision overdue ${due}`,
        });
  });
}
