/**
 * The program of one release folder, as another process: what the new version does, its own code does, so that it is the
 * new runtime that proves itself and not the one that is about to go.
 */
import { spawn } from 'node:child_process';
import { existsSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import type { Environment } from '../config.ts';
import { UpgradeError } from './upgrade-error.ts';

/** What `mingcha migrate --json` says in its last line. A later version may say more. */
const migrateReport = z.object({
  version: z.string(),
  /** With `--check`: pending; else: applied. */
  migrations: z.array(z.string()),
  /** Entries of all ledgers afterwards. */
  entries: z.number().int(),
  /** In words; empty when all is well. */
  problems: z.array(z.string()),
  /** With `--check`: events of the ledger that this version knows. */
  events: z.array(z.string()).default([]),
});
export type MigrateReport = z.output<typeof migrateReport>;

export interface ProgramRun {
  readonly args: readonly string[];
  readonly environment: Environment;
  /** As whom; null: as this process. */
  readonly runAs: { readonly uid: number; readonly gid: number } | null;
}

export interface ProgramEnd {
  readonly code: number;
  readonly said: string;
}

/** The launcher inside a release. */
export function launcherOf(folder: string): string {
  return join(folder, 'bin', 'mingcha');
}

/** Runs a command of a release to its end. Throws UpgradeError `upgrade.not_release` when it cannot even start. */
export function runProgram(folder: string, run: ProgramRun): Promise<ProgramEnd> {
  const launcher = launcherOf(folder);
  return new Promise((ended, reject) => {
    const child = spawn(launcher, run.args, {
      cwd: '/',
      env: { ...run.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...run.runAs,
    });
    let said = '';
    const hear = (bytes: Buffer) => {
      said = `${said}${bytes.toString()}`.slice(-200_000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', (error) =>
      reject(new UpgradeError('upgrade.not_release', { path: folder, reason: error.message }, error)),
    );
    child.once('close', (code) => ended({ code: code ?? -1, said }));
  });
}

/** Runs `migrate` of a release and reads its report. Throws UpgradeError with the last thing it said. */
export async function runMigrate(
  folder: string,
  run: ProgramRun & { readonly check: boolean },
): Promise<MigrateReport> {
  const args = ['migrate', '--json', ...(run.check ? ['--check'] : []), ...run.args];
  const { said, code } = await runProgram(folder, { ...run, args });
  const lines = said.trim().split('\n');
  const report = lines.map(reportIn).findLast((one) => one !== null);
  if (report !== null && report !== undefined) return report;
  const reason = lines.slice(-3).join(' ').slice(-600) || `exit code ${code}`;
  throw new UpgradeError('upgrade.step_failed', { step: 'migrate', reason });
}

function reportIn(line: string): MigrateReport | null {
  try {
    const parsed = migrateReport.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export interface RunningRelease {
  /** The link that names what runs. */
  readonly current: string;
  /** The folder that holds all releases. */
  readonly releases: string;
  /** The release that the link names. */
  readonly folder: string;
}

/** What the link names. Throws UpgradeError `upgrade.not_installed`. */
export function runningRelease(current: string): RunningRelease {
  const missing = new UpgradeError('upgrade.not_installed', { path: current });
  let named: string;
  try {
    named = readlinkSync(current);
  } catch (error) {
    throw new UpgradeError('upgrade.not_installed', { path: current }, error);
  }
  const folder = resolve(dirname(current), named);
  if (!existsSync(launcherOf(folder))) throw missing;
  return { current, releases: dirname(folder), folder };
}

/** Whether a program that stands in `root` belongs to the release in `folder`. */
export function belongsTo(root: string, folder: string): boolean {
  if (!existsSync(folder)) return false;
  const inside = realpathSync(folder);
  const own = realpathSync(root);
  return own === inside || own.startsWith(inside + sep);
}

/** Whose the data are; null when this process may not or need not become them. */
export function ownerOfData(dataFolder: string): ProgramRun['runAs'] {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = statSync(dataFolder);
  return uid === 0 ? null : { uid, gid };
}
