/**
 * One process per data folder. The lock is an abstract unix socket named after the folder, which the kernel
 * frees when its holder dies, however it dies; whoever is refused is told the holder's process number.
 */
import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname } from 'node:path';
import { SetupError } from '../setup-error.ts';

export interface FolderLock {
  release(): Promise<void>;
}

/** Takes the lock of an existing folder. Throws SetupError `data.locked`. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const name = lockName(folder);
  const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)));
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(true) : reject(error),
    );
    // A worker of several takes it itself and does not ask its primary to.
    server.listen({ path: name, exclusive: true }, () => resolve(false));
  });
  if (taken) throw new SetupError('data.locked', { path: folder, pid: (await lockHolder(folder)) ?? '?' });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** The process that holds the folder's lock, or null. */
export async function lockHolder(folder: string): Promise<number | null> {
  return new Promise((resolve) => {
    const socket = connect(lockName(folder));
    let said = '';
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(said === '' ? null : Number(said)));
  });
}

function lockName(folder: string): string {
  return `\0mingcha-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)}`;
}

/** Makes the folder and its parents where absent, whatever the umask. Throws SetupError `data.unwritable`. */
export function ensureFolder(folder: string, mode: number): void {
  try {
    makeFolder(folder, mode);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError('data.unwritable', { path: folder, reason }, error);
  }
}

/** One by one: Node's own `recursive` never returns where a file system says "not found" to every mkdir (/proc). */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return accessSync(folder, constants.W_OK);
  makeFolder(dirname(folder), mode);
  mkdirSync(folder);
  chmodSync(folder, mode);
}
