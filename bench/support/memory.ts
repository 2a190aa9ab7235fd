/**
 * Peak memory while something runs, on Linux: resident memory of this process and its children, PostgreSQL's
 * processes counted apart by their proportional share, since they map the same buffers.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Peaks {
  /** This process and the children it started, at one moment. */
  readonly ours: number;
  /** The children alone. */
  readonly children: number;
  readonly postgres: number;
}

const everyMs = 100;

/** Samples until `work` ends. Zeros where /proc cannot be read. */
export async function withPeaks<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly peaks: Peaks }> {
  let [ours, children, postgres, count] = [0, 0, 0, 0];
  const look = (): void => {
    const family = processes();
    const started = sum(family.ours.slice(1), residentOf);
    children = Math.max(children, started);
    ours = Math.max(ours, residentOf(process.pid) + started);
    // Shares of memory cost the kernel more to tell.
    if (count % 10 === 0) postgres = Math.max(postgres, sum(family.postgres, shareOf));
    count += 1;
  };
  look();
  const timer = setInterval(look, everyMs);
  try {
    return { value: await work(), peaks: peaks() };
  } finally {
    clearInterval(timer);
  }
  function peaks(): Peaks {
    look();
    return { ours, children, postgres };
  }
}

function sum(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + of(pid), 0);
}

/** This process with its descendants, split at every `postgres`. */
function processes(): { readonly ours: readonly number[]; readonly postgres: readonly number[] } {
  const ours: number[] = [process.pid];
  const postgres: number[] = [];
  const walk = (parent: number, inside: boolean): void => {
    for (const pid of childrenOf(parent)) {
      const isServer = inside || readOf(`/proc/${pid}/comm`).startsWith('postgres');
      (isServer ? postgres : ours).push(pid);
      walk(pid, isServer);
    }
  };
  walk(process.pid, false);
  return { ours, postgres };
}

function childrenOf(pid: number): readonly number[] {
  return readdirOf(`/proc/${pid}/task`).flatMap((thread) =>
    readOf(`/proc/${pid}/task/${thread}/children`)
      .split(' ')
      .filter((each) => each !== '')
      .map(Number),
  );
}

function residentOf(pid: number): number {
  return field(readOf(`/proc/${pid}/status`), 'VmRSS');
}

function shareOf(pid: number): number {
  return field(readOf(`/proc/${pid}/smaps_rollup`), 'Pss');
}

function field(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}

function readOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function readdirOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
