/**
 * SQL of the exceptions: one row per exception, read from the record itself. Bounded by the jurisdiction; a row of a joint
 * task stands under the agency whose team it concerns. Writes nothing.
 */
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import { type ExceptionKind, exceptionKinds } from '@mingcha/core/oversight/audit/exceptions.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import {
  dayOf,
  type ExceptionScope,
  endOf,
  type Fragment,
  type Part,
  partsOf,
  startOf,
} from './exception-parts.queries.ts';

export interface FoundException {
  readonly key: string;
  readonly kind: ExceptionKind;
  readonly day: string;
  readonly agencyName: string;
  readonly subject: string;
  readonly people: string;
  readonly facts: ExceptionRow['facts'];
  readonly evidenceKind: ExceptionRow['evidence']['kind'];
  readonly evidenceId: string;
}

/** Seals of the period, for the working days before each. */
export async function sealsOf(tx: Tx, scope: Omit<ExceptionScope, 'windows'>) {
  let query = tx
    .selectFrom('draws')
    .select(['id', 'sealed_at as sealedAt'])
    .where('jurisdiction_id', '=', scope.actor.jurisdictionId)
    .where('sealed_at', '>=', startOf(scope.from))
    .where('sealed_at', '<', endOf(scope.to));
  if (scope.agencyId !== undefined) query = query.where('agency_id', '=', scope.agencyId);
  const rows = await query.execute();
  return rows.flatMap((row) => (row.sealedAt === null ? [] : [{ id: row.id, sealedAt: row.sealedAt }]));
}

function selectOf(kind: ExceptionKind, part: Part, scope: ExceptionScope): Fragment {
  const bound =
    part.table === null
      ? sql`true`
      : sql`${sql.ref(`${part.table ?? 'x'}.jurisdiction_id`)} = ${scope.actor.jurisdictionId}`;
  return sql`SELECT ${kind}::text AS kind, ${`${kind}:`}::text || ${part.id} AS key, ${part.at} AS at,
    ${part.agencyId} AS "agencyId", coalesce(${part.agencyName}, '') AS "agencyName", ${part.subject} AS subject,
    coalesce(${part.people}, '') AS people, ${part.facts} AS facts, ${part.evidence[0]}::text AS "evidenceKind",
    ${part.evidence[1]}::text AS "evidenceId"
    FROM ${part.from} AND ${bound} AND ${part.at} >= ${startOf(scope.from)} AND ${part.at} < ${endOf(scope.to)}`;
}

/** All rows of the scope, as a FROM item. */
function exceptions(scope: ExceptionScope, kind: ExceptionKind | undefined): Fragment {
  const parts = partsOf(scope);
  const asked = exceptionKinds.filter((each) => kind === undefined || kind === each);
  const union = sql.join(
    asked.flatMap((each) => parts[each].map((part) => selectOf(each, part, scope))),
    sql` UNION ALL `,
  );
  const ofAgency = scope.agencyId === undefined ? sql`true` : sql`"agencyId" = ${scope.agencyId}`;
  return sql`(SELECT * FROM (${union}) AS every WHERE ${ofAgency}) AS exception`;
}

/** Kinds with at least one row. */
export async function exceptionCounts(tx: Tx, scope: ExceptionScope) {
  const found = await sql<{ kind: ExceptionKind; count: number }>`SELECT kind, count(*)::integer AS count
    FROM ${exceptions(scope, undefined)} GROUP BY kind`.execute(tx);
  return new Map(found.rows.map((row) => [row.kind, row.count]));
}

/** The latest first. */
export async function exceptionPage(
  tx: Tx,
  scope: ExceptionScope,
  page: {
    readonly kind: ExceptionKind | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly FoundException[]> {
  const [day, key] = decodeCursor(page.after, 2) ?? [];
  const isCursor = day !== undefined && key !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day);
  const beyond = isCursor ? sql`(day::text COLLATE "C", key COLLATE "C") < (${day}, ${key})` : sql`true`;
  const found = await sql<FoundException>`SELECT * FROM (SELECT exception.*, ${dayOf(sql`at`)} AS day
      FROM ${exceptions(scope, page.kind)}) AS dated
    WHERE ${beyond} ORDER BY day::text COLLATE "C" DESC, key COLLATE "C" DESC LIMIT ${page.limit + 1}`.execute(
    tx,
  );
  return found.rows;
}

export async function agenciesHere(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .limit(500)
    .execute();
}
