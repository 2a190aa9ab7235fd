/** The first year that deadlines of today reach into and that the calendar lacks. */
import { addDays } from '@mingcha/core/common/plain-date.ts';

/** Ninety days are the longest clock that rule books know; the notice for a year comes out the autumn before. */
const longestReach = 90;

export function missingYear(today: string, years: readonly { readonly year: number }[]): number | undefined {
  const known = new Set(years.map((one) => one.year));
  const reached = [today, addDays(today, longestReach)].map((day) => Number(day.slice(0, 4)));
  return reached.find((year) => !known.has(year));
}
