/**
 * COPY FROM STDIN over a connection of the pool: the fast way in for many rows. The statement comes from a
 * `*.queries.ts`; session settings live as long as the transaction.
 */
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { type Database, withClient } from './database.ts';

export interface CopyRequest {
  /** `COPY table (columns) FROM STDIN`. */
  readonly statement: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly input: Readable;
}

/** Copies in one transaction of its own; all rows or none. */
export async function copyInto(db: Database, request: CopyRequest): Promise<void> {
  await withClient(db, async (client) => {
    await client.query('BEGIN');
    for (const [name, value] of Object.entries({ statement_timeout: '0', ...request.settings })) {
      await client.query('SELECT set_config($1, $2, true)', [name, value]);
    }
    await pipeline(request.input, client.query(copyFrom(request.statement)));
    await client.query('COMMIT');
  });
}
