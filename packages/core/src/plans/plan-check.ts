/**
 * What the check page finds in a plan: overlaps, caps, items, capacity, partners. Pure: measured entries and groups of
 * objects come in. Every number is that of the rule book in force; what it only flags needs the office's answer.
 */
import type { ItemTier } from '../registers/items/item.ts';
import { type CapViewer, capStatus, type FrequencyEntry } from '../registers/rules/frequency.ts';
import type { CapRules, RuleBook, RuleClass } from '../registers/rules/rule-book.ts';
import { isJoint, type PlanEntryFields } from './plan.ts';
import type { FindingSeverity } from './plan-check-api.ts';
import { expectedVisits, type Measured, type MeasuredEntry, mayHit, type PoolGroup } from './plan-figures.ts';
import { windowGap } from './plan-merge.ts';

/** An entry of this or another agency's plan, measured over the groups of this agency's directory. */
export interface CheckedEntry extends MeasuredEntry {
  readonly fields: PlanEntryFields;
  readonly title: string;
  readonly agencyId: string;
  readonly level: string;
  readonly measured: Measured;
}

export interface CheckedGroup extends PoolGroup {
  /** Entries of the year so far of the one object; empty for groups. */
  readonly entries: readonly FrequencyEntry[];
}

export interface Found {
  readonly key: string;
  readonly code: string;
  readonly severity: FindingSeverity;
  readonly data: Readonly<Record<string, string | number>>;
  readonly entryId: string | null;
}

export interface FoundOverlap {
  readonly entryId: string;
  readonly otherId: string;
  readonly objects: number;
  readonly saved: number;
  readonly gapDays: number;
}

/**
 * Pairs of entries with common objects whose windows lie within the rule book's days of each other, most objects first.
 * One of the pair is always of `agencyId`; a routine visit takes part as the second.
 */
export function overlapsOf(
  entries: readonly CheckedEntry[],
  groups: readonly PoolGroup[],
  rules: { readonly agencyId: string; readonly mergeWindowDays: number },
): readonly FoundOverlap[] {
  const found: FoundOverlap[] = [];
  const counts = Int32Array.from(groups, (group) => group.count);
  const own = entries.filter((entry) => entry.agencyId === rules.agencyId);
  for (const [index, a] of own.entries()) {
    const rest = [...own.slice(index + 1), ...entries.filter((entry) => entry.agencyId !== rules.agencyId)];
    for (const b of rest) {
      if (a.fields.form === 'routineVisit' && b.fields.form === 'routineVisit') continue;
      const gapDays = windowGap(a.fields.window, b.fields.window);
      if (gapDays > rules.mergeWindowDays) continue;
      const [lead, other] = a.fields.form === 'routineVisit' ? [b, a] : [a, b];
      const common = commonObjects(lead, other, counts);
      if (common.objects > 0 && lead.agencyId === rules.agencyId)
        found.push({ entryId: lead.entryId, otherId: other.entryId, gapDays, ...common });
    }
  }
  return found.sort((a, b) => b.saved - a.saved || b.objects - a.objects);
}

/** Objects that both can hit, and the visits that both are expected to make there. */
function commonObjects(a: CheckedEntry, b: CheckedEntry, counts: Int32Array) {
  const [left, right] = [a.measured.visits, b.measured.visits];
  let objects = 0;
  let both = 0;
  for (let index = 0; index < counts.length; index += 1) {
    const [one, other, count] = [left[index] ?? -1, right[index] ?? -1, counts[index] ?? 0];
    if (one < 0 || other < 0) continue;
    objects += count;
    both += count * (one < other ? one : other);
  }
  return { objects, saved: Math.round(both) };
}

export interface CapFinding {
  /** Index of the group. */
  readonly group: number;
  readonly counted: number;
  /** Expected further visits, in hundredths. */
  readonly expected: number;
  readonly cap: number;
  readonly capName: string;
}

export interface CapOutcome {
  /** Objects whose counted visits and expected ones are above the cap. */
  readonly over: number;
  /** Objects that would be above it if every draw hit them. */
  readonly possible: number;
  readonly findings: readonly CapFinding[];
}

const epsilon = 1e-9;

/** Objects over their cap: what has been counted this year and what the plans are expected to add (R074). */
export function capsOfPlan(
  entries: readonly CheckedEntry[],
  groups: readonly CheckedGroup[],
  of: { readonly rules: CapRules; readonly viewer: CapViewer; readonly year: number },
): CapOutcome {
  const counting = entries.filter((entry) => of.rules.countedKinds.includes(kindOf(entry)));
  const findings: CapFinding[] = [];
  let [over, possible] = [0, 0];
  groups.forEach((group, index) => {
    const hits = counting.filter((entry) => mayHit(entry.measured, index));
    if (hits.length === 0 && group.entries.length === 0) return;
    const status = capStatus(of.rules, group.object, {
      entries: group.entries,
      viewer: of.viewer,
      year: of.year,
    });
    let isPossible = false;
    let worst: CapFinding | null = null;
    for (const measure of status.measures) {
      const within = hits.filter((entry) => isWithin(measure.scope, of.viewer, entry));
      const expected = within.reduce((sum, entry) => sum + expectedVisits(entry.measured, index), 0);
      const most = within.reduce((sum, entry) => sum + entry.fields.times, 0);
      const limits = [
        ...(measure.cap === null ? [] : [{ cap: measure.cap, counted: measure.counted }]),
        ...(measure.planned === null ? [] : [{ cap: measure.planned, counted: 0 }]),
      ];
      for (const { cap, counted } of limits) {
        if (most > 0 && counted + most > cap) isPossible = true;
        if (expected > 0 && counted + expected > cap + epsilon)
          worst = { group: index, counted, expected: Math.round(expected * 100), cap, capName: measure.name };
      }
    }
    if (worst !== null) {
      over += group.count;
      findings.push(worst);
    } else if (isPossible) possible += group.count;
  });
  return { over, possible, findings };
}

function kindOf(entry: CheckedEntry): 'routine' | 'special' | 'service' {
  if (entry.fields.form === 'routineVisit') return 'service';
  return entry.fields.special === null ? 'routine' : 'special';
}

function isWithin(scope: 'agency' | 'level' | 'all', viewer: CapViewer, entry: CheckedEntry): boolean {
  if (scope === 'agency') return entry.agencyId === viewer.agencyId;
  return scope === 'all' || entry.level === viewer.level;
}

export interface ListedItem {
  readonly itemKey: string;
  readonly name: string;
  readonly tier: ItemTier;
}

/** Items without any entry, and what the plan lacks altogether (R071). */
export function itemFindings(
  entries: readonly CheckedEntry[],
  items: readonly ListedItem[],
): { readonly unused: readonly ListedItem[]; readonly found: readonly Found[] } {
  const used = new Set(entries.flatMap((entry) => [entry.fields.leadItemKey, ...entry.fields.extraItemKeys]));
  const unused = items.filter((item) => !used.has(item.itemKey));
  const uncovered = unused.filter((item) => item.tier === 'key');
  const found: Found[] = uncovered.map((item) => ({
    key: `keyItem ${item.itemKey}`,
    code: 'check.key_item_uncovered',
    severity: 'asks',
    data: { item: item.name },
    entryId: null,
  }));
  for (const tier of ['general', 'key'] as const)
    if (
      items.some((item) => item.tier === tier) &&
      items.every((item) => item.tier !== tier || !used.has(item.itemKey))
    )
      found.push({
        key: `tier ${tier}`,
        code: `check.no_${tier}`,
        severity: 'asks',
        data: {},
        entryId: null,
      });
  if (!entries.some((entry) => isJoint(entry.fields)))
    found.push({ key: 'joint', code: 'check.no_joint', severity: 'asks', data: {}, entryId: null });
  return { unused, found };
}

const riskOrder = ['low', 'general', 'higher', 'major'] as const;
const creditOrder = ['A', 'B', 'C', 'D'] as const;

/** What an entry's own numbers say against it: nobody to draw, objects without class, rates that fall as risk rises (R078). */
export function entryFindings(
  entry: CheckedEntry,
  sampling: RuleBook['sampling'],
  tierOf: (itemKey: string) => ItemTier | undefined,
): readonly Found[] {
  const { figures } = entry.measured;
  const found: Found[] = [];
  const add = (name: string, severity: FindingSeverity, data: Found['data'] = {}) =>
    found.push({
      key: `${name} ${entry.entryId}`,
      code: `check.${name}`,
      severity,
      data: { entry: entry.title, ...data },
      entryId: entry.entryId,
    });
  if (figures.base === 0) add('pool_empty', 'asks');
  if (figures.unplaced > 0) add('without_class', 'asks', { count: figures.unplaced });
  const isGeneral = entry.fields.leadItemKey !== null && tierOf(entry.fields.leadItemKey) === 'general';
  const most = sampling.generalItemMost;
  if (isGeneral && most !== null && figures.target * most[1] > figures.base * most[0] && figures.base > 0)
    add('general_above_most', 'asks', {
      target: figures.target,
      base: figures.base,
      most: `${most[0]}/${most[1]}`,
    });
  if (ratesFall(entry.fields.classes, 'risk', riskOrder)) add('risk_order', 'asks');
  if (ratesFall(entry.fields.classes, 'credit', creditOrder)) add('credit_order', 'asks');
  return found;
}

/** Whether a class of worse grade has a lower rate than one of a better grade. */
function ratesFall(
  classes: readonly RuleClass[],
  field: 'risk' | 'credit',
  order: readonly string[],
): boolean {
  const graded = classes.flatMap((one) => {
    const grades = (one.where[field] ?? []).map((value) => order.indexOf(value)).filter((at) => at >= 0);
    const rate =
      one.take.rule === 'all' ? 1 : one.take.rule === 'draw' ? one.take.rate[0] / one.take.rate[1] : null;
    return grades.length === 0 || rate === null
      ? []
      : [{ least: Math.min(...grades), most: Math.max(...grades), rate }];
  });
  return graded.some((worse) =>
    graded.some((better) => better.most < worse.least && better.rate > worse.rate),
  );
}

/** Partners that have not answered, or declined (R282). */
export function partnerFindings(
  entries: readonly {
    readonly id: string;
    readonly title: string;
    readonly partners: readonly { readonly name: string; readonly state: string }[];
  }[],
): readonly Found[] {
  return entries.flatMap((entry) =>
    entry.partners.flatMap((partner): readonly Found[] => {
      if (partner.state === 'confirmed') return [];
      const declined = partner.state === 'declined';
      return [
        {
          key: `partner ${entry.id} ${partner.name}`.slice(0, 120),
          code: declined ? 'check.partner_declined' : 'check.partner_open',
          severity: declined ? 'blocks' : 'asks',
          data: { entry: entry.title, partner: partner.name },
          entryId: entry.id,
        },
      ];
    }),
  );
}

/** Person-days in tenths that an entry needs: expected objects × people ÷ visits a day (安监总政法〔2017〕150号). */
export function needOf(entry: Pick<CheckedEntry, 'fields' | 'measured'>): number {
  const { teamSize, visitsPerDay } = entry.fields;
  return Math.ceil((entry.measured.figures.yearly * teamSize * 10) / visitsPerDay);
}
