/**
 * A statement as PostgreSQL itself understood it: the body of a function that is never kept (`BEGIN ATOMIC`) stands in the
 * catalogue as a tree of nodes in PostgreSQL's own notation, which this reads. Needs PostgreSQL 15 or later.
 */
import type pg from 'pg';

export interface Node {
  readonly kind: string;
  readonly fields: ReadonlyMap<string, Value>;
}

/** An atom (`3`, `true`, `name`), nothing, a list or a node. */
export type Value = string | null | readonly Value[] | Node;

export function isNode(value: Value | undefined): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function nodeOf(value: Value | undefined): Node | null {
  return isNode(value) ? value : null;
}

export function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

export function numberOf(value: Value | undefined): number {
  return typeof value === 'string' ? Number(value) : 0;
}

export function atomOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Reads one value of the notation of `nodeToString`. */
export function readTree(text: string): Value {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|\\?[(){}](?![^\s(){}])|[(){}]|(?:\\.|[^\s(){}\\])+/g) ?? [];
  let at = 0;
  const next = (): string => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw new Error('the tree ends in its midst');
    return token;
  };
  const value = (): Value => {
    const token = next();
    if (token === '{') return node();
    if (token === '(') return list();
    if (token === '<>') return null;
    // A constant writes its length and then its bytes between brackets.
    if (tokens[at] === '[') {
      const from = at;
      while (next() !== ']');
      return `${token} ${tokens.slice(from, at).join(' ')}`;
    }
    return token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token.replace(/\\(.)/g, '$1');
  };
  const node = (): Node => {
    const kind = next();
    const fields = new Map<string, Value>();
    while (tokens[at] !== '}') fields.set(next().slice(1), value());
    at += 1;
    return { kind, fields };
  };
  const list = (): readonly Value[] => {
    const found: Value[] = [];
    while (tokens[at] !== ')') found.push(value());
    at += 1;
    return found;
  };
  return value();
}

/** Every node below, itself included, but not inside nodes where `enter` says no. */
export function* nodesIn(
  value: Value | undefined,
  enter: (node: Node) => boolean = () => true,
): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one, enter);
  if (!isNode(value)) return;
  yield value;
  if (enter(value)) for (const one of value.fields.values()) yield* nodesIn(one, enter);
}

/** The tree of a statement with `$1, $2, …`; null of one that PostgreSQL does not prepare (COPY, SET, BEGIN …). */
export async function treeOf(client: pg.Client, statement: string): Promise<Node | null> {
  if (!/^\s*(?:\(*\s*select|with|insert|update|delete)\b/i.test(statement)) return null;
  await client.query(`PREPARE looked_at AS ${statement}`);
  const { rows } = await client.query<{ types: string }>(
    `SELECT array_to_string(parameter_types::text[], ', ') AS types FROM pg_prepared_statements WHERE name = 'looked_at'`,
  );
  await client.query('DEALLOCATE looked_at');
  const types = rows[0]?.types ?? '';
  await client.query('BEGIN');
  try {
    await client.query(
      `CREATE FUNCTION pg_temp.looked_at(${types}) RETURNS void LANGUAGE sql BEGIN ATOMIC ${statement}; END`,
    );
    const body = await client.query<{ tree: string }>(
      `SELECT prosqlbody::text AS tree FROM pg_proc WHERE proname = 'looked_at' AND pronamespace = pg_my_temp_schema()`,
    );
    return [...nodesIn(readTree(body.rows[0]?.tree ?? '<>'))].find((one) => one.kind === 'QUERY') ?? null;
  } finally {
    await client.query('ROLLBACK');
  }
}
