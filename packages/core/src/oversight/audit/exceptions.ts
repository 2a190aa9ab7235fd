/**
 * What an auditor looks at first: coded kinds of exceptions. Each is a fact of the records with a definition, never a
 * verdict on anybody. The numbers behind the definitions stand here. Pure.
 */
import { addDays } from '../../common/plain-date.ts';
import { isWorkingDay, type WorkCalendar } from '../../common/working-days.ts';

export const exceptionKinds = [
  'voidedDraw', // a draw was voided
  'redraw', // a draw repeats a voided one
  'amendedDraw', // an object was replaced or an inspector recused after the draw
  'poolRemoval', // an object left the directory shortly before a seal
  'teamChange', // somebody left a team after the draw
  'cancelledVisit', // a visit was called off
  'loneVisit', // fewer than two inspectors
  'unscanned', // entry without a scanned code
  'afterApproval', // approved after the entry
  'lateEntry', // entry registered afterwards
  'latePhone', // phone records that arrived long after they were made
  'lateWork', // a link of the procedure past its due day
  'changedAfterPublication', // a published result was corrected or withdrawn
  'zeroFindingPair', // two people who never found anything together
  'deletedDraft', // a draft was discarded, an import or a training record taken back
  'otherCheckpoint', // a kept checkpoint does not fit the ledger
] as const;
export type ExceptionKind = (typeof exceptionKinds)[number];

/** A removal counts when it lies at most so many working days before the seal. */
export const removalWorkingDays = 10;
/** Phone records count as late after so many hours. */
export const latePhoneHours = 24;
/** A pair is looked at from so many visits together in the period on. */
export const pairVisits = 5;

/** Ledger events by which a draft or an entry was discarded or taken back. */
export const discardEvents = [
  'itemList.discarded',
  'leniencyList.discarded',
  'ruleBook.discarded',
  'import.undone',
  'import.cancelled',
  'itemImport.cancelled',
  'feed.cancelled',
  'training.removed',
  'themedDirectory.entryRemoved',
  'frequency.visit_withdrawn',
  'declaration.withdrawn',
  'draw.seal_withdrawn',
] as const;

/** The day from which on a removal before `day` counts. Years without a published calendar have weekdays only. */
export function removalWindowStart(calendar: WorkCalendar, day: string, days: number): string {
  let at = day;
  for (let left = days; left > 0; ) {
    at = addDays(at, -1);
    const works = isWorkingDay(calendar, at);
    if (works.ok ? works.value : isWeekday(at)) left -= 1;
  }
  return at;
}

/** Monday to Friday. */
function isWeekday(day: string): boolean {
  const weekday = isWorkingDay(
    { years: [{ year: Number(day.slice(0, 4)), holidays: [], makeUpDays: [] }] },
    day,
  );
  return weekday.ok && weekday.value;
}
