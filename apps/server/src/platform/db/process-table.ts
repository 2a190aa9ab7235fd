/**
 * What the launcher of the embedded database asks the operating system: who may run it, which processes
 * live, which of them work in a data folder. Linux only, through /proc and /etc/passwd. Sends no signals.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** The uid and gid of a user of this machine, or null. */
export function findUser(name: string): RunAs | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/** Whether that user can pass every folder down to `path` and enter or execute it. */
export function canReach(user: RunAs | null, path: string): boolean {
  const tried = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { cwd: '/', ...user });
  return tried.status === 0;
}

/** Whether the process exists and is no zombie: in a container nobody may ever reap a dead orphan. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

/** The name of a process's program; null when it has ended. */
export function programOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return null;
  }
}

/** Live processes whose working folder is `folder`; a postmaster and its children stand in their data folder. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && workingFolder(pid) === folder);
}

/** Live processes that were given `argument`, such as a folder that they fill. */
export function processesGiven(argument: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && argumentsOf(pid).includes(argument));
}

function argumentsOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

/** Waits until `condition` holds; false when it does not within `milliseconds`. */
export async function until(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const step = 20;
  for (let waited = 0; waited <= milliseconds; waited += step) {
    if (condition()) return true;
    await sleep(step);
  }
  return condition();
}
