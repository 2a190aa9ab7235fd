/**
 * SQL of the rule book's example: how many active objects of the directory each class takes. The conditions are those
 * of `matchesFilter` of core, and the first class that fits takes the object; a test holds the two together.
 */
import { addMonths } from '@mingcha/core/common/plain-date.ts';
import { divisionPrefix, type PoolFilter } from '@mingcha/core/registers/pool-filter.ts';
import type { HistoryCondition, RuleClass } from '@mingcha/core/registers/rules/rule-book.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { Scope } from '../object.queries.ts';

/** Active objects per class in order of the classes, and last those that no class takes. */
export async function countPerClass(
  tx: Tx,
  scope: Scope,
  asked: { readonly classes: readonly RuleClass[]; readonly today: string },
): Promise<readonly number[]> {
  const cases = asked.classes.map(
    (one, index) => sql`WHEN ${classCondition(one, scope, asked.today)} THEN ${sql.lit(index)}`,
  );
  const rows = await sql<{ taken: number; count: bigint }>`
    SELECT taken, count(*) AS count FROM (
      SELECT CASE ${sql.join(cases, sql` `)} ELSE ${sql.lit(asked.classes.length)} END AS taken
      FROM objects
      WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND status = 'active'
    ) AS classed GROUP BY taken`.execute(tx);
  const counts = Array.from({ length: asked.classes.length + 1 }, () => 0);
  for (const row of rows.rows) counts[row.taken] = Number(row.count);
  return counts;
}

function classCondition(one: RuleClass, scope: Scope, today: string): RawBuilder<boolean> {
  const parts = Object.entries(one.where).map(([field, values]) => fieldCondition(field, values ?? []));
  if (one.history !== null) parts.push(historyCondition(one.history, scope, today));
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(parts, sql` AND `)})`;
}

function fieldCondition(field: string, values: readonly string[]): RawBuilder<boolean> {
  const list = sql`${[...values]}::text[]`;
  switch (field as keyof PoolFilter) {
    case 'tag':
      return sql<boolean>`tags && ${list}`;
    case 'section':
      return sql<boolean>`coalesce(section_id::text, '') = ANY(${list})`;
    case 'division':
      return prefixCondition(sql.ref('division_code'), values);
    case 'industry':
      return prefixCondition(sql.ref('industry'), values);
    case 'risk':
      return sql<boolean>`risk_level = ANY(${list})`;
    case 'credit':
      return sql<boolean>`credit_class = ANY(${list})`;
    case 'kind':
      return sql<boolean>`kind = ANY(${list})`;
  }
}

function prefixCondition(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<boolean> {
  const prefixes = values.map((value) => sql`starts_with(${column}, ${divisionPrefix(value)})`);
  return sql<boolean>`(${sql.join(prefixes, sql` OR `)})`;
}

/** Verified complaints and serious violations from the same day so many months ago to today, as a draw counts them. */
function historyCondition(history: HistoryCondition, scope: Scope, today: string): RawBuilder<boolean> {
  const { complaints, seriousViolation, months } = history;
  const found = [
    ...(complaints === null
      ? []
      : [sql`count(*) FILTER (WHERE kind = 'complaint') >= ${complaints}::bigint`]),
    ...(seriousViolation ? [sql`bool_or(kind = 'seriousViolation')`] : []),
  ];
  if (found.length === 0) return sql<boolean>`false`;
  return sql<boolean>`id IN (
    SELECT object_id FROM object_incidents
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND verified AND on_day <= ${today}::date
      AND on_day >= ${addMonths(today, -months)}::date
    GROUP BY object_id HAVING ${sql.join(found, sql` OR `)})`;
}
