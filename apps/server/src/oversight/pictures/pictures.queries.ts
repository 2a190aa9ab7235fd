/**
 * SQL of pictures: how far visits have come, and on which days they were made. Cases are those of the indicators: one per team,
 * void and exempt ones apart, bounded by the scope that the caller has a right to. Writes nothing.
 */
import type { FunnelStage } from '@mingcha/core/oversight/pictures/funnel.ts';
import type { PictureRow } from '@mingcha/core/oversight/pictures/pictures-api.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import {
  answering,
  dayOf,
  isKept,
  isOut,
  objectName,
  publicationJoin,
  teamJoins,
} from '../figures/case-source.queries.ts';
import type { FigureScope } from '../figures/units.queries.ts';

export interface PictureSpan {
  readonly from: string;
  readonly to: string;
  /** What happened later does not count. */
  readonly asOf: string;
}

type Fragment = RawBuilder<unknown>;

const inScope = (scope: FigureScope): Fragment => sql`${answering} IN (SELECT a.id FROM agencies a
  WHERE a.jurisdiction_id = ANY(${[...scope.jurisdictionIds]}::uuid[])
    AND ${scope.agencyId === null ? sql`true` : sql`a.id = ${scope.agencyId}::uuid`})`;

const until = (instant: Fragment, { asOf }: PictureSpan): Fragment =>
  sql`coalesce(${dayOf(instant)} <= ${asOf}::date, false)`;

/** A team that passed a later stage has passed the earlier ones, whatever column was filled. */
const reached: Readonly<Record<FunnelStage, (span: PictureSpan) => Fragment>> = {
  dispatched: () => sql`true`,
  claimed: (span) => sql`(${until(sql`m.claimed_at`, span)} OR ${reached.visited(span)})`,
  visited: (span) => sql`(${until(sql`m.recorded_at`, span)} OR ${reached.entered(span)})`,
  entered: (span) => sql`(${until(sql`m.submitted_at`, span)} OR ${reached.passed(span)})`,
  passed: (span) => sql`(${until(sql`m.passed_at`, span)} OR ${reached.published(span)})`,
  published: (span) =>
    sql`(p.state IN ('published', 'ended') AND coalesce(p.published_on <= ${span.asOf}::date, false))`,
};

/** Teams of tasks that went out in the period. */
function dispatched(scope: FigureScope, span: PictureSpan): Fragment {
  return sql`inspection_teams m ${teamJoins} ${publicationJoin}
    WHERE t.dispatched_at IS NOT NULL AND ${dayOf(sql`t.dispatched_at`)} BETWEEN ${span.from}::date AND ${span.to}::date
      AND ${dayOf(sql`t.dispatched_at`)} <= ${span.asOf}::date AND ${inScope(scope)}`;
}

/** Teams that finished a visit in the period. */
function visited(scope: FigureScope, span: PictureSpan): Fragment {
  return sql`inspection_teams m ${teamJoins} ${publicationJoin}
    WHERE m.recorded_at IS NOT NULL AND NOT ${isOut} AND ${inScope(scope)}
      AND ${dayOf(sql`m.recorded_at`)} BETWEEN ${span.from}::date AND ${span.to}::date
      AND ${dayOf(sql`m.recorded_at`)} <= ${span.asOf}::date`;
}

export type FunnelCounts = Readonly<Record<FunnelStage | 'exempt' | 'void', number>>;

export async function funnelCounts(tx: Tx, scope: FigureScope, span: PictureSpan): Promise<FunnelCounts> {
  const count = (stage: FunnelStage): Fragment =>
    sql`count(*) FILTER (WHERE NOT ${isOut} AND ${reached[stage](span)})::integer`;
  const found =
    await sql<FunnelCounts>`SELECT ${count('dispatched')} AS dispatched, ${count('claimed')} AS claimed,
      ${count('visited')} AS visited, ${count('entered')} AS entered, ${count('passed')} AS passed,
      ${count('published')} AS published, count(*) FILTER (WHERE NOT ${isOut} AND ${isKept})::integer AS exempt,
      count(*) FILTER (WHERE ${isOut})::integer AS void
    FROM ${dispatched(scope, span)}`.execute(tx);
  const [counts] = found.rows;
  if (counts === undefined) throw new Error('a count has one row');
  return counts;
}

export async function visitDays(
  tx: Tx,
  scope: FigureScope,
  span: PictureSpan,
): Promise<readonly { readonly day: string; readonly count: number }[]> {
  const found = await sql<{ day: string; count: number }>`SELECT ${dayOf(sql`m.recorded_at`)} AS day,
      count(*)::integer AS count FROM ${visited(scope, span)} GROUP BY 1 ORDER BY 1`.execute(tx);
  return found.rows;
}

export type RowsOf = FunnelStage | 'exempt' | 'void' | 'day';

/** The cases behind a number, by task number and object. */
export async function pictureCases(
  tx: Tx,
  scope: FigureScope,
  asked: PictureSpan & { readonly of: RowsOf; readonly after: string | undefined; readonly limit: number },
): Promise<readonly PictureRow[]> {
  const { of } = asked;
  const source = of === 'day' ? visited(scope, asked) : dispatched(scope, asked);
  const which =
    of === 'day'
      ? sql`true`
      : of === 'void'
        ? isOut
        : of === 'exempt'
          ? sql`(NOT ${isOut} AND ${isKept})`
          : sql`(NOT ${isOut} AND ${reached[of](asked)})`;
  const [mark, key] = decodeCursor(asked.after, 2) ?? [];
  const isLater =
    mark === undefined ? sql`true` : sql`(mark COLLATE "C", key COLLATE "C") > (${mark}, ${key})`;
  const found =
    await sql<PictureRow>`SELECT * FROM (SELECT m.inspection_id::text || ':' || m.agency_id::text AS key,
        m.agency_name AS "agencyName", ${objectName(asked)} AS subject, t.number AS mark,
        ${dayOf(sql`m.recorded_at`)} AS day, '/inspections/' || o.id::text AS path
      FROM ${source} AND ${which}) every
    WHERE ${isLater} ORDER BY mark COLLATE "C", key COLLATE "C" LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}
