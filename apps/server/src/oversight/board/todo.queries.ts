/** SQL of the workbench's counts and lists over the parts of `todo-parts.queries.ts`: both read the same rows. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TodoKind } from '@mingcha/core/oversight/board/workbench.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { type Fragment, type Part, startedParts, todoParts } from './todo-parts.queries.ts';

export interface WaitingRow {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly path: string;
  readonly since: string | null;
  readonly dueOn: string | null;
  readonly orderKey: string;
}

export interface WaitingCount {
  readonly kind: string;
  readonly count: number;
  readonly late: number;
  readonly rows: readonly WaitingRow[];
}

/** What is due first comes first; what has no due day follows, the oldest first. */
const orderKey = (part: Part): Fragment => sql`coalesce((${part.dueOn})::text, '9999-12-31') || ' ' ||
  to_char((${part.since}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;

function selectOf(kind: string, part: Part): Fragment {
  return sql`SELECT ${kind}::text AS kind, ${part.id} AS id, ${part.title} AS title, ${part.note} AS note,
    ${part.path} AS path, ${part.since} AS since, ${part.dueOn} AS due_on, ${orderKey(part)} AS order_key
    FROM ${part.from}`;
}

const columns = sql`id, title, note, path, since, due_on AS "dueOn", order_key AS "orderKey"`;

function rowsOf(actor: Actor, kind: string): Fragment | null {
  if (kind === 'started')
    return sql.join(
      startedParts(actor).map((part) => selectOf(kind, part)),
      sql` UNION ALL `,
    );
  const part = todoParts(actor)[kind as TodoKind];
  return part === undefined ? null : selectOf(kind, part);
}

/** How many wait of each kind, how many of them are past their day, and the first few. Kinds without rows are left out. */
export async function waitingCounts(
  tx: Tx,
  actor: Actor,
  asked: { readonly kinds: readonly string[]; readonly today: string; readonly first: number },
): Promise<readonly WaitingCount[]> {
  const selects = asked.kinds.map((kind) => rowsOf(actor, kind)).filter((select) => select !== null);
  if (selects.length === 0) return [];
  const found = await sql<WaitingRow & { kind: string; count: number; late: number }>`
    SELECT kind, count, late, ${columns} FROM (
      SELECT w.*, count(*) OVER (PARTITION BY kind)::integer AS count,
        (count(*) FILTER (WHERE due_on < ${asked.today}::date) OVER (PARTITION BY kind))::integer AS late,
        row_number() OVER (PARTITION BY kind ORDER BY order_key COLLATE "C", id COLLATE "C") AS place
      FROM (${sql.join(selects, sql` UNION ALL `)}) AS w) AS counted
    WHERE place <= ${asked.first} ORDER BY kind COLLATE "C", place`.execute(tx);
  const counts = new Map<string, { count: number; late: number; rows: WaitingRow[] }>();
  for (const { kind, count, late, ...row } of found.rows) {
    const known = counts.get(kind) ?? { count, late, rows: [] };
    known.rows.push(row);
    counts.set(kind, known);
  }
  return [...counts].map(([kind, known]) => ({ kind, ...known }));
}

/** One row more than `limit`, of one kind. */
export async function waitingPage(
  tx: Tx,
  actor: Actor,
  asked: { readonly kind: string; readonly after: string | undefined; readonly limit: number },
): Promise<readonly WaitingRow[]> {
  const select = rowsOf(actor, asked.kind);
  if (select === null) return [];
  const [key, id] = decodeCursor(asked.after, 2) ?? [];
  const from =
    key === undefined || id === undefined
      ? sql`true`
      : sql`(order_key COLLATE "C", id COLLATE "C") > (${key}, ${id})`;
  const found = await sql<WaitingRow>`SELECT ${columns} FROM (${select}) AS w WHERE ${from}
    ORDER BY order_key COLLATE "C", id COLLATE "C" LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}
