/** SQL of the ledger's lists: pages of entries, newest first, and single entries for withdrawal. */
import type { FrequencyFilter } from '@mingcha/core/registers/rules/frequency-api.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import type { Page, Scope } from '../object.queries.ts';
import type { StoredEntry } from './frequency-entry.queries.ts';

export interface ListedEntry extends StoredEntry {
  /** Another agency's entry belongs to the same visit. */
  readonly is_joint: boolean;
}

const isJoint = sql<boolean>`EXISTS (SELECT 1 FROM frequency_entries AS partner
  WHERE partner.jurisdiction_id = frequency_entries.jurisdiction_id
    AND partner.object_key = frequency_entries.object_key
    AND partner.entered_on = frequency_entries.entered_on
    AND partner.visit_key = frequency_entries.visit_key AND partner.id <> frequency_entries.id
    AND partner.withdrawn_on IS NULL)`;

/** One entry more than `limit`, newest day first. */
export async function frequencyPage(
  tx: Tx,
  scope: Scope,
  asked: { readonly filter: FrequencyFilter; readonly page: Page },
): Promise<readonly ListedEntry[]> {
  const after = decodeCursor(asked.page.after, 2);
  return tx
    .selectFrom('frequency_entries')
    .selectAll()
    .select(isJoint.as('is_joint'))
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where(sql.join(conditions(scope, asked.filter), sql` AND `) as ReturnType<typeof sql<boolean>>)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(entered_on, id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
    )
    .orderBy('entered_on', 'desc')
    .orderBy('id', 'desc')
    .limit(asked.page.limit + 1)
    .execute();
}

function conditions(scope: Scope, filter: FrequencyFilter) {
  const all = [sql<boolean>`true`];
  if (filter.of === 'own')
    all.push(sql<boolean>`(agency_id = ${scope.agencyId} OR recorded_by_agency = ${scope.agencyId})`);
  if (filter.from !== undefined) all.push(sql<boolean>`entered_on >= ${filter.from}::date`);
  if (filter.to !== undefined) all.push(sql<boolean>`entered_on <= ${filter.to}::date`);
  if (filter.kind !== undefined) all.push(sql<boolean>`kind = ${filter.kind}`);
  if (filter.counted === 'counted') all.push(sql<boolean>`(counted AND withdrawn_on IS NULL)`);
  if (filter.counted === 'notCounted') all.push(sql<boolean>`(NOT counted OR withdrawn_on IS NOT NULL)`);
  if (filter.flagged === 'unqualified') all.push(sql<boolean>`NOT body_qualified`);
  if (filter.flagged === 'outside') all.push(sql<boolean>`assistance <> ''`);
  if (filter.flagged === 'repeated') all.push(sql<boolean>`repeat_reason <> ''`);
  if (filter.text !== undefined && filter.text !== '') {
    const like = likePart(filter.text);
    all.push(
      sql<boolean>`(object_name ILIKE ${like} OR object_code ILIKE ${like} OR body_name ILIKE ${like})`,
    );
  }
  return all;
}

/** Which of the entries belong to a visit of several bodies. */
export async function jointEntries(
  tx: Tx,
  scope: Scope,
  entries: readonly StoredEntry[],
): Promise<ReadonlySet<string>> {
  if (entries.length === 0) return new Set();
  const rows = await tx
    .selectFrom('frequency_entries')
    .select('id')
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where(sql<boolean>`id = ANY(${entries.map((one) => one.id)}::uuid[])`)
    .where(isJoint)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** The entry locked until the end of the transaction; of any agency of the jurisdiction. */
export async function lockEntry(
  tx: Tx,
  jurisdictionId: string,
  id: string,
): Promise<StoredEntry | undefined> {
  return tx
    .selectFrom('frequency_entries')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function withdrawEntry(
  tx: Tx,
  jurisdictionId: string,
  withdrawal: { readonly id: string; readonly reason: string; readonly on: string },
): Promise<void> {
  await tx
    .updateTable('frequency_entries')
    .set({ withdrawn_reason: withdrawal.reason, withdrawn_on: withdrawal.on })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', withdrawal.id)
    .execute();
}
