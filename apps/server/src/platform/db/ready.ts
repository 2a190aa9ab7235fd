/**
 * Statements that are asked many times a second: built once for this process, and kept ready by PostgreSQL on each connection
 * under a name, so that neither side takes the same text apart again. Only for statements whose text never depends on their
 * values and which name their columns: a column that an upgrade adds must not change what a ready statement answers.
 */
import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Tx } from './database.ts';

/** Names by text; those of two processes behind one pooler agree, since the name follows from the text. */
const names = new Map<string, string>();

/** Stands for a value while a statement is built. */
class Slot {
  readonly place: number;
  constructor(place: number) {
    this.place = place;
  }
}

interface Built {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/**
 * A statement that is compiled at its first use and kept. `build` uses each of its values once or more as a value of the
 * statement and does nothing else with it: it is called with stand-ins. Throws at the first use when a value is left out.
 */
export function ready<Values extends readonly unknown[], Row>(
  build: (tx: Tx, ...values: Values) => CompiledQuery<Row>,
): (tx: Tx, ...values: Values) => Promise<readonly Row[]> {
  let built: Built | undefined;
  return async (tx, ...values) => {
    built ??= builtOf(tx, build, values.length);
    const parameters = built.parameters.map((one) => (one instanceof Slot ? values[one.place] : one));
    const { rows } = await tx.executeQuery<Row>(CompiledQuery.raw(built.text, parameters));
    return rows;
  };
}

function builtOf<Values extends readonly unknown[], Row>(
  tx: Tx,
  build: (tx: Tx, ...values: Values) => CompiledQuery<Row>,
  count: number,
): Built {
  const slots = Array.from({ length: count }, (_, place) => new Slot(place));
  const { sql: text, parameters } = build(tx, ...(slots as unknown as Values));
  for (const slot of slots)
    if (!parameters.includes(slot)) throw new Error(`value ${slot.place} is not in the statement: ${text}`);
  names.set(text, `m_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`);
  return { text, parameters };
}

/** Lets a new connection send ready statements by their names. */
export function nameReadyStatements(client: pg.ClientBase): void {
  const send = client.query.bind(client) as (...sent: unknown[]) => unknown;
  const named = (...sent: unknown[]): unknown => {
    const [text, values] = sent;
    const name = typeof text === 'string' && Array.isArray(values) ? names.get(text) : undefined;
    return name === undefined ? send(...sent) : send({ name, text, values });
  };
  client.query = named as unknown as pg.ClientBase['query'];
}
