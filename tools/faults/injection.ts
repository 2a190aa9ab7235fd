/**
 * each call of the system that a writer makes fails once, or ends the process, at exactly that call; then the writer's
 * folder is looked at. A first run without faults counts the calls. The tracer is attached to the one thread of libuv that does
 * the file work, so that the calls are those of the writer alone.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Writer, writers } from './writers.ts';

export const injected = ['EIO', 'ENOSPC', 'SIGKILL'] as const;
export type Injected = (typeof injected)[number];

export interface Case {
  readonly writer: Writer;
  readonly call: string;
  /** From 1. */
  readonly occurrence: number;
  readonly what: Injected;
}

/** Calls that make or change something; reading calls fail no writer's promise. */
const traced =
  'openat,write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,link,linkat,mkdir,mkdirat,close,ftruncate,copy_file_range,sendfile,unlink';

interface Ended {
  /** What the process said: acknowledged, refused CODE; null when it said nothing. */
  readonly said: string | null;
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** All cases, by a run of each writer without faults. */
export async function allCases(): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for (const writer of writers) {
    await inFolder(writer, async (folder, scratch) => {
      const trace = join(scratch, 'trace');
      const ended = await run(writer, folder, ['-y', '-o', trace, '-e', `trace=${traced}`]);
      if (ended.said !== 'acknowledged')
        throw new Error(`${writer.name} without faults: ${JSON.stringify(ended)}`);
      const counts = new Map<string, number>();
      for (const [line, call = ''] of readFileSync(trace, 'utf8').matchAll(/^(\w+)\(.*$/gm)) {
        const occurrence = (counts.get(call) ?? 0) + 1;
        counts.set(call, occurrence);
        if (isWaking(line)) continue;
        for (const what of injected) cases.push({ writer, call, occurrence, what });
      }
    });
  }
  return cases;
}

/** The thread that did the work wakes the other one by a write of its own, which is no work of files. */
const isWaking = (line: string): boolean => line.includes('[eventfd');

/** What is wrong after the case, empty as it should be; null when the fault fell beside the work of files. */
export async function tryCase(one: Case): Promise<readonly string[] | null> {
  const { writer, call, occurrence, what } = one;
  return inFolder(writer, async (folder, scratch) => {
    const trace = join(scratch, 'trace');
    const fault = what === 'SIGKILL' ? 'signal=SIGKILL' : `error=${what}`;
    const ended = await run(writer, folder, [
      '-y',
      '-o',
      trace,
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:${fault}:when=${occurrence}`,
    ]);
    const struck = readFileSync(trace, 'utf8')
      .split('\n')
      .find((line) => line.includes('(INJECTED)'));
    if (struck === undefined ? what !== 'SIGKILL' : isWaking(struck)) return null;
    const faults: string[] = [];
    if (what === 'SIGKILL' && ended.signal !== 'SIGKILL') return null;
    // An error that is nobody's promise would end a server.
    if (what !== 'SIGKILL' && ended.said === null)
      faults.push(`the process died of ${what}: ${JSON.stringify(ended)}`);
    try {
      faults.push(...(await writer.recover(folder, ended.said === 'acknowledged')));
    } catch (error) {
      faults.push(`does not recover: ${String(error)}`);
    }
    return faults;
  });
}

export const nameOf = ({ writer, call, occurrence, what }: Case): string =>
  `${writer.name}, ${call} number ${occurrence}: ${what}`;

/** A folder as it is before the writing, and room beside it; both go afterwards. */
export async function inFolder<T>(
  writer: Writer,
  work: (folder: string, scratch: string) => Promise<T>,
): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'mingcha-injection-'));
  const folder = join(scratch, 'folder');
  mkdirSync(folder);
  try {
    await writer.prepare(folder);
    return await work(folder, scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function run(writer: Writer, folder: string, tracing: readonly string[]): Promise<Ended> {
  const child = startWriter(writer, folder);
  return child.go((pid) => ['-p', fileThread(pid), ...tracing]);
}

/** Traces all threads of a writer; says which they are. */
export async function runTraced(
  writer: Writer,
  folder: string,
  tracing: readonly string[],
): Promise<Pick<Ended, 'said'> & { readonly threads: ReadonlySet<string> }> {
  const child = startWriter(writer, folder);
  let threads: ReadonlySet<string> = new Set();
  const ended = await child.go((pid) => {
    threads = new Set(readdirSync(`/proc/${pid}/task`));
    return ['-p', String(pid), ...tracing];
  });
  return { said: ended.said, threads };
}

/** Starts a process that waits; `go` attaches the tracer once it is ready, lets it write, and waits for its end. */
function startWriter(writer: Writer, folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer-child.ts'), writer.name, folder], {
    // One thread does all file work, by system calls of its own.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1', UV_USE_IO_URING: '0' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  const ready = new Promise<void>((resolve) => reader.once('line', () => resolve()));
  reader.on('line', (line) => lines.push(line));
  const ended = new Promise<Pick<Ended, 'signal' | 'code'>>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal })),
  );
  const go = async (tracing: (pid: number) => readonly string[]): Promise<Ended> => {
    await Promise.race([ready, ended]);
    const tracer = await attach(tracing(child.pid ?? 0));
    child.stdin.end('go\n');
    const end = await ended;
    await tracer.over;
    return { ...end, said: lines.find((line) => line !== 'ready') ?? null };
  };
  return { go };
}

/** Resolves once the tracer is attached. */
async function attach(tracing: readonly string[]): Promise<{ readonly over: Promise<void> }> {
  const tracer = spawn('strace', tracing, { stdio: ['ignore', 'ignore', 'pipe'] });
  const over = new Promise<void>((resolve) => {
    tracer.once('close', () => resolve());
    tracer.once('error', () => resolve());
  });
  await new Promise<void>((resolve, reject) => {
    tracer.once('error', reject);
    tracer.stderr.on('data', (bytes: Buffer) => {
      if (bytes.includes('attached')) resolve();
    });
    tracer.once('close', () => reject(new Error('the tracer could not attach')));
  });
  return { over };
}

function fileThread(pid: number): string {
  const tasks = `/proc/${pid}/task`;
  const thread = readdirSync(tasks).find(
    (id) => readFileSync(`${tasks}/${id}/comm`, 'utf8').trim() === 'libuv-worker',
  );
  if (thread === undefined) throw new Error('the process has no thread for files');
  return thread;
}
