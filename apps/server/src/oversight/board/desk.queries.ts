/** SQL of one's own first screen: what the person set, and which steps of the first day left a record. */
import './tables.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { GuideStep } from '@mingcha/core/oversight/guidance/guide.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

type Own = Pick<Actor, 'jurisdictionId' | 'accountId'>;

export async function deskOf(tx: Tx, own: Own) {
  return tx
    .selectFrom('desk_settings')
    .select(['quick', 'ticked', 'is_guide_away as isGuideAway'])
    .where('jurisdiction_id', '=', own.jurisdictionId)
    .where('account_id', '=', own.accountId)
    .executeTakeFirst();
}

export async function saveDeskRow(
  tx: Tx,
  own: Own,
  desk: {
    readonly quick?: readonly string[] | undefined;
    readonly ticked?: readonly string[] | undefined;
    readonly guideAway?: boolean | undefined;
    readonly at: string;
  },
): Promise<void> {
  const set = {
    ...(desk.quick === undefined ? {} : { quick: [...desk.quick] }),
    ...(desk.ticked === undefined ? {} : { ticked: [...desk.ticked] }),
    ...(desk.guideAway === undefined ? {} : { is_guide_away: desk.guideAway }),
    updated_at: desk.at,
  };
  await tx
    .insertInto('desk_settings')
    .values({ jurisdiction_id: own.jurisdictionId, account_id: own.accountId, ...set })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'account_id']).doUpdateSet(set))
    .execute();
}

const exists = (from: RawBuilder<unknown>) => sql<boolean>`EXISTS (SELECT 1 FROM ${from})`;

/** Steps of the first day that a record of the agency or the person proves. */
export async function recordedSteps(tx: Tx, actor: Actor): Promise<readonly GuideStep[]> {
  const { jurisdictionId, agencyId, accountId } = actor;
  const own = sql`z.jurisdiction_id = ${jurisdictionId} AND z.agency_id = ${agencyId}`;
  const home = sql`z.jurisdiction_id = ${jurisdictionId}`;
  const proofs: Partial<Record<GuideStep, RawBuilder<boolean>>> = {
    ruleBook: exists(sql`rule_books z WHERE ${own} AND z.state = 'published'`),
    objects: exists(sql`objects z WHERE ${own}`),
    inspectors: exists(sql`inspectors z WHERE ${own}`),
    itemList: exists(sql`item_lists z WHERE ${own} AND z.state = 'published'`),
    sheet: exists(sql`sheet_templates z JOIN sheet_versions v ON v.jurisdiction_id = z.jurisdiction_id
      AND v.sheet_id = z.id WHERE ${own} AND v.state = 'published'`),
    proposal: exists(
      sql`plan_entries z WHERE ${home} AND z.proposed_by = ${accountId} AND z.state <> 'draft'`,
    ),
    plan: exists(sql`plans z WHERE ${own} AND z.published_on IS NOT NULL`),
    draw: exists(sql`draws z WHERE ${own} AND z.drawn_at IS NOT NULL`),
    dispatch: exists(sql`inspection_tasks z WHERE ${own} AND z.dispatched_at IS NOT NULL`),
    review: exists(sql`result_reviews z WHERE ${home} AND z.reviewed_by = ${accountId}`),
    publish: exists(sql`publications z WHERE z.agency_id = ${agencyId} AND z.published_on IS NOT NULL`),
    delegation: exists(sql`delegations z WHERE ${own}`),
    approve: exists(
      sql`inspection_approvals z WHERE z.agency_id = ${agencyId} AND z.decided_by = ${accountId}`,
    ),
    certificate: exists(sql`inspectors z WHERE ${home} AND z.account_id = ${accountId}`),
    declaration: exists(sql`inspectors z JOIN declaration_answers a ON a.jurisdiction_id = z.jurisdiction_id
      AND a.inspector_id = z.id WHERE ${home} AND z.account_id = ${accountId}`),
    device: exists(sql`visit_devices z WHERE ${home} AND z.account_id = ${accountId}`),
    claim: exists(sql`inspection_members z WHERE z.account_id = ${accountId} AND z.state = 'claimed'`),
    filePlan: exists(sql`plan_steps z WHERE ${home} AND z.step = 'file' AND z.account_id = ${accountId}`),
    personnel: exists(sql`personnel_feeds z WHERE ${home}`),
    agencies: exists(sql`agencies z WHERE ${home} AND z.id <> ${agencyId}`),
    accounts: exists(sql`accounts z WHERE ${home} AND z.id <> ${accountId}`),
    calendar: exists(sql`calendar_years z WHERE ${home}`),
    grant: exists(sql`account_grants z WHERE ${home} AND z.decided_by = ${accountId}`),
  };
  const names = Object.keys(proofs) as GuideStep[];
  const columns = names.map((name) => sql`${proofs[name] ?? sql`false`} AS ${sql.ref(name)}`);
  const found = await sql<Record<GuideStep, boolean>>`SELECT ${sql.join(columns)}`.execute(tx);
  return names.filter((name) => found.rows[0]?.[name] === true);
}
