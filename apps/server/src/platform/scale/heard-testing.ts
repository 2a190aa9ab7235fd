/**
 * The statements that tests really send as the server does, gathered for the gate that asks of each whether a cluster could
 * run it. `HEARD_STATEMENTS` names a folder; without it nothing is kept.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const heardVariable = 'HEARD_STATEMENTS';

let heard: Set<string> | undefined;

/** Hears a statement once per process; undefined where nobody listens. */
export function statementEar(): ((statement: string) => void) | undefined {
  const folder = process.env[heardVariable];
  if (folder === undefined) return undefined;
  if (heard === undefined) {
    const own = new Set<string>();
    heard = own;
    const file = join(folder, `${process.pid}-${randomBytes(4).toString('hex')}.json`);
    process.once('exit', () => writeFileSync(file, JSON.stringify([...own])));
  }
  const all = heard;
  return (statement) => all.add(statement);
}

/** Everything heard by the processes that were given this folder, each once. */
export function statementsIn(folder: string): readonly string[] {
  const all = readdirSync(folder).flatMap((file): readonly string[] =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  return [...new Set(all)];
}
