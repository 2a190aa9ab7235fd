/** What the application takes from the deadline engine: the daily round and the followers. */
import type { Tx } from '../../platform/db/database.ts';
import type { Follower } from '../../platform/events/follow.ts';
import type { Platform } from '../../platform/platform.ts';
import { openEvent } from '../accountability/open-event.ts';
import type { ClockRow } from './deadline.queries.ts';
import { recomputeFollower } from './recompute.ts';
import { deadlineRound } from './round.ts';
import { clockRunFollower } from './runs.ts';

/** A clock that is missed past the last step is put on record as a fact; it names a person only where one alone has it to do. */
async function putOnRecord(tx: Tx, platform: Platform, missed: ClockRow): Promise<void> {
  // An opinion's matter belongs to oversight: nothing of it is put on record where an agency reads.
  if (missed.clock === 'ratingAnswered') return;
  const [only, ...others] = missed.accounts;
  await openEvent(tx, platform, {
    jurisdictionId: missed.home,
    agencyId: missed.agencyId,
    kind: 'lateStep',
    factKey: `lateStep ${missed.key} ${missed.dueOn}`,
    facts: { subject: missed.subject.slice(0, 300), clock: missed.clock, dueOn: missed.dueOn },
    happenedOn: missed.dueOn,
    path: missed.path,
    personId: others.length === 0 ? (only ?? null) : null,
  });
}

/** A chore of the house. */
export const keepDeadlines = deadlineRound(putOnRecord);
export const deadlineFollowers: readonly Follower[] = [clockRunFollower, recomputeFollower];
