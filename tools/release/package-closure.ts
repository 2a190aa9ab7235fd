/** Which packages of the lock a workspace loads when it runs, found as Node finds them. Reads the lock only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly resolved?: string;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: string | readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface LockedPackage {
  /** Its folder in the checkout, such as `node_modules/pg` or `packages/core`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package says it; empty where it says nothing. */
  readonly licence: string;
  /** `sha512-…` of the archive in the registry; null of our own. */
  readonly integrity: string | null;
}

export type Lock = Readonly<Record<string, LockEntry>>;

export function readLock(root: string): Lock {
  const text = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return (JSON.parse(text) as { readonly packages: Lock }).packages;
}

/** Every package that `start` (a folder of the lock) needs on that machine, itself included, sorted by path. */
export function packageClosure(lock: Lock, start: string, cpu: string): readonly LockedPackage[] {
  const found = new Set([start]);
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    for (const name of wantedBy(lock[path] ?? {})) {
      const target = resolveIn(lock, path, name);
      if (target === null || found.has(target) || !runsOn(lock[target] ?? {}, cpu)) continue;
      found.add(target);
      queue.push(target);
    }
  }
  return [...found].sort().map((path) => lockedPackage(lock, path));
}

/** One package by its folder in the lock. Throws when the lock has none. */
export function lockedPackage(lock: Lock, path: string): LockedPackage {
  const entry = lock[path];
  if (entry?.version === undefined) throw new Error(`the lock has no ${path}`);
  const name = path.split('node_modules/').at(-1) ?? path;
  return {
    path,
    name: path.includes('node_modules/') ? name : `@mingcha/${path.split('/').at(-1) ?? ''}`,
    version: entry.version,
    licence: entry.license ?? '',
    integrity: entry.integrity ?? null,
  };
}

function wantedBy(entry: LockEntry): readonly string[] {
  const peers = Object.keys(entry.peerDependencies ?? {});
  return [
    ...Object.keys(entry.dependencies ?? {}),
    ...Object.keys(entry.optionalDependencies ?? {}),
    ...peers.filter((name) => entry.peerDependenciesMeta?.[name]?.optional !== true),
  ];
}

/** From the folder of the asking package upwards; null of an optional one that is not locked. */
function resolveIn(lock: Lock, from: string, name: string): string | null {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    const entry = lock[path];
    if (entry !== undefined) return entry.link === true ? (entry.resolved ?? null) : path;
    if (folder === '') return null;
  }
}

function parentOf(folder: string): string {
  const at = folder.lastIndexOf('/node_modules/');
  if (at >= 0) return folder.slice(0, at);
  return '';
}

function runsOn(entry: LockEntry, cpu: string): boolean {
  return allows(entry.os, 'linux') && allows(entry.cpu, cpu) && allows(entry.libc, 'glibc');
}

function allows(list: string | readonly string[] | undefined, value: string): boolean {
  if (list === undefined) return true;
  const words = [list].flat();
  return (
    !words.includes(`!${value}`) && (words.includes(value) || words.every((word) => word.startsWith('!')))
  );
}
