/**
 * The statements that distribute the schema over a Citus cluster by `jurisdiction_id`, and why a schema cannot be. A pure
 * function of what the catalogue says, so a half-run plan is made again with what is left of it. Order: foreign keys that
 * a table would have to tables of another kind stand aside, privileges are set, the reference tables made, all others
 * distributed and kept together, the foreign keys made again.
 */
import { appRole } from '../db/roles.ts';
import type { AsideKey, ForeignKey, ScaleCatalogue, TableClass, TableFacts } from './catalogue.queries.ts';

/** Each begins a part of the printed plan. */
export const phases = ['functions', 'aside', 'privileges', 'reference', 'distribute', 'return'] as const;

export interface Statement {
  readonly phase: (typeof phases)[number];
  /** One statement, or those of a whole transaction from BEGIN to COMMIT; without semicolons. */
  readonly lines: readonly string[];
}

export interface ScaleOptions {
  /** Of the group that all distributed tables belong to. */
  readonly shards: number;
}

/** The table whose shards all others follow. */
const leader = 'accounts';

export interface Refusal {
  readonly rule: `cluster.rule.${'jurisdiction' | 'ownWork' | 'unique' | 'foreignKey' | 'onDelete' | 'leader'}`;
  readonly what: string;
}

function one(phase: Statement['phase'], line: string): Statement {
  return { phase, lines: [line] };
}

const wantedColumn = 'uuid NOT NULL';

/** What Citus would refuse, found before anything is touched; empty of every released schema (a test holds it). */
export function scaleRefusals(catalogue: ScaleCatalogue): readonly Refusal[] {
  const kinds = kindsOf(catalogue);
  const distributed = catalogue.tables.filter((one) => one.class === 'distributed');
  const refusals: Refusal[] = [];
  if (kinds.get(leader) !== 'distributed') refusals.push({ rule: 'cluster.rule.leader', what: leader });
  for (const table of distributed) {
    if (table.jurisdiction !== wantedColumn)
      refusals.push({ rule: 'cluster.rule.jurisdiction', what: table.name });
    for (const work of table.ownWork)
      refusals.push({ rule: 'cluster.rule.ownWork', what: `${table.name}: ${work}` });
    for (const { name, first } of table.uniques)
      if (first !== 'jurisdiction_id')
        refusals.push({ rule: 'cluster.rule.unique', what: `${table.name}: ${name}` });
  }
  return [...refusals, ...keyRefusals(catalogue, kinds)];
}

function keyRefusals(catalogue: ScaleCatalogue, kinds: ReadonlyMap<string, TableClass>): readonly Refusal[] {
  const refusals: Refusal[] = [];
  for (const key of catalogue.foreignKeys) {
    const kind = kinds.get(key.table);
    if (kind === 'reference' && kinds.get(key.target) !== 'reference')
      refusals.push({ rule: 'cluster.rule.foreignKey', what: `${key.table}: ${key.name}` });
    if (kind !== 'distributed') continue;
    const target = kinds.get(key.target);
    const isTogether = target === 'distributed' && key.columns[0] === 'jurisdiction_id=jurisdiction_id';
    if (!isTogether && target !== 'reference')
      refusals.push({ rule: 'cluster.rule.foreignKey', what: `${key.table}: ${key.name}` });
    if (key.onDelete === 'n' || key.onDelete === 'd')
      refusals.push({ rule: 'cluster.rule.onDelete', what: `${key.table}: ${key.name}` });
  }
  return refusals;
}

function kindsOf(catalogue: ScaleCatalogue): ReadonlyMap<string, TableClass> {
  return new Map(catalogue.tables.map((one) => [one.name, one.class]));
}

/** What is left to do; empty when everything stands. */
export function scalePlan(catalogue: ScaleCatalogue, options: ScaleOptions): readonly Statement[] {
  const pending = catalogue.tables.filter((one) => one.class !== 'local' && !one.isPlaced);
  const references = parentsFirst(
    pending.filter((one) => one.class === 'reference'),
    catalogue.foreignKeys,
  );
  const distributed = parentsFirst(
    pending.filter((one) => one.class === 'distributed'),
    catalogue.foreignKeys,
  );
  const { dropped, returning } = keysToMove(catalogue, pending);
  return [
    ...(pending.length === 0 ? [] : catalogue.functions.map(functionStatement)),
    ...dropped.map(asideStatement),
    ...pending.flatMap(privilegeStatements),
    ...references.flatMap((table) => [
      one('reference', `SELECT create_reference_table('public.${table.name}')`),
      ...emptied(table, catalogue, 'reference'),
    ]),
    ...distributed.flatMap((table) => [
      one('distribute', distribution(table, catalogue, options)),
      ...emptied(table, catalogue, 'distribute'),
    ]),
    ...returning.map(returnStatement),
  ];
}

/** Rows were copied to the shards; what is left in the local table would never be read again. */
function emptied(
  table: TableFacts,
  { filled }: ScaleCatalogue,
  phase: 'reference' | 'distribute',
): readonly Statement[] {
  if (!filled.has(table.name)) return [];
  return [one(phase, `SELECT truncate_local_data_after_distributing_table('public.${table.name}')`)];
}

function functionStatement(name: string): Statement {
  return one('functions', `SELECT create_distributed_function('${name}')`);
}

function distribution(table: TableFacts, catalogue: ScaleCatalogue, options: ScaleOptions): string {
  const leads = table.name === leader;
  const isFirst = leads && !catalogue.tables.some((one) => one.class === 'distributed' && one.isPlaced);
  const group = isFirst
    ? `colocate_with => 'none', shard_count => ${options.shards}`
    : `colocate_with => 'public.${leader}'`;
  return `SELECT create_distributed_table('public.${table.name}', 'jurisdiction_id', ${group})`;
}

interface Moves {
  /** Dropped now; `returns` of those that are made again. */
  readonly dropped: readonly AsideKey[];
  readonly returning: readonly AsideKey[];
}

/**
 * A local table may not refer to a distributed one, so such keys go for good; between two tables that both move, the key
 * goes before the first moves and comes back after the last.
 */
function keysToMove(catalogue: ScaleCatalogue, pending: readonly TableFacts[]): Moves {
  const kinds = kindsOf(catalogue);
  const moving = new Set(pending.map((one) => one.name));
  const touched = catalogue.foreignKeys.filter(
    (key) => (moving.has(key.table) || moving.has(key.target)) && key.table !== key.target,
  );
  const dropped = touched.map(({ table, name, definition }) => ({
    table,
    name,
    definition,
    returns: kinds.get(table) !== 'local',
  }));
  const returning = [...catalogue.aside, ...dropped].filter((key) => key.returns);
  return { dropped, returning };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Remembered and dropped together: an interruption loses no key. */
function asideStatement(key: AsideKey): Statement {
  const values = [quoted(key.table), quoted(key.name), quoted(key.definition), String(key.returns)].join(
    ', ',
  );
  return {
    phase: 'aside',
    lines: [
      'BEGIN',
      `INSERT INTO public.foreign_keys_aside (table_name, name, definition, returns) VALUES (${values})`,
      `ALTER TABLE public.${key.table} DROP CONSTRAINT ${key.name}`,
      'COMMIT',
    ],
  };
}

function returnStatement(key: AsideKey): Statement {
  return {
    phase: 'return',
    lines: [
      'BEGIN',
      // One connection per node: a key to a reference table must not follow parallel work of the same transaction.
      `SET LOCAL citus.multi_shard_modify_mode TO 'sequential'`,
      `ALTER TABLE public.${key.table} ADD CONSTRAINT ${key.name} ${key.definition}`,
      `DELETE FROM public.foreign_keys_aside WHERE table_name = ${quoted(key.table)} AND name = ${quoted(key.name)}`,
      'COMMIT',
    ],
  };
}

/** Before the table moves: Citus gives its shards the privileges that it has then. */
function privilegeStatements(table: TableFacts): readonly Statement[] {
  const rights = table.isAppendOnly ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE';
  return [
    one('privileges', `REVOKE ALL ON public.${table.name} FROM ${appRole}, PUBLIC`),
    one('privileges', `GRANT ${rights} ON public.${table.name} TO ${appRole}`),
  ];
}

/** The leader first, then tables whose targets came before; a circle (none is known) keeps the order of names. */
function parentsFirst(tables: readonly TableFacts[], keys: readonly ForeignKey[]): readonly TableFacts[] {
  const byName = new Map(tables.map((one) => [one.name, one]));
  const sorted = new Set<TableFacts>();
  const entered = new Set<string>();
  const enter = (table: TableFacts): void => {
    if (entered.has(table.name)) return;
    entered.add(table.name);
    for (const key of keys) {
      const target = key.table === table.name ? byName.get(key.target) : undefined;
      if (target !== undefined) enter(target);
    }
    sorted.add(table);
  };
  const first = byName.get(leader);
  if (first !== undefined) sorted.add(first);
  if (first !== undefined) entered.add(leader);
  for (const table of tables) enter(table);
  return [...sorted];
}
