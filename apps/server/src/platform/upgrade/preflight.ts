/**
 * Everything that is looked at before an upgrade, each with a light: red ends it, amber is to be known. The figures are said
 * also when they are good. It changes nothing.
 */
import { existsSync } from 'node:fs';
import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { backupMoments, waitingRestoration } from '../backup/backup.queries.ts';
import { withCommandPlatform } from '../command-platform.ts';
import type { Config } from '../config.ts';
import { dataPlace } from '../db/embedded-folders.ts';
import { inTransaction } from '../db/transaction.ts';
import { instanceFolder } from '../operations/doctor/instance-name.ts';
import type { Platform } from '../platform.ts';
import { belongsTo, type MigrateReport } from './release-program.ts';
import type { TargetRelease } from './target-release.ts';
import * as queries from './upgrade.queries.ts';
import type { UpgradeData, UpgradeKey } from './upgrade-text.ts';

export interface Look {
  readonly light: 'green' | 'amber' | 'red';
  readonly code: UpgradeKey;
  readonly data: UpgradeData;
}

export interface PreflightOrder {
  readonly config: Config;
  readonly configFile: string;
  readonly from: { readonly version: string; readonly folder: string; readonly postgresql: string };
  readonly target: TargetRelease;
  /** What the new program says of this installation, or why it says nothing. */
  readonly ask: () => Promise<MigrateReport | string>;
}

export interface Preflight {
  readonly looks: readonly Look[];
  readonly databaseBytes: number;
  readonly downtimeMinutes: number;
}

const timesDatabase = 2.5;
/** Of a plain disk; a copy on a file system that shares blocks takes no time at all. */
const copiedPerSecond = 60e6;
const besideCopySeconds = 60;
const phoneDays = 90;

export async function preflight(order: PreflightOrder): Promise<Preflight> {
  const { config, target, from } = order;
  const looks: Look[] = [originLook(target), cpuLook(target), versionLook(from.version, target.info.version)];
  looks.push(...placeLooks(order));
  // A program for another processor is not even started.
  if (looks.every((one) => one.light !== 'red')) looks.push(await programLook(order));
  const { database, ...inside } = await withCommandPlatform(config, lookInside);
  looks.push(...inside.looks, await diskLook(config, database.bytes));
  const perCopy = database.bytes / copiedPerSecond;
  return {
    looks,
    databaseBytes: database.bytes,
    downtimeMinutes: Math.max(1, Math.ceil((perCopy + besideCopySeconds) / 60)),
  };
}

const look = (light: Look['light'], code: UpgradeKey, data: UpgradeData = {}): Look => ({
  light,
  code,
  data,
});

function originLook({ files, folder }: TargetRelease): Look {
  return files === null
    ? look('amber', 'look.folder', { path: folder })
    : look('green', 'look.archive', { files });
}

function cpuLook({ info }: TargetRelease): Look {
  return info.cpu === process.arch
    ? look('green', 'look.cpu', { cpu: info.cpu })
    : look('red', 'look.cpu_wrong', { wanted: info.cpu, cpu: process.arch });
}

function versionLook(from: string, to: string): Look {
  return compareVersions(to, from) > 0
    ? look('green', 'look.newer', { from, to })
    : look('red', 'look.not_newer', { from, to });
}

/** Below, equal or above nought, as semantic versions go: 1.2.0-rc.1 stands before 1.2.0. */
export function compareVersions(a: string, b: string): number {
  const parts = (text: string) => {
    const [numbers = '', ...rest] = text.split('-');
    return { numbers: numbers.split('.').map(Number), early: rest.join('-') };
  };
  const [left, right] = [parts(a), parts(b)];
  for (const [i, number] of left.numbers.entries())
    if (number !== right.numbers[i]) return number - (right.numbers[i] ?? 0);
  if (left.early === right.early) return 0;
  if (left.early === '' || right.early === '') return left.early === '' ? 1 : -1;
  return left.early.localeCompare(right.early, 'en', { numeric: true });
}

function placeLooks({ config, configFile, from }: PreflightOrder): readonly Look[] {
  const inside = (path: string) => belongsTo(path, from.folder);
  return [
    ...(inside(config.dataFolder) ? [look('red', 'look.data_inside', { path: config.dataFolder })] : []),
    ...(existsSync(configFile) && inside(configFile)
      ? [look('red', 'look.conf_inside', { path: configFile })]
      : []),
  ];
}

async function programLook({ ask, config, from, target }: PreflightOrder): Promise<Look> {
  const major = (text: string) => text.split('.')[0];
  const [here, there] = [from.postgresql, target.info.postgresql];
  if (config.databaseUrl === null && major(here) !== major(there))
    return look('red', 'look.runs_not', { reason: `PostgreSQL ${here} → ${there}` });
  const said = await ask();
  if (typeof said === 'string') return look('red', 'look.runs_not', { reason: said });
  const [problem] = said.problems;
  if (problem !== undefined) return look('red', 'look.runs_not', { reason: problem });
  return look('green', 'look.runs', { pending: said.migrations.length });
}

async function lookInside(platform: Platform) {
  const { config, clock } = platform;
  const now = Date.parse(clock.now());
  return inTransaction(platform.db, async (tx) => {
    const database = await queries.databaseFacts(tx);
    const since = new Date(now - phoneDays * 86_400_000).toISOString();
    const looks = [
      look('green', 'look.database', { found: database.version }),
      workLook(await queries.runningWork(tx)),
      phonesLook(await queries.phonesUnderWay(tx, since)),
      backupLook((await backupMoments(tx)).last?.taken_at ?? null, now),
      ...othersLook(await queries.servingConnections(tx), config.dataFolder),
      ...((await waitingRestoration(tx)) === undefined ? [] : [look('red', 'look.held')]),
    ];
    return { database, looks };
  });
}

function workLook(work: Awaited<ReturnType<typeof queries.runningWork>>): Look {
  const isBusy = Object.values(work).some((count) => count > 0);
  return isBusy ? look('red', 'look.jobs', work) : look('green', 'look.jobs_none');
}

function phonesLook(found: Awaited<ReturnType<typeof queries.phonesUnderWay>>): Look {
  const isNone = Object.values(found).every((count) => count === 0);
  return isNone ? look('green', 'look.phones_none') : look('amber', 'look.phones', found);
}

function backupLook(takenAt: string | null, now: number): Look {
  if (takenAt === null) return look('amber', 'look.backup_none');
  const age = Math.floor((now - Date.parse(takenAt)) / 3_600_000);
  return look(age > 26 ? 'amber' : 'green', 'look.backup', { age });
}

/** Servers of other folders or machines would go on writing while the database is migrated. */
function othersLook(names: readonly string[], dataFolder: string): readonly Look[] {
  const own = instanceFolder(`mingcha@${dataFolder}`);
  const others = names.filter((name) => instanceFolder(name) !== own);
  return others.length === 0
    ? []
    : [look('red', 'look.others', { count: others.length, names: others.slice(0, 3).join(', ') })];
}

async function diskLook(config: Config, bytes: number): Promise<Look> {
  const isEmbedded = config.databaseUrl === null;
  const path = isEmbedded ? dataPlace(config.dataFolder) : config.dataFolder;
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const needed = Math.ceil(bytes * (isEmbedded ? timesDatabase : 1));
  const data = { database: sizeText(bytes), needed: sizeText(needed), free: sizeText(free), path };
  if (free < needed) return look('red', 'look.disk_short', { ...data, short: sizeText(needed - free) });
  return look('green', isEmbedded ? 'look.disk' : 'look.disk_given', data);
}

/** `3.4 GB`, or MB below one. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}

/** Bytes of all files below a folder. */
export async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  let total = 0;
  for (const entry of entries)
    if (entry.isFile()) total += (await lstat(join(entry.parentPath, entry.name))).size;
  return total;
}
