/** Whether a person of a directory may go to visits at all. No SQL. */
import { postThrough, standingOn } from '@mingcha/core/registers/inspectors/standing.ts';
import type { BlockReason } from '@mingcha/core/tasks/task.ts';
import type { Goer } from './dispatch.queries.ts';

/** Why this person cannot go to the visits of a window; null when they can. Interests are asked apart. */
export function unfitReason(
  goer: Goer | undefined,
  days: { readonly today: string; readonly from: string; readonly to: string },
): BlockReason | null {
  if (goer === undefined) return 'unknown';
  const through = postThrough(goer, days);
  if (through !== 'active') return through as BlockReason;
  const day = days.from > days.today ? days.from : days.today;
  const standing = standingOn({ ...goer, changes: [] }, day);
  if (!standing.drawable) return standing.reason;
  return goer.accountId !== null && goer.accountStatus === 'disabled' ? 'accountEnded' : null;
}
