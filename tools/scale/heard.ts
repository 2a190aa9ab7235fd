/**
 * Statements that tests sent, asked whether a cluster could run them. In every run: what locks rows names one jurisdiction,
 * and no row moves to another. In the long form (`LONG_RUN=1`): every statement, with those that join across jurisdictions
 * counted by the tables they join (docs/scaling.md says what becomes of them).
 */
import pg from 'pg';
import { tableMarks } from '../../apps/server/src/platform/db/roles.ts';
import { createTestDatabase } from '../../apps/server/src/platform/db/test-database.ts';
import { statementsIn } from '../../apps/server/src/platform/scale/heard-testing.ts';
import { treeOf } from './query-tree.ts';
import { type Relation, type Standing, standingOf } from './together.ts';

export interface Heard {
  readonly statement: string;
  readonly standing: Standing;
}

export interface Findings {
  /** Statements looked at. */
  readonly all: readonly Heard[];
  /** Of those, what a cluster refuses for certain. */
  readonly refused: readonly string[];
  /** Not prepared by PostgreSQL in this way, with the reason. */
  readonly unread: readonly string[];
}

/** One row of a list of rows, one value of a list of values, numbered anew: hundreds of lengths are one statement. */
export function shortened(statement: string): string {
  const row = String.raw`\(\$\d+(?:, \$\d+)*\)`;
  const text = statement
    .replaceAll(new RegExp(`(${row})(?:, ${row})+`, 'g'), '$1')
    .replaceAll(/\bin \(\$\d+(?:, \$\d+)+\)/g, 'in ($1)');
  let n = 0;
  return text === statement ? text : text.replaceAll(/\$\d+/g, () => `$${(n += 1)}`);
}

const locksOrMoves = /\bfor (?:no key )?(?:update|share)\b|\bset\b.*\bjurisdiction_id"?\s*=/is;

export async function look(statements: readonly string[], everything: boolean): Promise<Findings> {
  const wanted = [...new Set(statements.map(shortened))].filter(
    (one) => everything || locksOrMoves.test(one),
  );
  const database = await createTestDatabase();
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  try {
    const relations = await relationsOf(client);
    const all: Heard[] = [];
    const unread: string[] = [];
    for (const statement of wanted) {
      try {
        const tree = await treeOf(client, statement);
        if (tree !== null) all.push({ statement, standing: standingOf(tree, relations) });
      } catch (error) {
        unread.push(`${error instanceof Error ? error.message : String(error)}: ${statement}`);
      }
    }
    return { all, unread, refused: all.flatMap(refusalOf) };
  } finally {
    await client.end();
    await database.drop();
  }
}

export function lookAt(folder: string, everything: boolean): Promise<Findings> {
  return look(statementsIn(folder), everything);
}

async function relationsOf(client: pg.Client): Promise<ReadonlyMap<number, Relation>> {
  const { rows } = await client.query<{ oid: number; name: string; comment: string | null; column: number }>(
    `SELECT c.oid::int AS oid, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
            coalesce((SELECT a.attnum::int FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'jurisdiction_id'), 0) AS column
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'`,
  );
  return new Map(
    rows.map(({ oid, name, comment, column }) => {
      const marks = tableMarks(comment);
      const kind = marks.includes('local')
        ? 'local'
        : marks.includes('reference')
          ? 'reference'
          : 'distributed';
      return [oid, { name, class: kind, column }] as const;
    }),
  );
}

function refusalOf({ statement, standing }: Heard): readonly string[] {
  const found: string[] = [];
  const many = standing.reach === 'each' || standing.reach === 'apart';
  if (standing.locksRows && many) found.push('locks rows of many jurisdictions');
  if (standing.locksRows && standing.reach === 'one' && standing.local.length > 0)
    found.push('locks rows of a local and a distributed table');
  if (standing.movesRows) found.push('moves rows to another jurisdiction');
  if (many && standing.features.length > 0)
    found.push(`${standing.features.join(', ')} over many jurisdictions`);
  return found.map((what) => `${what}: ${statement.replaceAll(/\s+/g, ' ')}`);
}
