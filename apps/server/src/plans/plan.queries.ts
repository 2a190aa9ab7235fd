/** SQL of plans and their steps. Every query is bounded by the jurisdiction; whose plans a person may read is asked by the service. */
import type { PlanState, PlanStep } from '@mingcha/core/plans/plan.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { PlansTable } from './tables.ts';

export type StoredPlan = Selectable<PlansTable>;
export interface ListedPlan extends StoredPlan {
  readonly agency_name: string;
  readonly agency_short_name: string;
  readonly agency_level: string;
}

export interface PlanKey {
  readonly jurisdictionId: string;
  readonly id: string;
}

function listed(tx: Tx) {
  return tx
    .selectFrom('plans')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'plans.jurisdiction_id')
        .onRef('agencies.id', '=', 'plans.agency_id'),
    )
    .selectAll('plans')
    .select([
      'agencies.name as agency_name',
      'agencies.short_name as agency_short_name',
      'agencies.level as agency_level',
    ]);
}

export async function planById(tx: Tx, key: PlanKey): Promise<ListedPlan | undefined> {
  return listed(tx)
    .where('plans.jurisdiction_id', '=', key.jurisdictionId)
    .where('plans.id', '=', key.id)
    .executeTakeFirst();
}

/** The row locked until the end of the transaction. */
export async function lockPlan(tx: Tx, key: PlanKey): Promise<ListedPlan | undefined> {
  const row = await tx
    .selectFrom('plans')
    .select('id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : planById(tx, key);
}

/** Plans of a jurisdiction, newest year and version first; a few dozen a year. */
export async function plansOf(
  tx: Tx,
  query: {
    readonly jurisdictionId: string;
    readonly agencyId?: string;
    readonly year?: number;
    readonly states?: readonly PlanState[];
  },
): Promise<readonly (ListedPlan & { readonly taken: bigint; readonly proposed: bigint })[]> {
  return listed(tx)
    .select((eb) => {
      const count = (state: string) =>
        eb
          .selectFrom('plan_entries as e')
          .select((inner) => inner.fn.countAll<bigint>().as('n'))
          .whereRef('e.jurisdiction_id', '=', 'plans.jurisdiction_id')
          .whereRef('e.plan_id', '=', 'plans.id')
          .where('e.state', '=', state as 'taken')
          .$asScalar()
          .$notNull();
      return [count('taken').as('taken'), count('proposed').as('proposed')];
    })
    .where('plans.jurisdiction_id', '=', query.jurisdictionId)
    .$if(query.agencyId !== undefined, (q) => q.where('plans.agency_id', '=', query.agencyId ?? ''))
    .$if(query.year !== undefined, (q) => q.where('plans.year', '=', query.year ?? 0))
    .$if(query.states !== undefined, (q) => q.where('plans.state', 'in', [...(query.states ?? [])]))
    .orderBy('plans.year', 'desc')
    .orderBy('agencies.name')
    .orderBy('plans.version', 'desc')
    .limit(500)
    .execute();
}

export async function insertPlan(
  tx: Tx,
  plan: {
    readonly jurisdictionId: string;
    readonly id: string;
    readonly agencyId: string;
    readonly year: number;
    readonly version: number;
    readonly title: string;
    readonly reason: string;
    readonly createdBy: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('plans')
    .values({
      jurisdiction_id: plan.jurisdictionId,
      id: plan.id,
      agency_id: plan.agencyId,
      year: plan.year,
      version: plan.version,
      state: 'collecting',
      title: plan.title,
      reason: plan.reason,
      rule_book_version: null,
      filed_on: null,
      published_on: null,
      published_at: null,
      created_by: plan.createdBy,
      created_at: plan.at,
      updated_at: plan.at,
    })
    .execute();
}

export async function savePlan(
  tx: Tx,
  key: PlanKey,
  change: { readonly columns: Partial<StoredPlan>; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('plans')
    .set({
      ...change.columns,
      row_version: sql<number>`row_version + 1`,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** Versions of an agency's year, newest first. */
export async function versionsOf(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly year: number },
): Promise<readonly StoredPlan[]> {
  return tx
    .selectFrom('plans')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('year', '=', of.year)
    .orderBy('version', 'desc')
    .execute();
}

export interface StoredStep {
  readonly step: PlanStep;
  readonly accountId: string;
  readonly personName: string;
  readonly reason: string;
  readonly detail: string;
  readonly at: string;
}

export async function planStepsOf(tx: Tx, key: PlanKey): Promise<readonly StoredStep[]> {
  return tx
    .selectFrom('plan_steps')
    .select(['step', 'account_id as accountId', 'person_name as personName', 'reason', 'detail', 'at'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('plan_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

export async function insertPlanStep(tx: Tx, key: PlanKey, step: StoredStep): Promise<void> {
  await tx
    .insertInto('plan_steps')
    .values((eb) => ({
      jurisdiction_id: key.jurisdictionId,
      plan_id: key.id,
      seq: eb
        .selectFrom('plan_steps')
        .select(sql<number>`coalesce(max(seq), 0) + 1`.as('next'))
        .where('jurisdiction_id', '=', key.jurisdictionId)
        .where('plan_id', '=', key.id)
        .$asScalar()
        .$notNull(),
      step: step.step,
      account_id: step.accountId,
      person_name: step.personName,
      reason: step.reason,
      detail: step.detail,
      at: step.at,
    }))
    .execute();
}

/** Takes the next `count` serials of the agency's year and gives the first; the row stays locked until the commit. */
export async function takeSerials(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly year: number },
  count: number,
): Promise<number> {
  const row = await tx
    .insertInto('plan_numbers')
    .values({
      jurisdiction_id: of.jurisdictionId,
      agency_id: of.agencyId,
      year: of.year,
      last_no: count,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'agency_id', 'year'])
        .doUpdateSet({ last_no: sql<number>`plan_numbers.last_no + ${count}` }),
    )
    .returning('last_no')
    .executeTakeFirstOrThrow();
  return row.last_no - count + 1;
}
