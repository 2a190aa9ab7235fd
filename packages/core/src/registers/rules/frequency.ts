/**
 * The frequency ledger (频次台账): which visits to an object count towards a cap, what is left of it, and what to warn
 * of. Everything that places set differently comes from the rule book (domain e.6); nothing here knows a place.
 *
 * One object in the directories of several agencies is one object: it is known by its credit code; without one by its
 * local code together with its name, because local codes are given out by each agency for itself.
 */
import { addDays, dayNumber } from '../../common/plain-date.ts';
import { type FilteredObject, matchesFilter } from '../pool-filter.ts';
import type { CapExemption, CapRules, CapScope, EntryKind, FrequencyCap } from './rule-book.ts';

/** The key under which an object's visits are put together over all directories of a jurisdiction. */
export function objectKey(object: {
  readonly uscc: string | null;
  readonly localCode: string | null;
  readonly name: string;
}): string {
  const plain = (text: string | null): string =>
    (text ?? '').normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
  const code = plain(object.uscc);
  return code === '' ? `local:${plain(object.localCode)}|${plain(object.name)}` : `uscc:${code}`;
}

/** The key of an object of which the credit code is known. */
export const keyOfCode = (creditCode: string): string =>
  objectKey({ uscc: creditCode, localCode: null, name: '' });

/** One visit of one agency; a joint visit has one entry per agency with the same `visitKey`. */
export interface FrequencyEntry {
  readonly id: string;
  /** Null for a body that is not on the platform; then `bodyName` tells bodies apart. */
  readonly agencyId: string | null;
  readonly bodyName: string;
  readonly bodyLevel: string;
  readonly enteredOn: string;
  readonly kind: EntryKind;
  readonly visitKey: string;
  readonly exemption: CapExemption | null;
  /** Ids of inspectors, or certificate numbers where they are not in a directory here. */
  readonly inspectors: readonly string[];
  /** Whether anything was found; null as long as there is no result. */
  readonly hasFinding: boolean | null;
  readonly isWithdrawn: boolean;
}

/** Why an entry counts or does not. */
export const countBases = ['counted', 'withdrawn', 'kindNotCounted', 'exempt', 'sameVisit'] as const;
export type CountBasis = (typeof countBases)[number];

/** Whether an entry counts by itself, whoever else took part in the visit. */
export function countBasis(
  rules: CapRules,
  entry: Pick<FrequencyEntry, 'kind' | 'exemption' | 'isWithdrawn'>,
): CountBasis {
  if (entry.isWithdrawn) return 'withdrawn';
  if (!rules.countedKinds.includes(entry.kind)) return 'kindNotCounted';
  const isExempt = rules.exemptions.some(
    (one) => one.ground === entry.exemption && (one.kinds.length === 0 || one.kinds.includes(entry.kind)),
  );
  return isExempt ? 'exempt' : 'counted';
}

const inOrder = (a: FrequencyEntry, b: FrequencyEntry): number =>
  a.enteredOn === b.enteredOn ? (a.id < b.id ? -1 : 1) : a.enteredOn < b.enteredOn ? -1 : 1;

/**
 * Every entry with why it counts: of a joint visit only the first that counts, where the rule book counts it once.
 * The entries are those of one object; the order of the answer is that of time.
 */
export function judgedEntries<T extends FrequencyEntry>(
  rules: CapRules,
  entries: readonly T[],
): readonly { readonly entry: T; readonly basis: CountBasis }[] {
  const seen = new Set<string>();
  return entries.toSorted(inOrder).map((entry) => {
    const basis = countBasis(rules, entry);
    if (basis !== 'counted' || !rules.jointCountsOnce) return { entry, basis };
    if (seen.has(entry.visitKey)) return { entry, basis: 'sameVisit' as const };
    seen.add(entry.visitKey);
    return { entry, basis };
  });
}

/** Who asks: an agency's own cap and that of its level depend on it. */
export interface CapViewer {
  readonly agencyId: string;
  readonly level: string;
}

/** One cap at one object: the figures beside each other. */
export interface CapMeasure {
  readonly name: string;
  readonly scope: CapScope;
  /** Null = as needed. */
  readonly cap: number | null;
  /** How often a plan may take the object; null = no limit. */
  readonly planned: number | null;
  readonly coverageYears: number | null;
  readonly counted: number;
  readonly left: number | null;
  readonly isOver: boolean;
}

/** Where an object stands: the tightest of its caps, and all of them. */
export interface CapStatus {
  readonly counted: number;
  readonly cap: number | null;
  readonly left: number | null;
  readonly isOver: boolean;
  readonly measures: readonly CapMeasure[];
}

/** The caps that hold for an object: of each scope the first that it fits. */
export function capsOf(rules: CapRules, object: FilteredObject): readonly FrequencyCap[] {
  const scopes = new Set<CapScope>();
  return rules.caps.filter((cap) => {
    if (scopes.has(cap.scope) || !matchesFilter(cap.where, object)) return false;
    scopes.add(cap.scope);
    return true;
  });
}

function isInScope(scope: CapScope, viewer: CapViewer, entry: FrequencyEntry): boolean {
  if (scope === 'agency') return entry.agencyId === viewer.agencyId;
  return scope === 'all' || entry.bodyLevel === viewer.level;
}

/**
 * Counted entries of one object against its caps in a calendar year.
 * @param entries of the object, of any year
 */
export function capStatus(
  rules: CapRules,
  object: FilteredObject,
  of: { readonly entries: readonly FrequencyEntry[]; readonly viewer: CapViewer; readonly year: number },
): CapStatus {
  const year = String(of.year);
  const entries = of.entries.filter((one) => one.enteredOn.startsWith(year));
  const countIn = (scope: CapScope): number =>
    judgedEntries(
      rules,
      entries.filter((one) => isInScope(scope, of.viewer, one)),
    ).filter((one) => one.basis === 'counted').length;
  const measures = capsOf(rules, object).map((cap): CapMeasure => {
    const counted = countIn(cap.scope);
    const { name, scope, perYear, coverageYears } = cap;
    const left = perYear === null ? null : Math.max(0, perYear - counted);
    const isOver = perYear !== null && counted > perYear;
    return {
      name,
      scope,
      cap: perYear,
      planned: cap.planned ?? perYear,
      coverageYears,
      counted,
      left,
      isOver,
    };
  });
  const tightest = measures.toSorted((a, b) => room(a) - room(b))[0];
  return {
    counted: tightest?.counted ?? countIn('agency'),
    cap: tightest?.cap ?? null,
    left: tightest?.left ?? null,
    isOver: measures.some((one) => one.isOver),
    measures,
  };
}

/** Room under a cap, negative when exceeded; without a cap more than any. */
function room(measure: CapMeasure): number {
  return measure.cap === null ? Number.POSITIVE_INFINITY : measure.cap - measure.counted;
}

export interface VisitWarning {
  readonly per: 'day' | 'week' | 'month';
  /** What the rule book takes for enough. */
  readonly times: number;
  readonly found: number;
}

/**
 * What the rule book warns of on a day (R301): more visits to the object on the day, in its week (Monday to Sunday) or
 * in its month than named. Every visit is looked at, counted towards a cap or not; the agencies of one joint visit come
 * to the door once.
 * @param entries of the object, the one about to be entered included
 */
export function visitWarnings(
  rules: CapRules,
  entries: readonly FrequencyEntry[],
  day: string,
): readonly VisitWarning[] {
  return rules.warnings.flatMap(({ per, times }) => {
    const [from, to] = spanAround(per, day);
    const visits = entries.filter((one) => !one.isWithdrawn && one.enteredOn >= from && one.enteredOn <= to);
    const found = new Set(visits.map((one) => one.visitKey)).size;
    return found > times ? [{ per, times, found }] : [];
  });
}

/** First and last day of the day, week or month that a day lies in. */
export function spanAround(per: VisitWarning['per'], day: string): readonly [string, string] {
  if (per === 'day') return [day, day];
  const month = day.slice(0, 7);
  if (per === 'month') return [`${month}-01`, addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)];
  // 1970-01-01 was a Thursday: the remainder 4 is a Monday.
  const sinceMonday = (((dayNumber(day) - 4) % 7) + 7) % 7;
  const monday = addDays(day, -sinceMonday);
  return [monday, addDays(monday, 6)];
}

/**
 * Inspectors of a new visit who have been at this object without findings so often this year that a reason must be
 * given (R302). Visits without a result yet are not held against anybody.
 */
export function repeatedInspectors(
  rules: CapRules,
  earlier: readonly FrequencyEntry[],
  visit: Pick<FrequencyEntry, 'enteredOn' | 'inspectors' | 'visitKey'>,
): readonly string[] {
  const { sameInspector } = rules;
  if (sameInspector === null) return [];
  const year = visit.enteredOn.slice(0, 4);
  const fruitless = earlier.filter(
    (one) =>
      !one.isWithdrawn &&
      one.hasFinding === false &&
      one.visitKey !== visit.visitKey &&
      one.enteredOn.startsWith(year),
  );
  return visit.inspectors.filter((id) => {
    const visits = fruitless.filter((one) => one.inspectors.includes(id));
    return new Set(visits.map((one) => one.visitKey)).size + 1 >= sameInspector;
  });
}
