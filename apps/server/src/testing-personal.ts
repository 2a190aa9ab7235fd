/** Puts a mark that stands nowhere else into every personal value of the world, so that an answer that holds it shows it (Z-04). */
import { sql } from 'kysely';
import type { PersonalData } from './testing-shared.ts';
import type { World } from './testing-world.ts';

/** The mark of a value, by the value; of the form of a telephone number, so that what masks such numbers masks it. */
export type Marks = ReadonlyMap<string, string>;

interface Column {
  readonly table: string;
  readonly column: string;
  readonly members: ReadonlyMap<string, string>;
}

function columnsOf(values: readonly PersonalData[], marks: Marks): readonly (Column & { sealed: boolean })[] {
  const columns = new Map<string, { members: Map<string, string>; sealed: boolean }>();
  for (const { value, sealed } of values) {
    const [table = '', column = '', member = ''] = value.split('.');
    const known = columns.get(`${table}.${column}`) ?? { members: new Map<string, string>(), sealed };
    known.members.set(member, marks.get(value) ?? '');
    columns.set(`${table}.${column}`, known);
  }
  return [...columns].map(([key, { members, sealed }]) => {
    const [table = '', column = ''] = key.split('.');
    return { table, column, members, sealed };
  });
}

/** Also where nothing stood before. Rows that were marked, by `table.column`. */
export async function plantMarks(
  world: World,
  values: readonly PersonalData[],
): Promise<{ readonly marks: Marks; readonly rows: ReadonlyMap<string, number> }> {
  const marks = new Map(values.map(({ value }, i) => [value, `1391234${String(i + 1).padStart(4, '0')}`]));
  const rows = new Map<string, number>();
  for (const column of columnsOf(values, marks)) {
    const { table } = column;
    await sql`ALTER TABLE ${sql.table(table)} DISABLE TRIGGER USER`.execute(world.database.owner);
    const count = await (column.sealed ? markSealed(world, column) : markDocuments(world, column));
    rows.set(`${table}.${column.column}`, count);
  }
  return { marks, rows };
}

async function markSealed(
  { database, platform }: World,
  { table, column, members }: Column,
): Promise<number> {
  const found = await sql<{ at: string; sealed: Uint8Array | null }>`
    SELECT ctid::text AS at, ${sql.ref(column)} AS sealed FROM ${sql.table(table)}
  `.execute(database.owner);
  for (const { at, sealed } of found.rows) {
    const text = sealed === null ? '' : new TextDecoder().decode(platform.secrets.open(sealed));
    const marked = text.startsWith('{')
      ? JSON.stringify({ ...(JSON.parse(text) as object), ...Object.fromEntries(members) })
      : (members.get('') ?? '');
    const put = Buffer.from(platform.secrets.seal(new TextEncoder().encode(marked)));
    await sql`UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${put} WHERE ctid = ${at}::tid`.execute(
      database.owner,
    );
  }
  return found.rows.length;
}

async function markDocuments({ database }: World, { table, column, members }: Column): Promise<number> {
  const marks = JSON.stringify(Object.fromEntries(members));
  const done = await sql`
    UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)} || ${marks}::jsonb
  `.execute(database.owner);
  return Number(done.numAffectedRows ?? 0);
}
