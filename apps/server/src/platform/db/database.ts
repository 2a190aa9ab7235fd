/**
 * The one way to PostgreSQL: a Kysely over a pool whose values come back as this house uses them. Days are
 * `YYYY-MM-DD` strings, instants ISO-8601 UTC strings with milliseconds, int8 is bigint, numeric stays text.
 * Stages add their tables by declaration merging in their own `tables.ts`; no table is named here.
 */
import type { Socket } from 'node:net';
import { Kysely, type LogEvent, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { type ConnectionPool, followingPool, hostsOf, watchedPool } from './hosts.ts';

/** All tables. Each stage merges its own: `declare module '../platform/db/database.ts' { interface Schema { … } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Schema {}

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

export interface DatabaseOptions {
  /** `postgresql://user:password@host:port/name`; a unix socket is `?host=/folder`; of several hosts the one that writes. */
  readonly url: string;
  /** Connections at most; at least 2, because one inside a transaction and one outside is a silent deadlock. */
  readonly poolSize?: number;
  /** Milliseconds after which the server ends a statement; 0 switches it off. */
  readonly statementTimeout?: number;
  /** Name shown in `pg_stat_activity`. */
  readonly applicationName?: string;
  /** Lets the process end while connections idle; for tests and the command line. */
  readonly endWhenIdle?: boolean;
  /** Told each statement that was answered, with `$1, $2, …` in the place of its values; for tests. */
  readonly ear?: ((statement: string) => void) | undefined;
  /** Milliseconds to wait for a connection, from a full pool or from the server. */
  readonly connectTimeout?: number;
  /** Milliseconds after which an answer is no longer waited for; 0 waits as long as the connection lives. */
  readonly answerTimeout?: number;
  readonly log?: Log;
}

const defaultPoolSize = 10;
const defaultStatementTimeout = 120_000;

/** Opens the pool lazily: the first statement connects. End it with `db.destroy()`. */
export function openDatabase(options: DatabaseOptions): Database {
  const poolSize = options.poolSize ?? defaultPoolSize;
  if (poolSize < 2) throw new Error('a pool needs at least two connections');
  const poolOptions = (url: string): pg.PoolConfig => ({
    ...connectionOptions(url, options.statementTimeout ?? defaultStatementTimeout),
    application_name: options.applicationName ?? 'mingcha',
    max: poolSize,
    connectionTimeoutMillis: options.connectTimeout ?? 10_000,
    ...(options.answerTimeout === undefined ? {} : { query_timeout: options.answerTimeout }),
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: options.endWhenIdle ?? false,
  });
  const urls = hostsOf(options.url);
  const pool =
    urls.length > 1
      ? followingPool(urls, { options: poolOptions, log: options.log })
      : watchedPool(poolOptions(options.url), options.log);
  const { ear } = options;
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    ...(ear === undefined ? {} : { log: ({ query }: LogEvent) => ear(query.sql) }),
  });
  pools.set(db, pool);
  ways.set(db, { options, clients: pool.clients, isAway: false });
  return db;
}

const pools = new WeakMap<Database, ConnectionPool>();

interface Way {
  readonly options: DatabaseOptions;
  readonly clients: ReadonlySet<pg.PoolClient>;
  isAway: boolean;
}
const ways = new WeakMap<Database, Way>();

/** A second pool on the same database, so that a full first one holds nothing up. */
export function openBeside(db: Database, change: Omit<DatabaseOptions, 'url'>): Database {
  const way = ways.get(db);
  if (way === undefined) throw new Error('this database was not opened by openDatabase');
  return openDatabase({ ...way.options, ...change });
}

/** What the heartbeat last found; requests are then refused at the door instead of waiting for nothing. */
export function isAway(db: Database): boolean {
  return ways.get(db)?.isAway ?? false;
}

export function setAway(db: Database, value: boolean): void {
  const way = ways.get(db);
  if (way !== undefined) way.isAway = value;
}

/** Breaks every connection of the pool: whatever waits for an answer on one of them fails now. New ones are made as asked for. */
export function cutConnections(db: Database): void {
  for (const client of ways.get(db)?.clients ?? []) {
    const { connection } = client as unknown as { readonly connection?: { readonly stream: Socket } };
    connection?.stream.destroy();
  }
}

/** Connections of the pool at this moment, and how many callers wait for one. */
export function poolState(db: Database): {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
} {
  const pool = pools.get(db);
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 };
}

/** A bare connection of the pool for what Kysely has no words for (COPY); it is given back afterwards. */
export async function withClient<T>(db: Database, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const pool = pools.get(db);
  if (pool === undefined) throw new Error('this database was not opened by openDatabase');
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection that failed inside a COPY is thrown away: its state is unknown.
    client.release(broken);
  }
}

/** Options of a single `pg.Client` with the same parsers and session settings (COPY, LISTEN, migrations). */
export function connectionOptions(url: string, statementTimeout = 0): pg.ClientConfig {
  return {
    connectionString: url,
    types: { getTypeParser },
    // A machine that lost its power says no goodbye: its locks are freed within half a minute (unix sockets need none of it).
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: `-c timezone=UTC -c statement_timeout=${statementTimeout} -c idle_in_transaction_session_timeout=300000 -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3`,
  };
}

type Parser = (text: string) => unknown;

const parsers = new Map<number, Parser>([
  [20, BigInt],
  [1082, (text) => text],
  [1184, parseInstant],
  [1016, arrayOf(BigInt)],
  [1182, arrayOf((text) => text)],
  [1185, arrayOf((text) => parseInstant(text.replaceAll('"', '')))],
]);

function getTypeParser(oid: number, format?: 'text' | 'binary'): Parser {
  const own = format === 'binary' ? undefined : parsers.get(oid);
  return own ?? (pg.types.getTypeParser(oid, format as 'text') as Parser);
}

/** `2026-11-22 06:52:09.123456+00`, as a session in UTC prints it, to `2026-11-22T06:52:09.123Z`. */
function parseInstant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text);
  if (match === null) throw new Error(`not an instant in UTC: ${text}`);
  const [, day, time, fraction = ''] = match;
  return `${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

/** One-dimensional arrays of values that need no quotes. */
function arrayOf(parse: Parser): Parser {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((item) => (item === 'NULL' ? null : parse(item)));
}
