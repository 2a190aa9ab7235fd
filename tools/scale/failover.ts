/**
 * Failover of the database under load, for real: three network namespaces, each with etcd, patroni and PostgreSQL 15 in
 * synchronous mode, and writers that follow the primary as the server does. The primary is killed with SIGKILL, then the
 * network of the primary is cut. Every acknowledged row must be there afterwards, once.
 *   node tools/scale/failover.ts     as root, with Debian's patroni, etcd-server and postgresql-15; some minutes
 */
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../apps/server/src/platform/db/database.ts';
import { unprivilegedUser } from '../../apps/server/src/platform/db/embedded-folders.ts';
import { keepEvidence } from '../evidence/record.ts';

const nodes = [1, 2, 3] as const;
const prefix = 'mcf';
const net = '10.213.77';
const address = (n: number) => `${net}.${n}`;
const binaries = '/usr/lib/postgresql/15/bin';
const folder = mkdtempSync(join(tmpdir(), 'mingcha-failover-'));
const user = unprivilegedUser();
/** First process of each program started, in a group of its own. */
const groups = new Map<string, number>();

function call(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
const ip = (...args: readonly string[]) => call('ip', ...args);
const space = (n: number) => `${prefix}${n}`;

function buildNetwork(): void {
  ip('link', 'add', `${prefix}br`, 'type', 'bridge');
  ip('addr', 'add', `${net}.254/24`, 'dev', `${prefix}br`);
  ip('link', 'set', `${prefix}br`, 'up');
  for (const n of nodes) {
    ip('netns', 'add', space(n));
    ip('link', 'add', `${prefix}v${n}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', space(n));
    ip('link', 'set', `${prefix}v${n}`, 'master', `${prefix}br`, 'up');
    ip('-n', space(n), 'addr', 'add', `${address(n)}/24`, 'dev', 'eth0');
    ip('-n', space(n), 'link', 'set', 'eth0', 'up');
    ip('-n', space(n), 'link', 'set', 'lo', 'up');
  }
}

function removeNetwork(): void {
  for (const n of nodes) quietly(() => ip('netns', 'del', space(n)));
  quietly(() => ip('link', 'del', `${prefix}br`));
}

function quietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // It was not there.
  }
}

function start(n: number, name: string, args: readonly string[]): void {
  const child = spawn(
    'ip',
    [
      'netns',
      'exec',
      space(n),
      'setpriv',
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      ...args,
    ],
    {
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: folder },
    },
  );
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => appendFileSync(join(folder, `${name}${n}.log`), data));
  if (child.pid !== undefined) groups.set(`${name}${n}`, child.pid);
}

function own(path: string): string {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o700);
  chownSync(path, user.uid, user.gid);
  return path;
}

function startEtcd(n: number): void {
  const cluster = nodes.map((one) => `n${one}=http://${address(one)}:2380`).join(',');
  const here = (port: number) => `http://${address(n)}:${port}`;
  start(n, 'etcd', [
    'etcd',
    '--name',
    `n${n}`,
    '--data-dir',
    own(join(folder, `etcd-data${n}`)),
    '--listen-peer-urls',
    here(2380),
    '--initial-advertise-peer-urls',
    here(2380),
    '--listen-client-urls',
    `${here(2379)},http://127.0.0.1:2379`,
    '--advertise-client-urls',
    here(2379),
    '--initial-cluster',
    cluster,
    '--initial-cluster-state',
    'new',
    '--enable-v2',
    '--heartbeat-interval',
    '200',
    '--election-timeout',
    '2000',
  ]);
}

function startPatroni(n: number): void {
  const settings = {
    scope: 'mingcha',
    name: `n${n}`,
    restapi: { listen: `${address(n)}:8008`, connect_address: `${address(n)}:8008` },
    etcd3: { hosts: nodes.map((one) => `${address(one)}:2379`) },
    bootstrap: {
      dcs: {
        ttl: 20,
        loop_wait: 5,
        retry_timeout: 5,
        maximum_lag_on_failover: 1_048_576,
        synchronous_mode: true,
        synchronous_mode_strict: false,
        postgresql: {
          use_pg_rewind: true,
          parameters: {
            max_connections: 50,
            shared_buffers: '32MB',
            wal_log_hints: 'on',
            synchronous_commit: 'on',
          },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C' }],
      pg_hba: ['host all all 0.0.0.0/0 trust', 'host replication all 0.0.0.0/0 trust', 'local all all trust'],
    },
    postgresql: {
      listen: `${address(n)},127.0.0.1:5432`,
      connect_address: `${address(n)}:5432`,
      data_dir: join(own(join(folder, `pg${n}`)), 'data'),
      bin_dir: binaries,
      pgpass: join(folder, `pg${n}`, 'pgpass'),
      authentication: {
        replication: { username: 'replicator' },
        superuser: { username: 'postgres' },
        rewind: { username: 'postgres' },
      },
      parameters: { unix_socket_directories: own(join(folder, `socket${n}`)) },
    },
    watchdog: { mode: 'off' },
  };
  const file = join(folder, `patroni${n}.yml`);
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(settings));
  start(n, 'patroni', ['patroni', file]);
}

async function primary(): Promise<number | null> {
  for (const n of nodes) {
    const client = new pg.Client({
      host: address(n),
      user: 'postgres',
      database: 'postgres',
      connectionTimeoutMillis: 1_000,
      query_timeout: 1_500,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query(
        'SELECT pg_is_in_recovery() AS standby, (SELECT count(*)::int FROM pg_stat_replication) AS followers',
      );
      if (rows[0]?.standby === false) return n;
    } catch {
      // Not this one.
    } finally {
      void client.end().catch(() => undefined);
    }
  }
  return null;
}

async function until(what: string, seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    if (await holds()) return;
    await setTimeout(300);
  }
  throw new Error(`never: ${what}; logs in ${folder}`);
}

async function inSync(): Promise<boolean> {
  const n = await primary();
  if (n === null) return false;
  const client = new pg.Client({
    host: address(n),
    user: 'postgres',
    database: 'postgres',
    query_timeout: 2_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE sync_state IN ('sync', 'quorum'))::int AS sync FROM pg_stat_replication`,
    );
    return rows[0]?.n >= 2 && rows[0]?.sync >= 1;
  } catch {
    return false;
  } finally {
    void client.end().catch(() => undefined);
  }
}

const url = `postgresql://postgres@${nodes.map((n) => `${address(n)}:5432`).join(',')}/postgres?target_session_attrs=read-write`;
const acknowledged: string[] = [];
let lastAnswer = performance.now();
let longest = 0;
let failed = 0;
let sent = 0;
let stopping = false;

/** Writes rows under ids of its own; a failed one is sent again under the same id, as clients of the house do. */
async function writer(db: ReturnType<typeof openDatabase>, name: number): Promise<void> {
  for (let n = 0; !stopping; n += 1) {
    const id = `${name}-${n}`;
    for (;;) {
      try {
        sent += 1;
        await sql`INSERT INTO acknowledged (id) VALUES (${id}) ON CONFLICT DO NOTHING`.execute(db);
        acknowledged.push(id);
        const now = performance.now();
        longest = Math.max(longest, now - lastAnswer);
        lastAnswer = now;
        break;
      } catch {
        failed += 1;
        if (stopping) return;
        await setTimeout(200);
      }
    }
    await setTimeout(20);
  }
}

interface Blow {
  readonly what: string;
  readonly silence: number;
  readonly from: number;
  readonly to: number;
}

async function blow(what: string, strike: (n: number) => void): Promise<Blow> {
  await until('two standbys, one of them synchronous', 120, inSync);
  await setTimeout(3_000);
  const from = (await primary()) ?? 0;
  longest = 0;
  lastAnswer = performance.now();
  const before = acknowledged.length;
  strike(from);
  await until(`writes go on after ${what}`, 120, async () => {
    const now = await primary();
    return now !== null && now !== from && acknowledged.length > before + 100 && longest > 1_000;
  });
  const to = (await primary()) ?? 0;
  console.log(
    `${what}: node ${from} to node ${to}, ${(longest / 1000).toFixed(1)} s without an acknowledged write`,
  );
  return { what, silence: longest / 1000, from, to };
}

function killPrimary(n: number): void {
  const data = join(folder, `pg${n}`, 'data');
  const pids = call('pgrep', '-f', `postgres.* -D ${data}`).trim().split('\n').map(Number);
  for (const pid of [...pids, groups.get(`patroni${n}`) ?? 0].filter((one) => one > 1)) {
    quietly(() => process.kill(pid, 'SIGKILL'));
  }
}

async function main(): Promise<void> {
  chmodSync(folder, 0o755);
  removeNetwork();
  buildNetwork();
  const began = Date.now();
  for (const n of nodes) startEtcd(n);
  await setTimeout(4_000);
  for (const n of nodes) startPatroni(n);
  await until('a primary with its standbys', 180, inSync);
  console.log(`cluster stands after ${Math.round((Date.now() - began) / 1000)} s`);
  const db = openDatabase({ url, poolSize: 6, statementTimeout: 20_000 });
  await sql`CREATE TABLE acknowledged (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp())`.execute(
    db,
  );
  const writers = [1, 2, 3, 4].map((name) => writer(db, name));
  const blows: Blow[] = [];
  blows.push(await blow('SIGKILL of the primary', killPrimary));
  const dead = blows[0]?.from ?? 1;
  startPatroni(dead);
  blows.push(
    await blow('cut network of the primary', (n) => {
      ip('link', 'set', `${prefix}v${n}`, 'down');
    }),
  );
  ip('link', 'set', `${prefix}v${blows[1]?.from ?? 1}`, 'up');
  stopping = true;
  await Promise.all(writers);
  const { rows } = await sql<{ id: string }>`SELECT id FROM acknowledged`.execute(db);
  await db.destroy();
  const there = new Set(rows.map((row) => row.id));
  const missing = acknowledged.filter((id) => !there.has(id)).length;
  const doubled = rows.length - there.size;
  console.log(
    `${acknowledged.length} acknowledged, ${sent} sent, ${failed} failed and sent again; missing ${missing}, double ${doubled}`,
  );
  keepEvidence({
    name: 'failover',
    section: 'scale',
    title: 'Failover of the database in synchronous mode (patroni, etcd, three nodes)',
    command: 'node tools/scale/failover.ts',
    counts: {
      done: acknowledged.length,
      failed: missing + doubled,
      longestSeconds: Math.max(...blows.map((one) => one.silence)),
    },
    zeros: { acknowledgedMissing: missing, duplicates: doubled },
    figures: blows.map((one) => ({
      what: `${one.what}: time until writes are acknowledged again`,
      measured: `${one.silence.toFixed(1)} s`,
    })),
    notTested: [
      'Nodes on one machine: network namespaces stand in for machines; a lost disk and a lost room are not among the blows',
    ],
  });
  process.exitCode = missing + doubled === 0 ? 0 : 1;
}

function clean(): void {
  for (const pid of groups.values()) quietly(() => process.kill(-pid, 'SIGKILL'));
  for (const n of nodes) {
    quietly(() => {
      for (const pid of call('ip', 'netns', 'pids', space(n))
        .trim()
        .split('\n')
        .map(Number)
        .filter((one) => one > 1))
        quietly(() => process.kill(pid, 'SIGKILL'));
    });
  }
  removeNetwork();
}

if (process.getuid?.() !== 0) {
  console.error('needs root: it makes network namespaces');
  process.exit(2);
}
process.once('SIGINT', () => process.exit(130));
process.once('exit', clean);
await main();
rmSync(folder, { recursive: true, force: true });
process.exit();
