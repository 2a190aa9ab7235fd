/**
 * Reach of publicity (宣传触达): how often published articles and trainings are opened, who signed up and came. No visitor is
 * known: repeats of one address are bounded by what a process remembers for a day, and programs that say so are not counted.
 */

/** Openings of one page that one address counts for on a day; many people may share an address. */
export const mostViewsPerSource = 3;

const program =
  /bot|crawl|spider|slurp|archiver|curl|wget|python|java\/|go-http|okhttp|headless|monitor|preview|scan/i;

/** Whether the browser says that it is a program, or says nothing. */
export function isProgram(userAgent: string | undefined): boolean {
  return userAgent === undefined || userAgent.trim() === '' || program.test(userAgent);
}

/** First month that is not after the last, at most two years. */
export function monthsFit(from: string, to: string): boolean {
  const month = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const span = month(to) - month(from);
  return span >= 0 && span < 24;
}

/** Figures of the table, in the order of its columns. */
export const reachColumns = [
  'articles',
  'policyViews',
  'caseViews',
  'trainingViews',
  'guideViews',
  'lectureViews',
  'lectures',
  'signups',
  'people',
  'attendedUnits',
  'attendedPeople',
] as const;
export type ReachColumn = (typeof reachColumns)[number];
