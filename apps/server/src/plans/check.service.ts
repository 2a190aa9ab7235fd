/**
 * The check of a plan: reads the directory once in groups of equal objects, measures every entry over them, and lets core
 * find what is to be merged, mended or answered. At 100,000 objects and 40 entries it must answer within two seconds.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { isJoint } from '@mingcha/core/plans/plan.ts';
import {
  type CapOutcome,
  type CheckedEntry,
  type CheckedGroup,
  capsOfPlan,
  entryFindings,
  type Found,
  itemFindings,
  overlapsOf,
  partnerFindings,
} from '@mingcha/core/plans/plan-check.ts';
import type { PlanCheck } from '@mingcha/core/plans/plan-check-api.ts';
import { measureEntry } from '@mingcha/core/plans/plan-figures.ts';
import type { FilteredObject } from '@mingcha/core/registers/pool-filter.ts';
import type { FrequencyEntry } from '@mingcha/core/registers/rules/frequency.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { capacityOf } from './capacity.ts';
import { answersOf, mergesOfEntries, type OtherEntry, otherEntries } from './check.queries.ts';
import { entriesOfPlan, type ListedEntry, partnersOf } from './entry.queries.ts';
import { metHistories, withHistories } from './figures.service.ts';
import type { ListedPlan } from './plan.queries.ts';
import { findPlan, groundOf, type PlanGround } from './plan-file.ts';
import { exampleObjects, type Group, objectGroups, signaturesOf, visitedObjects } from './pool.queries.ts';

/** Errors: `plan.not_found`. */
export async function readCheck(
  platform: Platform,
  actor: Actor,
  planId: string,
): Promise<Result<PlanCheck>> {
  return inTransaction(platform.db, async (tx): Promise<Result<PlanCheck>> => {
    const found = await findPlan(tx, actor, planId);
    if (!found.ok) return found;
    return found.value.agency_id === actor.agencyId
      ? ok(await checkPlan(tx, platform, found.value))
      : fail('plan.not_found');
  });
}

/** Entries that the check looks at: what stands in the plan and what is proposed. */
const looked = ['proposed', 'taken'] as const;
const mostExamples = 50;
const mostOverlaps = 200;

type Directory = readonly (Group & CheckedGroup)[];

export async function checkPlan(tx: Tx, platform: Platform, plan: ListedPlan): Promise<PlanCheck> {
  const ground = await groundOf(tx, plan);
  const stored = await entriesOfPlan(tx, { jurisdictionId: plan.jurisdiction_id, id: plan.id }, looked);
  const others = await otherEntries(tx, ground, plan.year);
  const directory = await readDirectory(tx, platform, { ground, stored, others });
  const own = stored.map((entry) => checkedOwn(entry, { plan, ground, directory }));
  const foreign = await checkedOthers(tx, { ground, directory, others });
  const all = [...own, ...foreign];
  const { rules } = ground.ruleBook;
  const viewer = { agencyId: plan.agency_id, level: plan.agency_level };
  const caps = capsOfPlan(all, directory, { rules: rules.caps, viewer, year: plan.year });
  const overlaps = overlapsOf(all, directory, {
    agencyId: plan.agency_id,
    mergeWindowDays: rules.mergeWindowDays,
  });
  const items = itemFindings(own, [...ground.items.values()]);
  const capacity = await capacityOf(tx, { ground, own });
  const overlapRows = await overlapView(tx, { plan, all, others, overlaps });
  const findings: Found[] = [
    ...capFindings(caps, rules.caps.above),
    ...own.flatMap((entry) => entryFindings(entry, rules.sampling, (key) => ground.items.get(key)?.tier)),
    ...items.found,
    ...(await openPartners(tx, stored)),
    ...capacity.found,
    ...tellings({
      unused: items.unused.length,
      overlaps: overlapRows.filter((row) => row.state === 'open').length,
    }),
  ];
  return {
    takenAt: platform.clock.now(),
    objects: directory.reduce((sum, group) => sum + group.count, 0),
    groups: directory.length,
    figures: own.map((entry) => entry.measured.figures),
    overlaps: overlapRows,
    caps: {
      above: rules.caps.above,
      over: caps.over,
      possible: caps.possible,
      examples: await capExamples(tx, { ground, directory, caps }),
    },
    items: {
      general: [...ground.items.values()].filter((item) => item.tier === 'general').length,
      key: [...ground.items.values()].filter((item) => item.tier === 'key').length,
      planned: ground.items.size - items.unused.length,
      unused: items.unused.slice(0, 300).map(({ itemKey, name, tier }) => ({ itemKey, name, tier })),
    },
    capacity: capacity.view,
    joint: {
      joint: stored.filter((entry) => entry.form === 'draw' && isJoint(entry.fields)).length,
      all: stored.filter((entry) => entry.form === 'draw').length,
    },
    findings: await withAnswers(tx, plan, findings),
  };
}

async function readDirectory(
  tx: Tx,
  platform: Platform,
  of: {
    readonly ground: PlanGround;
    readonly stored: readonly ListedEntry[];
    readonly others: readonly OtherEntry[];
  },
): Promise<Directory> {
  const { ground, stored } = of;
  const entries = stored.map((entry) => ({ entryId: entry.id, fields: entry.fields }));
  const { sampling } = ground.ruleBook.rules;
  const met = await metHistories(tx, ground, { entries, sampling, today: platform.clock.today() });
  const visits = new Map<string, FrequencyEntry[]>();
  for (const { objectId, ...entry } of await visitedObjects(tx, ground, ground.year)) {
    const own = visits.get(objectId) ?? [];
    own.push({
      ...entry,
      exemption: entry.exemption as FrequencyEntry['exemption'],
      inspectors: [],
      hasFinding: null,
    });
    visits.set(objectId, own);
  }
  const singly = [...new Set([...met.keys(), ...visits.keys()])];
  const partners = [...new Set(of.others.map((other) => other.agencyId))];
  const groups = withHistories(await objectGroups(tx, ground, { singly, partners }), met);
  return groups.map((group) => ({
    ...group,
    entries: (group.objectId === null ? undefined : visits.get(group.objectId)) ?? [],
  }));
}

function checkedOwn(
  entry: ListedEntry,
  of: { readonly plan: ListedPlan; readonly ground: PlanGround; readonly directory: Directory },
): CheckedEntry {
  const { id: entryId, fields, title } = entry;
  const { sampling } = of.ground.ruleBook.rules;
  return {
    entryId,
    fields,
    title,
    agencyId: of.plan.agency_id,
    level: of.plan.agency_level,
    measured: measureEntry({ entryId, fields }, of.directory, sampling),
  };
}

/**
 * Other agencies' entries over this directory: an enterprise is hit when the same credit code stands in the other's
 * directory and fits there. Rates are taken from the other's own classes; histories are its own affair.
 */
async function checkedOthers(
  tx: Tx,
  of: { readonly ground: PlanGround; readonly directory: Directory; readonly others: readonly OtherEntry[] },
): Promise<readonly CheckedEntry[]> {
  const { ground, directory, others } = of;
  const agencies = [...new Set(others.map((other) => other.agencyId))];
  const sets = await signaturesOf(tx, ground.jurisdictionId, agencies);
  const nobody: FilteredObject = {
    kind: '',
    division: '',
    industry: '',
    risk: '',
    credit: '',
    tags: [],
    sectionId: null,
  };
  const none: ReadonlySet<string> = new Set();
  const views = new Map(
    agencies.map((agencyId) => [
      agencyId,
      directory.map((group) => {
        const key = group.others.find((one) => one.startsWith(agencyId));
        const object = key === undefined ? undefined : sets.get(key);
        return {
          object: object ?? nobody,
          met: none,
          count: object === undefined ? 0 : group.count,
          known: object !== undefined,
        };
      }),
    ]),
  );
  return others.map((other) => {
    const view = views.get(other.agencyId) ?? [];
    const measured = measureEntry(
      { entryId: other.id, fields: other.fields },
      view,
      ground.ruleBook.rules.sampling,
    );
    view.forEach((group, index) => {
      if (!group.known) measured.visits[index] = -1;
    });
    const { id: entryId, fields, title, agencyId, level } = other;
    return { entryId, fields, title, agencyId, level, measured };
  });
}

function capFindings(caps: CapOutcome, above: 'refuse' | 'flag'): readonly Found[] {
  const found: Found[] = [];
  const refused = above === 'refuse';
  if (caps.over > 0)
    found.push({
      key: 'cap',
      code: refused ? 'check.cap_over_refused' : 'check.cap_over',
      severity: refused ? 'blocks' : 'asks',
      data: { count: caps.over },
      entryId: null,
    });
  if (caps.possible > 0)
    found.push({
      key: 'capPossible',
      code: 'check.cap_possible',
      severity: 'tells',
      data: { count: caps.possible },
      entryId: null,
    });
  return found;
}

function tellings(of: { readonly unused: number; readonly overlaps: number }): readonly Found[] {
  const tell = (key: string, code: string, count: number): readonly Found[] =>
    count === 0 ? [] : [{ key, code, severity: 'tells', data: { count }, entryId: null }];
  return [
    ...tell('merge', 'check.merge_open', of.overlaps),
    ...tell('unused', 'check.items_unused', of.unused),
  ];
}

async function openPartners(tx: Tx, stored: readonly ListedEntry[]): Promise<readonly Found[]> {
  const [first] = stored;
  if (first === undefined) return [];
  const ids = stored.map((entry) => entry.id);
  const partners = await partnersOf(tx, first.jurisdiction_id, ids);
  return partnerFindings(
    stored.map((entry) => ({
      id: entry.id,
      title: entry.title,
      partners: partners.filter((partner) => partner.entry_id === entry.id),
    })),
  );
}

async function overlapView(
  tx: Tx,
  of: {
    readonly plan: ListedPlan;
    readonly all: readonly CheckedEntry[];
    readonly others: readonly OtherEntry[];
    readonly overlaps: ReturnType<typeof overlapsOf>;
  },
): Promise<PlanCheck['overlaps']> {
  const titles = new Map(of.all.map((entry) => [entry.entryId, entry.title]));
  const agencies = new Map(of.others.map((other) => [other.id, other.agencyName]));
  const asked = await mergesOfEntries(
    tx,
    of.plan.jurisdiction_id,
    of.overlaps.map((one) => one.entryId),
  );
  return of.overlaps.slice(0, mostOverlaps).map((one) => {
    const merge = asked.find(
      (row) =>
        (row.entryId === one.entryId && row.otherId === one.otherId) ||
        (row.entryId === one.otherId && row.otherId === one.entryId),
    );
    return {
      ...one,
      title: titles.get(one.entryId) ?? '',
      otherTitle: titles.get(one.otherId) ?? '',
      otherAgency: agencies.get(one.otherId) ?? null,
      state: merge === undefined || merge.state === 'accepted' ? ('open' as const) : merge.state,
    };
  });
}

async function capExamples(
  tx: Tx,
  of: { readonly ground: PlanGround; readonly directory: Directory; readonly caps: CapOutcome },
): Promise<PlanCheck['caps']['examples']> {
  const worst = [...of.caps.findings]
    .sort((a, b) => b.counted * 100 + b.expected - b.cap * 100 - (a.counted * 100 + a.expected - a.cap * 100))
    .slice(0, 10);
  const examples: PlanCheck['caps']['examples'] = [];
  for (const finding of worst) {
    const group = of.directory[finding.group];
    if (group === undefined || examples.length >= mostExamples) continue;
    const named = await exampleObjects(tx, of.ground, {
      sets: group.objectId === null ? [group.object] : [],
      ids: group.objectId === null ? [] : [group.objectId],
      limit: 5,
    });
    const { counted, expected, cap, capName } = finding;
    examples.push(...named.map((object) => ({ ...object, counted, expected, cap, capName })));
  }
  return examples;
}

async function withAnswers(
  tx: Tx,
  plan: ListedPlan,
  found: readonly Found[],
): Promise<PlanCheck['findings']> {
  const answers = await answersOf(tx, { jurisdictionId: plan.jurisdiction_id, id: plan.id });
  const order = { blocks: 0, asks: 1, tells: 2 } as const;
  return [...found]
    .sort((a, b) => order[a.severity] - order[b.severity])
    .map((one) => {
      const answer = answers.find((row) => row.finding === one.key);
      return {
        ...one,
        data: { ...one.data },
        answer: answer === undefined ? null : { text: answer.text, byName: answer.byName },
      };
    });
}

/** Findings that still keep the plan back: those that must be mended, and those nobody has answered. */
export async function openFindings(tx: Tx, platform: Platform, plan: ListedPlan): Promise<number> {
  const { findings } = await checkPlan(tx, platform, plan);
  return findings.filter(
    (one) => one.severity === 'blocks' || (one.severity === 'asks' && one.answer === null),
  ).length;
}
