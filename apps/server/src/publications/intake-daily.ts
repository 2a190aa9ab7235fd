/**
 * What housekeeping does for objections and contacts: tells the handler, the legal section and the head five, three and one
 * working days before a reply is due, on the day and after it; once per person, day and stage. Counts and days, no names.
 */
import { contactNotices } from '@mingcha/core/publications/contacts/contact-notices.ts';
import { objectionNotices } from '@mingcha/core/publications/objections/objection-notices.ts';
import { warningStage } from '@mingcha/core/publications/publication.ts';
import { dayAfter } from '@mingcha/core/registers/rules/deadline.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { notify } from '../platform/notices/notify.ts';
import type { Platform } from '../platform/platform.ts';
import { workCalendar } from '../registers/rules/rule-book-in-force.queries.ts';
import { type OwedReplies, officersOf, owedReplies } from './objections/intake.queries.ts';

/** Longest stretch in which five working days lie. */
const lookAhead = { length: 20, unit: 'days' } as const;

/** A chore of the house. */
export async function remindOfReplies(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    const until = dayAfter({ years: [] }, today, lookAhead).day;
    const groups = Map.groupBy(
      await owedReplies(tx, until),
      (each) => `${each.matter} ${each.agencyId} ${each.dueOn}`,
    );
    for (const [occasion, rows] of groups) await remindOf(tx, platform, { occasion, rows, today });
  });
}

async function remindOf(
  tx: Tx,
  platform: Platform,
  of: { readonly occasion: string; readonly rows: readonly OwedReplies[]; readonly today: string },
): Promise<void> {
  const { occasion, rows, today } = of;
  const [first] = rows;
  if (first === undefined) return;
  const { matter, agencyId, jurisdictionId, dueOn } = first;
  const stage = warningStage(dueOn, today, await workCalendar(tx, jurisdictionId));
  if (stage === null) return;
  const counts = new Map<string, number>();
  for (const { handlerId, count } of rows) if (handlerId !== null) counts.set(handlerId, count);
  const all = rows.reduce((sum, each) => sum + each.count, 0);
  const leads = await officersOf(tx, { jurisdictionId, agencyId, roles: ['legalOfficer', 'agencyHead'] });
  for (const { id } of leads) counts.set(id, all);
  for (const [accountId, count] of counts)
    await notify(tx, platform, {
      jurisdictionId,
      to: { accountId },
      kind: matter === 'objection' ? objectionNotices.due : contactNotices.due,
      data: { count, due: dueOn },
      link: matter === 'objection' ? '/objections' : '/contacts',
      dueOn,
      dedupeKey: `${occasion} ${stage}`,
    });
}
