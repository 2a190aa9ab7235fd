/** One start at a time on a given database: what the first makes (keys, first data, set-up code) the second finds. */
import pg from 'pg';
import { connectionOptions } from './database.ts';

/** Of the advisory lock; chosen at random, so that nothing else in the database uses it. */
const lockNumber = 7_306_018_443;

export async function oneStartAtATime<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionOptions(url));
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    return await work();
  } finally {
    await client.end();
  }
}
