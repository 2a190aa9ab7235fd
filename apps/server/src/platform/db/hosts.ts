/**
 * A database of several servers of which one takes writes: `postgresql://user@one:5432,two:5432/name`. The client library
 * knows one host only, so here every new connection is asked whether its server may write, and when the server in use is gone
 * or became a standby the next ones go to the one that took over. What was under way on the old one fails; nothing is sent twice.
 */
import pg from 'pg';
import type { Log } from '../log.ts';
import { nameReadyStatements } from './ready.ts';

/** The address of each host by itself, in their order; one for an ordinary address. */
export function hostsOf(url: string): readonly string[] {
  const parts = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]*)(\/.*)$/.exec(url);
  if (parts === null) return [url];
  const [, before = '', hosts = '', after = ''] = parts;
  // Whoever writes it as other programs want it means what is done here anyway.
  const rest = after.replace(/([?&])target_session_attrs=read-write(&|$)/, '$1').replace(/[?&]$/, '');
  return hosts.split(',').map((host) => `${before}${host}${rest}`);
}

/** What the rest of the house needs of a pool. */
export interface ConnectionPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly clients: ReadonlySet<pg.PoolClient>;
  readonly options: pg.PoolOptions;
  connect(): Promise<pg.PoolClient>;
  end(): Promise<void>;
}

/** A pool on one server. */
export function watchedPool(
  options: pg.PoolConfig,
  log: Log | undefined,
): pg.Pool & Pick<ConnectionPool, 'clients'> {
  const pool = new pg.Pool(options);
  const clients = new Set<pg.PoolClient>();
  watch(pool, clients, log);
  return Object.assign(pool, { clients });
}

/**
 * A restart of the database must not end this process: both listeners are needed (pool for idle clients, client for the
 * moment of a broken statement).
 */
function watch(pool: pg.Pool, clients: Set<pg.PoolClient>, log: Log | undefined): void {
  const report = (error: Error) => log?.warn('database.connection_lost', { error });
  pool.on('error', report);
  pool.on('connect', (client) => {
    clients.add(client);
    nameReadyStatements(client);
    client.on('error', report);
  });
  pool.on('remove', (client) => clients.delete(client));
}

export interface Following {
  /** Options of a pool on one of the addresses. */
  readonly options: (url: string) => pg.PoolConfig;
  readonly log: Log | undefined;
}

/** How long a caller waits for a server that writes, milliseconds: longer than a failover takes, shorter than people do. */
const patience = 30_000;
const pause = 250;
/** A server that does not answer for so long, while another one writes, is given up with everything under way on it. */
const watchEvery = 2_000;
const answerWithin = 3_000;

/** Wrong login, database or limit of connections: no other host helps. */
const isRefusal = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^(?:28|3D|42|53300)/.test(error.code ?? '');

/** A pool that follows the server that takes writes. `urls` are at least two. */
export function followingPool(urls: readonly string[], of: Following): ConnectionPool {
  const clients = new Set<pg.PoolClient>();
  const lanes = urls.map((url) => startLane(url, of, clients));
  let now = 0;
  const go = (to: number, why: string) => {
    if (to === now) return;
    of.log?.warn('database.moved', { from: hostName(urls[now]), to: hostName(urls[to]), why });
    now = to;
  };
  const connect = async (): Promise<pg.PoolClient> => {
    const until = performance.now() + patience;
    for (let tries = 1; ; tries += 1) {
      const at = now;
      try {
        const client = await lanes[at]?.writable();
        if (client !== undefined) return client;
        if (at === now) go((at + 1) % lanes.length, 'standby');
      } catch (error) {
        if (isRefusal(error) || performance.now() > until) throw error;
        if (at === now) go((at + 1) % lanes.length, 'unreachable');
      }
      if (performance.now() > until) throw new Error('no server of the database takes writes');
      if (tries % lanes.length === 0) await new Promise((done) => setTimeout(done, pause));
    }
  };
  const endWatch = watchSilence(async () => {
    const at = now;
    if ((lanes[at]?.pool.totalCount ?? 0) === 0 || (await roleOf(urls[at] ?? '', of)) === 'writes') return;
    const roles = await Promise.all(urls.map((url) => roleOf(url, of)));
    const other = roles.findIndex((role, i) => role === 'writes' && i !== at);
    if (other < 0 || roles[at] === 'writes') return;
    go(other, 'silent');
    lanes[at]?.abandon();
  });
  return asOne(lanes, { clients, connect, endWatch });
}

/** Looks again and again, never twice at once. Returns its end. */
function watchSilence(look: () => Promise<void>): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, watchEvery);
  timer.unref();
  return () => clearInterval(timer);
}

interface Joined extends Pick<ConnectionPool, 'clients' | 'connect'> {
  readonly endWatch: () => void;
}

function asOne(lanes: readonly Lane[], { clients, connect, endWatch }: Joined): ConnectionPool {
  const sum = (name: 'totalCount' | 'idleCount' | 'waitingCount') =>
    lanes.reduce((total, lane) => total + lane.pool[name], 0);
  return {
    clients,
    options: lanes[0]?.pool.options ?? new pg.Pool().options,
    connect,
    get totalCount() {
      return sum('totalCount');
    },
    get idleCount() {
      return sum('idleCount');
    },
    get waitingCount() {
      return sum('waitingCount');
    },
    end: async () => {
      endWatch();
      await Promise.all(lanes.map((lane) => lane.pool.end()));
    },
  };
}

interface Lane {
  readonly pool: pg.Pool;
  /** A connection to a server that takes writes; undefined when this one is a standby. */
  writable(): Promise<pg.PoolClient | undefined>;
  /** Cuts every connection: whoever waits for an answer gets an error now. */
  abandon(): void;
}

function startLane(url: string, of: Following, clients: Set<pg.PoolClient>): Lane {
  const pool = new pg.Pool(of.options(url));
  const open = new Set<pg.PoolClient>();
  const asked = new WeakSet<pg.PoolClient>();
  watch(pool, clients, of.log);
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  return {
    pool,
    writable: async () => {
      const client = await pool.connect();
      if (asked.has(client)) return client;
      try {
        if (!(await isStandby(client))) {
          asked.add(client);
          return client;
        }
      } catch (error) {
        client.release(true);
        throw error;
      }
      client.release(true);
      return undefined;
    },
    abandon: () => {
      for (const client of open) socketOf(client)?.destroy(new Error('the server of the database is silent'));
    },
  };
}

async function isStandby(client: Pick<pg.ClientBase, 'query'>): Promise<boolean> {
  const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
  return rows[0]?.standby !== false;
}

/** Of the library's own; there is no other way to end a connection that no longer answers. */
function socketOf(client: pg.PoolClient): { destroy(error: Error): void } | undefined {
  return (client as unknown as { connection?: { stream?: { destroy(error: Error): void } } }).connection
    ?.stream;
}

async function roleOf(url: string, of: Following): Promise<'writes' | 'stands by' | 'silent'> {
  const { connectionString, options } = of.options(url);
  const client = new pg.Client({
    ...(connectionString === undefined ? {} : { connectionString }),
    ...(options === undefined ? {} : { options }),
    connectionTimeoutMillis: answerWithin,
    query_timeout: answerWithin,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await isStandby(client)) ? 'stands by' : 'writes';
  } catch {
    return 'silent';
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** The first address whose server takes writes, as a single address. Throws what the last one said. */
export async function writableOf(url: string, connect: (one: string) => Promise<pg.Client>): Promise<string> {
  const urls = hostsOf(url);
  if (urls.length === 1) return url;
  const until = performance.now() + patience;
  for (;;) {
    let failure: unknown;
    for (const one of urls) {
      try {
        const client = await connect(one);
        const standby = await isStandby(client);
        await client.end();
        if (!standby) return one;
      } catch (error) {
        failure = error;
      }
    }
    if (performance.now() > until) throw failure ?? new Error('no server of the database takes writes');
    await new Promise((done) => setTimeout(done, pause));
  }
}

function hostName(url: string | undefined): string {
  const parsed = URL.parse(url ?? '');
  return parsed?.searchParams.get('host') ?? parsed?.host ?? '?';
}
