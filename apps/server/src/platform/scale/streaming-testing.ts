/** A primary and its streaming standby of Debian's PostgreSQL for tests, on sockets in a temporary folder. */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { unprivilegedUser } from '../db/embedded-folders.ts';

export interface StreamingPair {
  readonly primary: Server;
  readonly standby: Server;
  remove(): Promise<void>;
}

export interface Server {
  /** Of a superuser, for the database `postgres`. */
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL to all its processes. */
  kill(): void;
  run(statement: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

function childrenOf(pid: number): readonly number[] {
  const line = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return line === '' ? [] : line.split(' ').map(Number);
}

export async function startPair(): Promise<StreamingPair> {
  const binaries = globSync('/usr/lib/postgresql/*/bin').sort()[0] ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-pair-'));
  const user = process.getuid?.() === 0 ? unprivilegedUser() : null;
  const own = (path: string) => {
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o700);
    if (user !== null) chownSync(path, user.uid, user.gid);
    return path;
  };
  chmodSync(folder, 0o755);
  const as = user === null ? {} : { uid: user.uid, gid: user.gid };
  const call = (program: string, ...args: readonly string[]) =>
    execFileSync(join(binaries, program), args, { ...as, cwd: '/', stdio: 'pipe' });
  const [one, two, socket] = ['one', 'two', 'socket'].map((name) => own(join(folder, name)));
  if (one === undefined || two === undefined || socket === undefined) throw new Error('no folders');
  call('initdb', '-D', one, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync');
  appendFileSync(
    join(one, 'postgresql.conf'),
    `listen_addresses = ''\nunix_socket_directories = '${socket}'\nfsync = off\nshared_buffers = 32MB\nwal_level = replica\nwal_receiver_status_interval = 1s\n`,
  );
  const server = (data: string, port: number): Server => {
    const url = `postgresql://postgres@localhost:${port}/postgres?host=${encodeURIComponent(socket)}`;
    let pid = 0;
    const run: Server['run'] = async (statement) => {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
      client.on('error', () => undefined);
      await client.connect();
      try {
        const result = await client.query(statement);
        return result.rows ?? [];
      } finally {
        await client.end();
      }
    };
    return {
      url,
      run,
      start: async () => {
        const child = spawn(join(binaries, 'postgres'), ['-D', data, '-p', String(port)], {
          ...as,
          cwd: '/',
          stdio: 'ignore',
          detached: true,
        });
        pid = child.pid ?? 0;
        for (let tries = 0; tries < 200; tries += 1) {
          if (
            await run('SELECT 1').then(
              () => true,
              () => false,
            )
          )
            return;
          await setTimeout(50);
        }
        throw new Error('the server did not start');
      },
      kill: () => {
        // Every backend leads a group of its own; the first process goes first, so that it starts none anew.
        const all = pid === 0 ? [] : childrenOf(pid);
        for (const one of pid === 0 ? [] : [pid, ...all]) process.kill(one, 'SIGKILL');
        pid = 0;
      },
    };
  };
  const primary = server(one, 5432);
  const standby = server(two, 5433);
  await primary.start();
  call(
    'pg_basebackup',
    '-D',
    two,
    '-h',
    socket,
    '-p',
    '5432',
    '-U',
    'postgres',
    '-R',
    '-X',
    'stream',
    '-c',
    'fast',
    '--no-sync',
  );
  await standby.start();
  return {
    primary,
    standby,
    remove: async () => {
      primary.kill();
      standby.kill();
      await setTimeout(200);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
