/**
 * Where the lines of the log lie: one file that is set aside when it has grown, packed, and removed after its days. A full
 * disk loses lines and says how many once there is room again; it never ends or slows the server. Needs no outside tool.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

export interface LogFileOptions {
  /** The file that is written, `…/mingcha.log`; what was set aside lies beside it as `mingcha-<instant>.log.gz`. */
  readonly path: string;
  readonly maxBytes: number;
  readonly keepDays: number;
  /** Now as an ISO string. */
  readonly now: () => string;
}

export interface LogFile {
  /** Takes one line without its line feed; returns at once. */
  write(line: string): void;
  /** Writes what waits, then closes. */
  close(): Promise<void>;
}

/** Lines that wait for the disk at most; more are lost and counted. */
const longestQueue = 20_000;
const day = 86_400_000;

interface State {
  readonly options: LogFileOptions;
  queue: string[];
  lost: number;
  handle: FileHandle | null;
  size: number;
  working: Promise<void> | null;
}

/** Opens lazily, so that an unwritable folder is met where it can be survived. */
export function openLogFile(options: LogFileOptions): LogFile {
  const state: State = { options, queue: [], lost: 0, handle: null, size: 0, working: null };
  return {
    write: (line) => {
      if (state.queue.length >= longestQueue) state.lost += 1;
      else state.queue.push(line);
      state.working ??= drain(state);
    },
    close: async () => {
      while (state.working !== null) await state.working;
      await state.handle?.close();
      state.handle = null;
    },
  };
}

async function drain(state: State): Promise<void> {
  // All lines of one turn of the loop go in one write.
  await Promise.resolve();
  while (state.queue.length > 0) await writeAll(state, state.queue.splice(0));
  state.working = null;
}

async function writeAll(state: State, lines: readonly string[]): Promise<void> {
  const { options } = state;
  try {
    const handle = (state.handle ??= await opened(state));
    const missed = state.lost === 0 ? '' : `${lostLine(state.lost, options.now())}\n`;
    const bytes = Buffer.from(`${missed}${lines.join('\n')}\n`);
    await handle.write(bytes);
    state.lost = 0;
    state.size += bytes.length;
    if (state.size >= options.maxBytes) await setAside(state);
  } catch {
    state.lost += lines.length;
    await state.handle?.close().catch(() => undefined);
    state.handle = null;
  }
}

function lostLine(count: number, at: string): string {
  return JSON.stringify({ at, level: 'warn', event: 'log.lost', lines: count });
}

async function opened(state: State): Promise<FileHandle> {
  const handle = await open(state.options.path, 'a', 0o600);
  state.size = (await handle.stat()).size;
  return handle;
}

async function setAside(state: State): Promise<void> {
  const { path, now } = state.options;
  await state.handle?.close();
  state.handle = null;
  state.size = 0;
  const stamp = now().replaceAll(/[-:.]/g, '');
  const aside = `${path.replace(/\.log$/, '')}-${stamp}.log`;
  await rename(path, aside);
  await pack(aside);
  await removeOld(state.options);
}

/** A file that could not be packed stays as it is. */
async function pack(path: string): Promise<void> {
  try {
    await pipeline(
      createReadStream(path),
      createGzip(),
      createWriteStream(`${path}.gz`, { flags: 'wx', mode: 0o600 }),
    );
    await rm(path);
  } catch {
    await rm(`${path}.gz`, { force: true });
  }
}

/** The files of a log, oldest first, the one being written last. */
export async function logFilesOf(path: string): Promise<readonly string[]> {
  const folder = join(path, '..');
  const stem = basename(path, '.log');
  const names = await readdir(folder).catch(() => [] as string[]);
  const aside = names.filter(
    (name) => name.startsWith(`${stem}-`) && /-\d{8}T\d+Z\.log(?:\.gz)?$/.test(name),
  );
  return [...aside.sort(), ...names.filter((name) => name === `${stem}.log`)].map((name) =>
    join(folder, name),
  );
}

/** The logs of all processes of a data folder: `mingcha.log`, and `mingcha.<process>.log` of each of several. */
export async function logsBeside(path: string): Promise<readonly string[]> {
  const stem = basename(path, '.log');
  const names = await readdir(join(path, '..')).catch(() => [] as string[]);
  const own = names.flatMap((name) => {
    const found = /^(.+?)(?:-\d{8}T\d+Z)?\.log(?:\.gz)?$/.exec(name)?.[1];
    return found !== undefined && (found === stem || found.startsWith(`${stem}.`)) ? [`${found}.log`] : [];
  });
  return [...new Set([`${stem}.log`, ...own])].sort().map((name) => join(path, '..', name));
}

/** Removes files set aside whose last line is older than the days kept. */
export async function removeOld(options: Omit<LogFileOptions, 'maxBytes'>): Promise<number> {
  const before = Date.parse(options.now()) - options.keepDays * day;
  let removed = 0;
  for (const file of (await logFilesOf(options.path)).slice(0, -1)) {
    const { mtimeMs } = await stat(file);
    if (mtimeMs >= before) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}
