/**
 * 责任清单: for each of the seven links of a task the post and the person, the due day and the day on which it was done
 * (S1 三(三), R320). Nothing of it is typed in: every row comes from the record of the link itself.
 */
import type { WorkCalendar } from '../common/working-days.ts';
import { workingDaysLeft } from '../publications/publication.ts';
import type { ResponsibilityLink } from '../registers/organisation/post.ts';

/** Past the due day, not yet due (or without a due day), done after it, done in time: what asks for somebody first. */
export const responsibilityStates = ['late', 'open', 'doneLate', 'done'] as const;
export type ResponsibilityState = (typeof responsibilityStates)[number];

/** What a link owes and when it was met. Days; null where no day is set, or it is not done. */
export interface Duty {
  readonly link: ResponsibilityLink;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
}

/** A duty met on its due day is met in time; one without a due day cannot be late. */
export function responsibilityState({ dueOn, doneOn }: Duty, today: string): ResponsibilityState {
  if (doneOn !== null) return dueOn !== null && doneOn > dueOn ? 'doneLate' : 'done';
  return dueOn !== null && today > dueOn ? 'late' : 'open';
}

/** Working days by which a duty is or was late; 0 while it is not. */
export function daysLate(
  duty: Pick<Duty, 'dueOn' | 'doneOn'>,
  today: string,
  calendar: WorkCalendar,
): number {
  const until = duty.doneOn ?? today;
  if (duty.dueOn === null || until <= duty.dueOn) return 0;
  return workingDaysLeft(until, duty.dueOn, calendar);
}
