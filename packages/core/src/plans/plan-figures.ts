/**
 * What a plan's entries make of a directory: bases, classes, expected numbers with the draw's own arithmetic, objects that
 * several entries hit. Pure. Objects come as groups of equal ones, so that a hundred thousand cost no more than
 * the few thousand different sets of fields among them.
 */
import { type FilteredObject, matchesFilter, type PoolFilter } from '../registers/pool-filter.ts';
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
function classesOf(fields: MeasuredEntry['fields'], sampling: Sampling): readonly RuleClass[] {
  return fields.classes.length === 0 ? sampling.classes : fields.classes;
}

/** Finds the first class that takes an object, −1 when none does. */
function classifierOf(classes: readonly RuleClass[]): (group: Pick<PoolGroup, 'object' | 'met'>) => number {
  const tests = classes.map((one) => ({
    fits: matcherOf(one.where),
    history: one.history === null ? null : historyKey(one.history),
  }));
  return (group) =>
    tests.findIndex(
      ({ fits, history }) => fits(group.object) && (history === null || group.met.has(history)),
    );
}

/** One entry measured: its figures, and for each group how often an object of it is expected to be visited. */
export interface Measured {
  readonly figures: EntryFigures;
  /** Per group: expected visits a year of one object; −1 where the entry cannot hit the group. */
  readonly visits: Float64Array;
}

const outOfScope = -2;

/** `matchesFilter` for many objects: each field's answer is found once for each of its values. */
function matcherOf(filter: PoolFilter): (object: FilteredObject) => boolean {
  const fields = Object.entries(filter).map(([field, values]) => {
    const known = new Map<string, boolean>();
    const part: PoolFilter = { [field]: values };
    return (object: FilteredObject): boolean => {
      const value = valueOf(object, field);
      let answer = known.get(value);
      if (answer === undefined) {
        answer = matchesFilter(part, object);
        known.set(value, answer);
      }
      return answer;
    };
  });
  return (object) => fields.every((field) => field(object));
}

function valueOf(object: FilteredObject, field: string): string {
  switch (field) {
    case 'tag':
      return object.tags.join('\n');
    case 'section':
      return object.sectionId ?? '';
    case 'division':
      return object.division;
    case 'industry':
      return object.industry;
    case 'risk':
      return object.risk;
    case 'credit':
      return object.credit;
    default:
      return object.kind;
  }
}

/** Base, members, exact product and expected number of each class (R078). */
export function measureEntry(
  entry: MeasuredEntry,
  groups: readonly PoolGroup[],
  sampling: Sampling,
): Measured {
  const { fields } = entry;
  const isVisit = fields.form === 'routineVisit';
  const classes = isVisit ? [] : classesOf(fields, sampling);
  const inScope = fields.scope === 'untargeted' ? () => true : matcherOf(fields.filter);
  const classOf = classifierOf(classes);
  const counts = [...classes.map(() => 0), 0];
  const classOfGroup = groups.map((group) => {
    if (!inScope(group.object)) return outOfScope;
    const at = classOf(group);
    const slot = at < 0 ? classes.length : at;
    counts[slot] = (counts[slot] ?? 0) + group.count;
    return at;
  });
  const figures = isVisit
    ? visitFigures(entry, counts)
    : drawFigures(entry, { ...sampling, classes: [...classes] }, counts);
  const chances = figures.classes.map((line) => (line.members === 0 ? 0 : line.target / line.members));
  const visits = Float64Array.from(classOfGroup, (at) => {
    if (at === outOfScope) return -1;
    if (isVisit) return fields.times;
    return at < 0 ? 0 : (chances[at] ?? 0) * fields.times;
  });
  return { figures, visits };
}

/** A routine visit goes to everybody in its scope. */
function visitFigures({ entryId, fields }: MeasuredEntry, counts: readonly number[]): EntryFigures {
  const base = counts.reduce((sum, count) => sum + count, 0);
  return { entryId, base, target: base, yearly: base * fields.times, unplaced: 0, classes: [] };
}

function drawFigures(
  { entryId, fields }: MeasuredEntry,
  sampling: Sampling,
  counts: readonly number[],
): EntryFigures {
  const example = exampleOf(sampling, counts);
  return {
    entryId,
    base: counts.reduce((sum, count) => sum + count, 0),
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
}

/** `15%`, `1/3`, `all` or `fixed`. */
function rateText(line: { readonly rule: string; readonly rate: readonly [number, number] | null }): string {
  if (line.rate === null) return line.rule;
  const [a, b] = line.rate;
  return (a * 10_000) % b === 0 ? `${(a * 100) / b}%` : `${a}/${b}`;
}

/** Times a year that an object of this group is expected to be visited for the entry. */
export function expectedVisits(measured: Measured, group: number): number {
  return Math.max(0, measured.visits[group] ?? 0);
}

/** Whether the entry can hit objects of this group at all. */
export function mayHit(measured: Measured, group: number): boolean {
  return (measured.visits[group] ?? -1) >= 0;
}
