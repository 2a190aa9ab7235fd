/** SQL of the list of open clocks, of its counts, and of one clock. Bounded by person, section, agency or jurisdiction. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DeadlineFilter, DeadlineScope } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { DeadlineClock, DeadlineState } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { clockRows } from './sources.queries.ts';

type Fragment = RawBuilder<unknown>;

export interface ClockRow {
  readonly key: string;
  readonly clock: DeadlineClock;
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  /** Jurisdiction of the agency: its calendar holds. */
  readonly home: string;
  readonly sectionId: string | null;
  readonly taskNumber: string;
  readonly subject: string;
  readonly path: string;
  readonly accounts: readonly string[];
  readonly people: readonly string[];
  readonly startedOn: string;
  readonly dueOn: string;
  readonly doneOn: string | null;
  readonly basis: unknown;
  readonly suspended: boolean;
}

export interface Asked {
  readonly filter: DeadlineFilter;
  readonly scope: DeadlineScope;
  readonly today: string;
  readonly now: string;
  readonly soonUntil: string;
}

const inState: Readonly<Record<DeadlineState, (asked: Asked) => Fragment>> = {
  suspended: () => sql`suspended`,
  late: ({ today }) => sql`NOT suspended AND "dueOn" < ${today}::date`,
  today: ({ today }) => sql`NOT suspended AND "dueOn" = ${today}::date`,
  soon: ({ today, soonUntil }) =>
    sql`NOT suspended AND "dueOn" > ${today}::date AND "dueOn" <= ${soonUntil}::date`,
  open: ({ soonUntil }) => sql`NOT suspended AND "dueOn" > ${soonUntil}::date`,
};

/** Runs or stands still: by a decision of its stage, or by one of the engine. */
const suspended = sql`(c.stopped OR EXISTS (SELECT 1 FROM deadline_pauses z
   WHERE z.jurisdiction_id = c."jurisdictionId" AND z.clock_key = c.key AND z.state = 'running'))`;

/** All open clocks that the actor may see within the scope, as a FROM item; `among`: only those of these records. */
function visible(actor: Actor, asked: Asked, among?: Fragment): Fragment {
  const { filter, scope, today } = asked;
  const rows = clockRows({
    today,
    clock: filter.clock,
    within: scope === 'jurisdiction' ? { home: actor.jurisdictionId } : { agencyId: actor.agencyId },
    isOpen: true,
    among,
  });
  const conditions: Fragment[] = [sql`c."dueOn" IS NOT NULL`];
  if (scope === 'mine') conditions.push(sql`${actor.accountId}::uuid = ANY(c.accounts)`);
  if (scope === 'section') conditions.push(sql`c."sectionId" = ${actor.sectionId}`);
  if (filter.agencyId !== undefined) conditions.push(sql`c."agencyId" = ${filter.agencyId}`);
  if (filter.person !== undefined && filter.person !== '')
    conditions.push(sql`array_to_string(c.people, ' ') LIKE ${likePart(filter.person)}`);
  return sql`(SELECT c.key, c.clock, c."jurisdictionId", c."subjectId", c."agencyId", c."agencyName", c.home, c."sectionId",
      c."taskNumber", c.path, c.accounts, c.people, c."startedOn", c."dueOn", c."doneOn", c.basis,
      ${suspended} AS suspended, ${subjectFor(actor, asked)} AS subject
    FROM ${rows} AS c WHERE ${sql.join(conditions, sql` AND `)}) AS open_clocks`;
}

/** Names that are sealed until a day are for the own agency only. */
const subjectFor = (actor: Actor, of: { readonly now: string }) =>
  sql`CASE WHEN c."agencyId" <> ${actor.agencyId}::uuid AND c."sealedUntil" > ${of.now}::timestamptz THEN c.cover ELSE c.subject END`;

export async function clockPage(
  tx: Tx,
  actor: Actor,
  asked: Asked & { readonly page: { readonly after?: string | undefined; readonly limit: number } },
): Promise<readonly ClockRow[]> {
  const { filter, page } = asked;
  const conditions: Fragment[] = [filter.state === undefined ? sql`true` : inState[filter.state](asked)];
  const [day, key] = decodeCursor(page.after, 2) ?? [];
  if (day !== undefined && key !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(day))
    conditions.push(sql`("dueOn", key COLLATE "C") > (${day}::date, ${key})`);
  // Which clocks the page has is found first; who has them to do and what they are about is read for these only.
  const found = await sql<ClockRow>`WITH page AS MATERIALIZED (
      SELECT key, "jurisdictionId", "subjectId" FROM ${visible(actor, asked)}
       WHERE ${sql.join(conditions, sql` AND `)} ORDER BY "dueOn", key COLLATE "C" LIMIT ${page.limit + 1})
    SELECT * FROM ${visible(actor, asked, sql`page`)} WHERE key IN (SELECT key FROM page)
     ORDER BY "dueOn", key COLLATE "C"`.execute(tx);
  return found.rows;
}

export type StateCounts = Readonly<Record<DeadlineState, number>>;

const counts = (asked: Asked) =>
  sql.join(
    (['late', 'today', 'soon', 'open', 'suspended'] as const).map(
      (state) => sql`count(*) FILTER (WHERE ${inState[state](asked)})::integer AS ${sql.ref(state)}`,
    ),
  );

/** Counts per clock. */
export async function clockCounts(
  tx: Tx,
  actor: Actor,
  asked: Asked,
): Promise<readonly (StateCounts & { readonly clock: DeadlineClock })[]> {
  const found = await sql<
    StateCounts & { clock: DeadlineClock }
  >`SELECT clock, ${counts(asked)} FROM ${visible(actor, asked)} GROUP BY clock`.execute(tx);
  return found.rows;
}

/** Counts per clock and the most urgent clocks of all, from one reading. */
export async function clocksAtHand(
  tx: Tx,
  actor: Actor,
  asked: Asked & { readonly first: number },
): Promise<{
  readonly counts: readonly (StateCounts & { readonly clock: DeadlineClock })[];
  readonly rows: readonly ClockRow[];
}> {
  const first = (column: string) =>
    sql`(array_agg(${sql.ref(column)} ORDER BY "dueOn", key COLLATE "C"))[1:${sql.lit(asked.first)}]`;
  const counted = await sql<
    StateCounts & { clock: DeadlineClock; keys: string[]; places: string[]; subjects: string[] }
  >`SELECT clock, ${counts(asked)}, ${first('key')} AS keys, ${first('jurisdictionId')} AS places,
      ${first('subjectId')} AS subjects
    FROM ${visible(actor, asked)} GROUP BY clock`.execute(tx);
  const all = (of: 'keys' | 'places' | 'subjects') => counted.rows.flatMap((row) => row[of]);
  const among = sql`unnest(${all('places')}::uuid[], ${all('subjects')}::uuid[]) AS u("jurisdictionId", "subjectId")`;
  const rows = await sql<ClockRow>`SELECT * FROM ${visible(actor, asked, among)}
    WHERE key = ANY(${all('keys')}::text[]) ORDER BY "dueOn", key COLLATE "C" LIMIT ${asked.first}`.execute(
    tx,
  );
  return { counts: counted.rows, rows: rows.rows };
}

/** The agencies whose clocks the whole jurisdiction has. */
export async function agenciesWithin(
  tx: Tx,
  jurisdictionId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}

/** One clock, running or done, that the actor may see; undefined for everybody else. */
export async function clockByKey(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly scope: DeadlineScope;
    readonly today: string;
    readonly now: string;
  },
): Promise<ClockRow | undefined> {
  const at = asked.key.indexOf(':');
  const rows = clockRows({
    today: asked.today,
    clock: asked.key.slice(0, at) as DeadlineClock,
    id: asked.key.slice(at + 1),
    within: asked.scope === 'jurisdiction' ? { home: actor.jurisdictionId } : { agencyId: actor.agencyId },
    isOpen: false,
  });
  const mine = asked.scope === 'mine' ? sql`${actor.accountId}::uuid = ANY(c.accounts)` : sql`true`;
  const found =
    await sql<ClockRow>`SELECT c.*, ${suspended} AS suspended, ${subjectFor(actor, asked)} AS subject
    FROM ${rows} AS c WHERE ${mine} AND c."dueOn" IS NOT NULL LIMIT 1`.execute(tx);
  return found.rows[0];
}

/** One clock, running or done, whatever its agency; the caller decides who may ask. */
export async function anyClock(
  tx: Tx,
  of: { readonly key: string; readonly today: string },
): Promise<(ClockRow & { readonly cover: string; readonly sealedUntil: string | null }) | undefined> {
  const at = of.key.indexOf(':');
  const rows = clockRows({
    today: of.today,
    clock: of.key.slice(0, at) as DeadlineClock,
    id: of.key.slice(at + 1),
    within: null,
    isOpen: false,
  });
  const found = await sql<
    ClockRow & { cover: string; sealedUntil: string | null }
  >`SELECT c.*, ${suspended} AS suspended FROM ${rows} AS c WHERE c."dueOn" IS NOT NULL LIMIT 1`.execute(tx);
  return found.rows[0];
}

/** Every open clock whose day is `until` or earlier, for the daily round: what stands still or is sealed is left out. */
export async function clocksDue(
  tx: Tx,
  of: { readonly until: string; readonly today: string; readonly now: string },
): Promise<readonly ClockRow[]> {
  const rows = clockRows({ today: of.today, within: null, isOpen: true });
  const found = await sql<ClockRow>`SELECT c.*, ${suspended} AS suspended FROM ${rows} AS c
    WHERE c."dueOn" <= ${of.until}::date AND NOT ${suspended}
      AND coalesce(c."sealedUntil" <= ${of.now}::timestamptz, true) ORDER BY c."dueOn", c.key COLLATE "C"`.execute(
    tx,
  );
  return found.rows;
}
