/** SQL of posts and their holders. Bounded by jurisdiction and agency. */
import type { PostFields } from '@mingcha/core/registers/organisation/post.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface Scope {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

export async function postRows(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('posts')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'posts.jurisdiction_id')
        .onRef('sections.id', '=', 'posts.section_id'),
    )
    .selectAll('posts')
    .select('sections.name as section_name')
    .where('posts.jurisdiction_id', '=', scope.jurisdictionId)
    .where('posts.agency_id', '=', scope.agencyId)
    .orderBy(sql`posts.name COLLATE "C"`)
    .orderBy('posts.id')
    .execute();
}

export async function holderRows(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('post_holders as h')
    .innerJoin('posts as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('p.id', '=', 'h.post_id'),
    )
    .innerJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'h.jurisdiction_id').onRef('a.id', '=', 'h.account_id'),
    )
    .select([
      'h.post_id as postId',
      'h.account_id as accountId',
      'a.person_name as personName',
      'h.since',
      'h.until_day as untilDay',
    ])
    .where('h.jurisdiction_id', '=', scope.jurisdictionId)
    .where('p.agency_id', '=', scope.agencyId)
    .orderBy('h.since', 'desc')
    .orderBy('h.account_id')
    .execute();
}

/** Active accounts of the agency, with their sections. */
export async function peopleOf(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('accounts')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'accounts.jurisdiction_id')
        .onRef('sections.id', '=', 'accounts.section_id'),
    )
    .select([
      'accounts.id as accountId',
      'accounts.person_name as personName',
      'sections.name as sectionName',
    ])
    .where('accounts.jurisdiction_id', '=', scope.jurisdictionId)
    .where('accounts.agency_id', '=', scope.agencyId)
    .where('accounts.status', '=', 'active')
    .orderBy(sql`accounts.person_name COLLATE "C"`)
    .orderBy('accounts.id')
    .execute();
}

/** Sections of the agency that exist on the day. */
export async function standingSections(tx: Tx, scope: Scope, day: string) {
  return tx
    .selectFrom('sections')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', day)]))
    .orderBy(sql`name COLLATE "C"`)
    .execute();
}

export async function lockPost(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('posts')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function namedPost(tx: Tx, scope: Scope, named: NonNullable<PostFields['named']>) {
  return tx
    .selectFrom('posts')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('named', '=', named)
    .where('until_day', 'is', null)
    .executeTakeFirst();
}

export async function putPost(
  tx: Tx,
  scope: Scope,
  post: {
    readonly id: string;
    readonly version: number;
    readonly at: string;
    readonly fields: PostFields;
  },
): Promise<void> {
  const { fields } = post;
  const columns = {
    section_id: fields.sectionId,
    name: fields.name,
    named: fields.named,
    duties: fields.duties,
    note: fields.note,
    since: fields.since,
    until_day: fields.untilDay,
    version: post.version,
    updated_at: post.at,
  };
  await tx
    .insertInto('posts')
    .values({ jurisdiction_id: scope.jurisdictionId, agency_id: scope.agencyId, id: post.id, ...columns })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'id']).doUpdateSet(columns))
    .execute();
}

export async function presentHolders(tx: Tx, scope: Scope, postId: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('post_holders')
    .select('account_id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('post_id', '=', postId)
    .where('until_day', 'is', null)
    .execute();
  return rows.map((row) => row.account_id);
}

/** `left` end today, `joined` begin on `day`; who left and came back the same day holds on. */
export async function changeHolders(
  tx: Tx,
  scope: Scope,
  change: {
    readonly postId: string;
    readonly left: readonly string[];
    readonly joined: readonly string[];
    readonly day: string;
  },
): Promise<void> {
  const { postId, left, joined, day } = change;
  if (left.length > 0)
    await tx
      .updateTable('post_holders')
      .set({ until_day: sql`greatest(since, ${day}::date)` })
      .where('jurisdiction_id', '=', scope.jurisdictionId)
      .where('post_id', '=', postId)
      .where('account_id', 'in', left)
      .where('until_day', 'is', null)
      .execute();
  if (joined.length > 0)
    await tx
      .insertInto('post_holders')
      .values(
        joined.map((accountId) => ({
          jurisdiction_id: scope.jurisdictionId,
          post_id: postId,
          account_id: accountId,
          since: day,
          until_day: null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['jurisdiction_id', 'post_id', 'account_id', 'since'])
          .doUpdateSet({ until_day: null }),
      )
      .execute();
}
