/**
 * What a plan's entries make of a directory: bases, classes, expected numbers with the draw's own arithmetic, objects that
 * several entries hit. Pure. Objects come as groups of equal ones, so that a hundred thousand cost no more than
 * the few thousand different sets of fields among them.
 */
import { type FilteredObject, matchesFilter } from '../registers/pool-filter.ts';
import type { HistoryCondition, RuleBook, RuleClass } from '../registers/rules/rule-book.ts';
import { exampleOf } from '../registers/rules/rule-book-rules.ts';
import type { PlanEntryFields } from './plan.ts';
import type { EntryFigures } from './plan-views.ts';

type Sampling = RuleBook['sampling'];

/** Objects that are the same as far as filters, histories and caps look at them. */
export interface PoolGroup {
  readonly object: FilteredObject;
  /** Histories that the objects meet, by `historyKey`. */
  readonly met: ReadonlySet<string>;
  readonly count: number;
}

export interface MeasuredEntry {
  readonly entryId: string;
  readonly fields: Pick<PlanEntryFields, 'form' | 'scope' | 'filter' | 'classes' | 'times'>;
}

export function historyKey(condition: HistoryCondition): string {
  return `${condition.complaints ?? '-'} ${condition.seriousViolation} ${condition.months}`;
}

/** Every history that the classes of these entries ask about. */
export function historiesOf(
  entries: readonly MeasuredEntry[],
  sampling: Sampling,
): ReadonlyMap<string, HistoryCondition> {
  const classes = [sampling.classes, ...entries.map((entry) => entry.fields.classes)].flat();
  return new Map(
    classes.flatMap((one) => (one.history === null ? [] : [[historyKey(one.history), one.history]])),
  );
}

/** The entry's own classes, else the rule book's; a routine visit goes to everybody in its scope. */
export function classesOf(fields: MeasuredEntry['fields'], sampling: Sampling): readonly RuleClass[] {
  return fields.classes.length === 0 ? sampling.classes : fields.classes;
}

/** Index of the first class that takes the object, −1 when none does. */
export function classOf(classes: readonly RuleClass[], group: Pick<PoolGroup, 'object' | 'met'>): number {
  return classes.findIndex(
    (one) =>
      matchesFilter(one.where, group.object) &&
      (one.history === null || group.met.has(historyKey(one.history))),
  );
}

export function isInScope(
  fields: Pick<PlanEntryFields, 'scope' | 'filter'>,
  object: FilteredObject,
): boolean {
  return fields.scope === 'untargeted' || matchesFilter(fields.filter, object);
}

/** One entry measured: its figures, and for each group whether and in which class it is hit. */
export interface Measured {
  readonly figures: EntryFigures;
  /** Per group: index of the class, −1 in scope without class, −2 out of scope. */
  readonly classOfGroup: Int16Array;
  /** Chance of each class to be drawn in one draw: target ÷ members. */
  readonly chances: readonly number[];
}

const outOfScope = -2;

/** Base, members, exact product and expected number of each class (R078). */
export function measureEntry(
  entry: MeasuredEntry,
  groups: readonly PoolGroup[],
  sampling: Sampling,
): Measured {
  const { fields } = entry;
  const isVisit = fields.form === 'routineVisit';
  const classes = isVisit ? [] : classesOf(fields, sampling);
  const counts = [...classes.map(() => 0), 0];
  const classOfGroup = new Int16Array(groups.length);
  groups.forEach((group, index) => {
    const inScope = isInScope(fields, group.object);
    const at = inScope ? classOf(classes, group) : outOfScope;
    classOfGroup[index] = at;
    if (inScope) {
      const slot = at < 0 ? classes.length : at;
      counts[slot] = (counts[slot] ?? 0) + group.count;
    }
  });
  const base = counts.reduce((sum, count) => sum + count, 0);
  if (isVisit) {
    const figures = {
      entryId: entry.entryId,
      base,
      target: base,
      yearly: base * fields.times,
      unplaced: 0,
      classes: [],
    };
    return { figures, classOfGroup, chances: [] };
  }
  const example = exampleOf({ ...sampling, classes: [...classes] }, counts);
  const figures: EntryFigures = {
    entryId: entry.entryId,
    base,
    target: example.targetHigh,
    yearly: example.targetHigh * fields.times,
    unplaced: example.unclassed,
    classes: example.classes.map((line) => ({
      code: line.code,
      name: line.name,
      members: line.members,
      rate: rateText(line),
      product: line.product,
      target: line.targetHigh,
    })),
  };
  return {
    figures,
    classOfGroup,
    chances: example.classes.map((line) => (line.members === 0 ? 0 : line.targetHigh / line.members)),
  };
}

/** `15%`, `1/3`, `all` or `fixed`. */
function rateText(line: { readonly rule: string; readonly rate: readonly [number, number] | null }): string {
  if (line.rate === null) return line.rule;
  const [a, b] = line.rate;
  return (a * 10_000) % b === 0 ? `${(a * 100) / b}%` : `${a}/${b}`;
}

/** Times a year that an object of this group is expected to be visited for the entry. */
export function expectedVisits(entry: MeasuredEntry, measured: Measured, group: number): number {
  const at = measured.classOfGroup[group] ?? outOfScope;
  if (at === outOfScope) return 0;
  if (entry.fields.form === 'routineVisit') return entry.fields.times;
  return at < 0 ? 0 : (measured.chances[at] ?? 0) * entry.fields.times;
}

/** Whether the entry can hit objects of this group at all. */
export function mayHit(measured: Measured, group: number): boolean {
  return (measured.classOfGroup[group] ?? outOfScope) !== outOfScope;
}
