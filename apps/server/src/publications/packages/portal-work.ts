/**
 * What a portal of its own does by itself: takes in packages from the exchange folder in their order, says where it stands.
 * A package that is refused stays where it is, is named in the log and in the status file, and is not read again until it
 * changes; those after it wait, unless a later one holds everything.
 */
import { stat } from 'node:fs/promises';
import { intakeFileName, intakeLine } from '@mingcha/core/publications/packages/intake.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { type FoundPackage, openExchange, packagesIn, placeIntake, portalStatusName } from './exchange.ts';
import { importPackage } from './import.service.ts';
import { portalPlace } from './portal.queries.ts';
import { forgetSources, waitingIntake } from './portal-intake.queries.ts';

export interface PortalSetting {
  readonly folder: string;
  /** Of the office, 32 bytes. */
  readonly officeKey: Uint8Array;
}

/** What is wrong with the package that is next; null when nothing is. */
export interface PortalProblem {
  readonly file: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface PortalRound {
  readonly taken: readonly number[];
  readonly problem: PortalProblem | null;
}

/** Refused files by path: their size and time, so that a file is judged again when it is another. */
export type Refused = Map<string, { readonly mark: string; readonly problem: PortalProblem }>;

/** One look into the folder. */
export async function takePackages(
  platform: Platform,
  setting: PortalSetting,
  refused: Refused,
): Promise<PortalRound> {
  const taken: number[] = [];
  let problem: PortalProblem | null = null;
  const place = await inTransaction(platform.db, portalPlace);
  for (const found of await packagesIn(setting.folder)) {
    if (found.number < (place?.number ?? 0)) continue;
    const outcome = await takeOne(platform, setting, { found, refused });
    if (outcome === 'taken') {
      taken.push(found.number);
      problem = null;
    } else if (outcome !== 'passed') problem ??= outcome;
  }
  return { taken, problem };
}

async function takeOne(
  platform: Platform,
  setting: PortalSetting,
  { found, refused }: { readonly found: FoundPackage; readonly refused: Refused },
): Promise<'taken' | 'passed' | PortalProblem> {
  const facts = await stat(found.path).catch(() => null);
  if (facts === null) return 'passed';
  const mark = `${facts.size} ${facts.mtimeMs} ${facts.ino}`;
  const known = refused.get(found.path);
  if (known?.mark === mark) return known.problem;
  const done = await importPackage(platform, { path: found.path, publicKey: setting.officeKey });
  if (!done.ok) {
    const problem = { file: found.number, code: done.error.code, data: done.error.data ?? {} };
    refused.set(found.path, { mark, problem });
    platform.log.error('package.refused', { ...problem.data, file: found.number, code: problem.code });
    return problem;
  }
  refused.delete(found.path);
  const { outcome, number } = done.value;
  if (outcome === 'known') return 'passed';
  if (outcome === 'waits') return { file: number, code: 'package.waits', data: { number } };
  platform.log.info('package.taken', { number });
  return 'taken';
}

/** The intake's file as it is now: everything that the office has not answered for, a line each. */
export async function intakeText(tx: Tx): Promise<string> {
  const rows = await waitingIntake(tx);
  return rows
    .map(({ id, kind, taken_at: takenAt, sealed }) => {
      const line = intakeLine.parse({ id, kind, takenAt, sealed: sealed.toString('base64') });
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

const everyMs = 2000;

/** Keeps looking; the returned function stops and waits for a round that is running. */
export async function startPortalWork(
  platform: Platform,
  setting: PortalSetting,
): Promise<() => Promise<void>> {
  await openExchange(setting.folder, 'intake');
  const refused: Refused = new Map();
  let said = '';
  let given: string | null = null;
  const round = async (): Promise<void> => {
    const { problem } = await takePackages(platform, setting, refused);
    const place = await inTransaction(platform.db, portalPlace);
    const status = JSON.stringify({ number: place?.number ?? 0, madeAt: place?.made_at ?? null, problem });
    if (status !== said) await placeIntake(setting.folder, portalStatusName, `${status}\n`);
    said = status;
    const intake = await inTransaction(platform.db, async (tx) => {
      await forgetSources(tx, platform.clock.today());
      return intakeText(tx);
    });
    if (intake !== given) await placeIntake(setting.folder, intakeFileName, intake);
    given = intake;
  };
  let running: Promise<void> | null = null;
  const look = (): void => {
    running ??= round()
      .catch((error: unknown) => platform.log.error('package.round_failed', { error }))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(look, everyMs);
  look();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
