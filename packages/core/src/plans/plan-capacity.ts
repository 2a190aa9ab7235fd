/**
 * Working days that the own inspectors have, from the real calendar minus leave (R077, the working-day method of
 * 安监总政法〔2017〕150号). Pure; beyond the published years the answer is null, never a guess.
 */

import { addDays } from '../common/plain-date.ts';
import { isWorkingDay, type WorkCalendar } from '../common/working-days.ts';

export interface Absence {
  readonly from: string;
  /** Null: until further notice. */
  readonly to: string | null;
}

export interface Worker {
  /** Last day of the certificate; null = no end. */
  readonly certificateTo: string | null;
  readonly absences: readonly Absence[];
}

export interface DayCounter {
  /** Working days of the window; null when a year is not published. */
  workingDays(window: { readonly from: string; readonly to: string }): number | null;
  /** Person-days of all workers in the window. */
  personDays(window: { readonly from: string; readonly to: string }): number | null;
}

/** Counts the days of a year once and answers for any window in it. */
export function countDays(calendar: WorkCalendar, year: number, workers: readonly Worker[]): DayCounter {
  const days: string[] = [];
  let isPublished = true;
  for (let at = `${year}-01-01`; at <= `${year}-12-31`; at = addDays(at, 1)) {
    const works = isWorkingDay(calendar, at);
    if (!works.ok) isPublished = false;
    else if (works.value) days.push(at);
  }
  const present = days.map((day) => workers.filter((worker) => isPresent(worker, day)).length);
  const within = (window: { readonly from: string; readonly to: string }) => {
    const first = days.findIndex((day) => day >= window.from);
    const after = days.findIndex((day) => day > window.to);
    return first < 0 ? [] : present.slice(first, after < 0 ? days.length : Math.max(first, after));
  };
  return {
    workingDays: (window) => (isPublished ? within(window).length : null),
    personDays: (window) => (isPublished ? within(window).reduce((sum, count) => sum + count, 0) : null),
  };
}

function isPresent(worker: Worker, day: string): boolean {
  if (worker.certificateTo !== null && worker.certificateTo < day) return false;
  return !worker.absences.some((one) => one.from <= day && (one.to === null || day <= one.to));
}
