/** Due and overdue on first screens: how many clocks of the own scope are near or past, and the most urgent ones. */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { WorkbenchView } from '@mingcha/core/oversight/board/workbench-api.ts';
import { type DeadlineScope, deadlineReaders } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { deadlinesAtHand, scopesOf } from '../deadlines/deadline.service.ts';

const firstClocks = 5;

/** Leaders and those who coordinate look at everything they may see, others at their section or at their own. */
function scopeOf(actor: Actor): DeadlineScope {
  const scopes = scopesOf(actor);
  const oversees = hasRole(actor, 'agencyHead', 'legalOfficer', 'auditor', 'coordinator');
  const near = scopes.includes('section') ? 'section' : scopes[0];
  return (oversees ? scopes.at(-1) : near) ?? 'mine';
}

/** Null for roles that no clock runs for. */
export async function deskDeadlines(platform: Platform, actor: Actor): Promise<WorkbenchView['deadlines']> {
  if (!hasRole(actor, ...deadlineReaders)) return null;
  const of = scopeOf(actor);
  const { counts, rows } = await inTransaction(platform.db, (tx) =>
    deadlinesAtHand(tx, platform, { actor, filter: { of }, first: firstClocks }),
  );
  const sum = (state: 'late' | 'today' | 'soon') => counts.reduce((total, clock) => total + clock[state], 0);
  return {
    of,
    today: sum('today'),
    soon: sum('soon'),
    late: sum('late'),
    rows: rows
      .filter((row) => row.state === 'late' || row.state === 'today' || row.state === 'soon')
      .map(({ key, clock, subject, path, dueOn, daysLeft, people }) => ({
        key,
        clock,
        subject,
        path,
        dueOn,
        daysLeft,
        people: [...people],
      })),
  };
}
