/**
 * Health of the inspectors' directory (R041, R042, R048): whose certificate ends when, who is away, who did not train
 * or declare this year. Pure: the caller brings the people and the day; warnings come 90, 30 and 7 days before.
 */
import { z } from 'zod';
import { dayNumber } from '../../common/plain-date.ts';
import { plainDate, uuid } from '../../common/schemas.ts';
import { postOn, type StandingFacts } from './standing.ts';

/** Days before the end of a certificate at which it is shown as ending, from the last to the first. */
export const warningSteps = [7, 30, 90] as const;

export const healthKinds = [
  'expired',
  'withdrawn',
  'within7',
  'within30',
  'within90',
  'noValidity',
  'away',
  'coming',
  'notDeclared',
  'notTrained',
] as const;
export type HealthKind = (typeof healthKinds)[number];

export const healthRow = z.object({
  kind: z.enum(healthKinds),
  inspectorId: uuid,
  name: z.string(),
  sectionName: z.string().nullable(),
  /** The day it is about: end of the certificate, first or last day of a leave, due day of the declaration. */
  day: plainDate.nullable(),
  /** Days from today to it; negative when past. */
  daysLeft: z.number().int().nullable(),
  /** Status behind `away` and `coming`. */
  status: z.string().nullable(),
});
export type HealthRow = z.output<typeof healthRow>;
export const healthView = z.object({
  counts: z.record(z.enum(healthKinds), z.number().int()),
  onPost: z.number().int(),
  drawable: z.number().int(),
  openRecusals: z.number().int(),
  openDifferences: z.number().int(),
  expertsWaiting: z.number().int(),
  rows: z.array(healthRow),
});
export type HealthView = z.output<typeof healthView>;

export interface HealthPerson extends StandingFacts {
  readonly id: string;
  readonly name: string;
  readonly sectionName: string | null;
}

/** How a certificate stands: which warning step it has reached, or null when it holds for longer. */
export function certificateWarning(
  person: Pick<StandingFacts, 'certificateValidTo' | 'certificateStatus'>,
  today: string,
): Exclude<HealthKind, 'away' | 'coming' | 'notDeclared' | 'notTrained'> | null {
  if (person.certificateStatus !== 'valid') return 'withdrawn';
  if (person.certificateValidTo === null) return 'noValidity';
  const left = dayNumber(person.certificateValidTo) - dayNumber(today);
  if (left < 0) return 'expired';
  const step = warningSteps.find((days) => left <= days);
  return step === undefined ? null : (`within${step}` as const);
}

/** Every finding of every person, in the order of `healthKinds`, the nearest day first. */
export function healthRows(
  people: readonly HealthPerson[],
  known: {
    readonly today: string;
    readonly trained: ReadonlySet<string>;
    /** Who must still answer this year's round, and by when; null: no round is open. */
    readonly unanswered: { readonly ids: ReadonlySet<string>; readonly dueOn: string } | null;
  },
): readonly HealthRow[] {
  const rows = people.flatMap((person) => findingsOf(person, known));
  const order = new Map(healthKinds.map((kind, at) => [kind, at]));
  return rows.toSorted(
    (a, b) =>
      (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) ||
      (a.day ?? '').localeCompare(b.day ?? '', 'en') ||
      a.name.localeCompare(b.name, 'zh'),
  );
}

function findingsOf(person: HealthPerson, known: Parameters<typeof healthRows>[1]): readonly HealthRow[] {
  const { today } = known;
  const row = (kind: HealthKind, day: string | null, status: string | null = null): HealthRow => ({
    kind,
    inspectorId: person.id,
    name: person.name,
    sectionName: person.sectionName,
    day,
    daysLeft: day === null ? null : dayNumber(day) - dayNumber(today),
    status,
  });
  const post = postOn(person, today);
  const coming = person.changes.filter((change) => change.fromDay > today);
  const found = coming.map((change) => row('coming', change.fromDay, change.kind));
  if (post !== 'active') {
    const last = person.changes.find(
      (change) => change.fromDay <= today && change.toDay !== null && change.toDay >= today,
    );
    // Those who left for good are no finding; the directory keeps them for the record.
    return post === 'onLeave' || post === 'inactive'
      ? [...found, row('away', last?.toDay ?? null, post)]
      : found;
  }
  const warning = certificateWarning(person, today);
  if (warning !== null) found.push(row(warning, person.certificateValidTo));
  if (known.unanswered?.ids.has(person.id) === true) found.push(row('notDeclared', known.unanswered.dueOn));
  if (!known.trained.has(person.id)) found.push(row('notTrained', null));
  return found;
}
