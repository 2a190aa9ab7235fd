/**
 * Peak memory while something runs, on Linux: resident memory of this process and its children, PostgreSQL's
 * processes counted apart by their proportional share, since they map the same buffers.
 */
import { readdirSync, readFileSync } from 'node:fs';

export interface Peaks {
  /** This process and the children it started. */
  readonly ours: number;
  readonly postgres: number;
}

const everyMs = 50;

/** Samples until `work` ends. Zeros where /proc cannot be read. */
export async function withPeaks<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly peaks: Peaks }> {
  let [ours, postgres, count] = [0, 0, 0];
  const look = (): void => {
    const family = processes();
    ours = Math.max(ours, sum(family.ours, residentOf));
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
    return { ours, postgres };
  }
}

function sum(pids: readonly number[], of: (pid: number) => number): number {
  return pids.reduce((total, pid) => total + of(pid), 0);
}

/** This process with its descendants, split at every `postgres`. */
function processes(): { readonly ours: readonly number[]; readonly postgres: readonly number[] } {
  const children = new Map<number, { pid: number; name: string }[]>();
  for (const entry of readdirOf('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const found = /^(\d+) \((.*)\) \S (\d+)/s.exec(readOf(`/proc/${entry}/stat`));
    if (found === null) continue;
    const parent = Number(found[3]);
    children.set(parent, [...(children.get(parent) ?? []), { pid: Number(found[1]), name: found[2] ?? '' }]);
  }
  const ours: number[] = [process.pid];
  const postgres: number[] = [];
  const walk = (parent: number, inside: boolean): void => {
    for (const { pid, name } of children.get(parent) ?? []) {
      const isServer = inside || name.startsWith('postgres');
      (isServer ? postgres : ours).push(pid);
      walk(pid, isServer);
    }
  };
  walk(process.pid, false);
  return { ours, postgres };
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
