/**
 * Where the server of a data folder listens, left in the folder for as long as it runs: whoever asks from another terminal knows
 * neither its PORT nor its options. A note of a process that is gone says nothing.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { isAlive } from '../db/process-table.ts';
import { writeWhole } from '../whole-file.ts';

export interface ServingNote {
  readonly machine: string;
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
}

const noteName = 'serving.json';

/** Leaves the note; the returned function takes it away, unless another process has left its own. */
export function leaveServingNote(
  { dataFolder, host }: Pick<Config, 'dataFolder' | 'host'>,
  at: Pick<ServingNote, 'port' | 'secure'>,
): () => Promise<void> {
  const path = join(dataFolder, noteName);
  const note: ServingNote = { machine: hostname(), pid: process.pid, host, ...at };
  writeWhole(path, `${JSON.stringify(note)}\n`, 0o644);
  return async () => {
    if (readNote(path)?.pid === process.pid) rmSync(path, { force: true });
  };
}

/** Of a server that is alive on this machine, or null. */
export function servingNote(dataFolder: string): ServingNote | null {
  const note = readNote(join(dataFolder, noteName));
  return note !== null && note.machine === hostname() && isAlive(note.pid) ? note : null;
}

function readNote(path: string): ServingNote | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ServingNote;
  } catch {
    return null;
  }
}
