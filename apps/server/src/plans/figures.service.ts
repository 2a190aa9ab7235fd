/** Base and expected number of each entry from the directory as it is now, with the rounding of the draw (R078). */
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import {
  historiesOf,
  type MeasuredEntry,
  measureEntry,
  type PoolGroup,
} from '@mingcha/core/plans/plan-figures.ts';
import type { EntryFigures } from '@mingcha/core/plans/plan-views.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { ruleBookInForce } from '../registers/rules/rule-book-in-force.queries.ts';
import { entriesOfPlan, type ListedEntry } from './entry.queries.ts';
import { findPlan } from './plan-file.ts';
import { type Agency, type Group, objectGroups, objectsWithHistory } from './pool.queries.ts';

export function measuredOf(entry: ListedEntry): MeasuredEntry {
  return { entryId: entry.id, fields: entry.fields };
}

/** Errors: `plan.not_found`. */
export async function readFigures(
  platform: Platform,
  actor: Actor,
  planId: string,
): Promise<Result<{ rows: EntryFigures[] }>> {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: EntryFigures[] }>> => {
    const found = await findPlan(tx, actor, planId);
    if (!found.ok) return found;
    const plan = found.value;
    const key = { jurisdictionId: plan.jurisdiction_id, id: plan.id };
    const entries = await entriesOfPlan(tx, key);
    const agency = { jurisdictionId: plan.jurisdiction_id, agencyId: plan.agency_id };
    return ok({ rows: await figuresOf(tx, agency, { entries, today: platform.clock.today() }) });
  });
}

export async function figuresOf(
  tx: Tx,
  agency: Agency,
  of: { readonly entries: readonly ListedEntry[]; readonly today: string },
): Promise<EntryFigures[]> {
  const { rules } = await ruleBookInForce(tx, agency);
  const entries = of.entries.map(measuredOf);
  const met = await metHistories(tx, agency, { entries, sampling: rules.sampling, today: of.today });
  const groups = withHistories(
    await objectGroups(tx, agency, { singly: [...met.keys()], partners: [] }),
    met,
  );
  return entries.map((entry) => measureEntry(entry, groups, rules.sampling).figures);
}

export type MetHistories = ReadonlyMap<string, ReadonlySet<string>>;

/** Objects that meet any history that a class asks about, with the histories they meet. */
export async function metHistories(
  tx: Tx,
  agency: Agency,
  asked: {
    readonly entries: readonly MeasuredEntry[];
    readonly sampling: RuleBook['sampling'];
    readonly today: string;
  },
): Promise<MetHistories> {
  const met = new Map<string, Set<string>>();
  for (const [key, condition] of historiesOf(asked.entries, asked.sampling)) {
    const since = addMonths(asked.today, -condition.months);
    for (const id of await objectsWithHistory(tx, agency, { condition, since })) {
      const own = met.get(id) ?? new Set();
      own.add(key);
      met.set(id, own);
    }
  }
  return met;
}

const none: ReadonlySet<string> = new Set();

export function withHistories<G extends Group>(
  groups: readonly G[],
  met: MetHistories,
): readonly (G & PoolGroup)[] {
  return groups.map((group) => ({
    ...group,
    met: (group.objectId === null ? undefined : met.get(group.objectId)) ?? none,
  }));
}
