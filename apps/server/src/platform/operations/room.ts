/**
 * Room on the disk (K-04). Before nothing is left the installation becomes read only, so that the database keeps what it
 * needs to end its work: writes are refused in one sentence, everything can be read, and with the room the writing comes
 * back by itself. A disk elsewhere (a database of its own machine) is known to be full once a write has failed there.
 */
import { statfsSync } from 'node:fs';
import pg from 'pg';
import type { Platform } from '../platform.ts';

const mebibyte = 1_048_576;

/** Bytes of a disk below which nothing is written: some segments of the database's log, and what is under way. */
export const leastRoom = 64 * mebibyte;
/** Bytes at which writing begins again, so that it does not flutter. */
const enoughRoom = 80 * mebibyte;

/** A look at the disk holds for so long, milliseconds. */
const lookMs = 500;
/** After a write that failed for lack of room the next one is tried so much later. */
const failedMs = 3000;

interface State {
  isFull: boolean;
  lookedAt: number;
  /** Until then it is full whatever the own disk says. */
  failedUntil: number;
}

const states = new WeakMap<Platform['config'], State>();

function stateOf({ config }: Pick<Platform, 'config'>): State {
  const state = states.get(config) ?? { isFull: false, lookedAt: Number.NEGATIVE_INFINITY, failedUntil: 0 };
  states.set(config, state);
  return state;
}

/** Whether nothing may be written now. Asks the operating system twice a second at most. */
export function isFull(platform: Pick<Platform, 'config' | 'log'>): boolean {
  const state = stateOf(platform);
  const now = performance.now();
  if (now - state.lookedAt < lookMs) return state.isFull || now < state.failedUntil;
  state.lookedAt = now;
  const free = freeBytes(platform.config.dataFolder, platform.config.filesFolder);
  const wasFull = state.isFull;
  state.isFull = free < (wasFull ? enoughRoom : leastRoom);
  if (state.isFull !== wasFull)
    platform.log.warn(state.isFull ? 'disk.full' : 'disk.room_again', {
      megabytes: Math.floor(free / mebibyte),
    });
  return state.isFull || now < state.failedUntil;
}

/** The least of the disks that these folders lie on; a folder that cannot be asked does not count. */
function freeBytes(...folders: readonly string[]): number {
  const free = folders.map((folder) => {
    try {
      const disk = statfsSync(folder);
      return disk.bavail * disk.bsize;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  });
  return Math.min(...free);
}

/** Free bytes of the disk of a folder; infinite where it cannot be asked. */
export function roomOf(folder: string): number {
  return freeBytes(folder);
}

const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether an error of the file system or of the database says that a disk is full. */
export function isDiskFull(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, message } = one as NodeJS.ErrnoException;
    if (fullCodes.has(code ?? '')) return true;
    // The database ends the session that cannot write its log and says so in words only.
    if (one instanceof pg.DatabaseError && /No space left on device/.test(message)) return true;
  }
  return false;
}

/** A write failed for lack of room: nothing is tried for a moment. */
export function noteDiskFull(platform: Pick<Platform, 'config'>): void {
  stateOf(platform).failedUntil = performance.now() + failedMs;
}
