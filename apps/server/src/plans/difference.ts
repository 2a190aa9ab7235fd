/** What an adjusted version of a plan changes in the version before (R076). */
import { ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { planDifferences } from '@mingcha/core/plans/plan-difference.ts';
import type { PlanDifference } from '@mingcha/core/plans/plan-views.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { entriesOfPlan, type ListedEntry } from './entry.queries.ts';
import { versionsOf } from './plan.queries.ts';
import { findPlan } from './plan-file.ts';

/** Differences from the version before; none for the first version. Errors: `plan.not_found`. */
export async function readDifferences(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ rows: PlanDifference[] }>> {
  return inTransaction(platform.db, async (tx): Promise<Result<{ rows: PlanDifference[] }>> => {
    const found = await findPlan(tx, actor, id);
    if (!found.ok) return found;
    const plan = found.value;
    const { jurisdiction_id: jurisdictionId } = plan;
    const versions = await versionsOf(tx, { jurisdictionId, agencyId: plan.agency_id, year: plan.year });
    const previous = versions.find((one) => one.version === plan.version - 1);
    if (previous === undefined) return ok({ rows: [] });
    const before = await entriesOfPlan(tx, { jurisdictionId, id: previous.id }, ['taken']);
    const after = await entriesOfPlan(tx, { jurisdictionId, id: plan.id }, ['taken']);
    return ok({ rows: planDifferences(before.map(compared), after.map(compared)) });
  });
}

function compared(entry: ListedEntry) {
  const { entry_key: entryKey, number, fields } = entry;
  return { entryKey, number, title: { zh: entry.title, en: entry.title_en }, fields };
}
