/**
 * What the office does by itself for a portal of its own: makes the next package once something public changed, and puts it
 * into the exchange folder. Without such a folder packages are made and taken away by hand.
 */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { intakeFileBytes, intakeFileName } from '@mingcha/core/publications/packages/intake.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import { forgetOldFiles, makePackage } from './build.service.ts';
import { clearPackagesBefore, openExchange, placePackage } from './exchange.ts';
import { importIntakeFile } from './intake.service.ts';
import { ledgerHeads, markPlaced, recordsMark, unplacedPackages } from './package.queries.ts';

/** Copies what is not there yet; after a recall or a confirmed removal the earlier ones go, and old ones when their time is over. */
export async function placePackages(platform: Platform, folder: string): Promise<number> {
  const waiting = await inTransaction(platform.db, unplacedPackages);
  for (const { number, sha256, clears } of waiting) {
    if (sha256 === null) continue;
    await placePackage(folder, { path: platform.files.pathOf(sha256), number });
    if (clears) await clearPackagesBefore(folder, number);
    await inTransaction(platform.db, (tx) => markPlaced(tx, number, platform.clock.now()));
  }
  const kept = await forgetOldFiles(platform);
  if (kept !== null) await clearPackagesBefore(folder, kept);
  return waiting.length;
}

const everyMs = 3000;
/** What is no published record (figures, lists, answers) is compared this often at most. */
const compareMs = 60_000;

interface Seen {
  records: string;
  ledgers: string;
  comparedAt: number;
}

/** At once when a published record changed; else once in a while when anything happened. A new day counts as a change. */
async function isTime(platform: Platform, seen: Seen): Promise<boolean> {
  const { records, ledgers } = await inTransaction(platform.db, async (tx) => ({
    records: await recordsMark(tx),
    ledgers: `${platform.clock.today()} ${await ledgerHeads(tx)}`,
  }));
  const at = Date.parse(platform.clock.now());
  const isChanged = records !== seen.records;
  if (!isChanged && (ledgers === seen.ledgers || at - seen.comparedAt < compareMs)) return false;
  Object.assign(seen, { records, ledgers, comparedAt: at });
  return true;
}

/** Takes in what the portal laid down, when it is another than last time; true when something has to be answered. */
async function takeIntake(platform: Platform, folder: string, of: { mark: string }): Promise<boolean> {
  const path = join(folder, 'intake', intakeFileName);
  const facts = await stat(path).catch(() => null);
  const mark = facts === null ? '' : `${facts.size} ${facts.mtimeMs} ${facts.ino}`;
  if (mark === of.mark) return false;
  let isNew = false;
  if (facts !== null && facts.size > 0 && facts.size <= intakeFileBytes) {
    const done = await importIntakeFile(platform, path);
    if (done.ok) platform.log.info('intake.taken', { ...done.value });
    isNew = done.ok && done.value.taken + done.value.refused > 0;
    if (!done.ok) platform.log.error('intake.unreadable', { code: done.error.code });
  }
  of.mark = mark;
  return isNew;
}

/**
 * Keeps making and placing; null as folder makes none, since nobody would fetch them. Looks first
 * whether anything happened, so that an idle house asks nothing.
 */
export async function startPackages(platform: Platform, folder: string | null): Promise<() => Promise<void>> {
  if (folder === null) return async () => undefined;
  await openExchange(folder, 'packages');
  const seen: Seen = { records: '', ledgers: '', comparedAt: 0 };
  const intake = { mark: '' };
  const round = async (): Promise<void> => {
    const isAsked = await takeIntake(platform, folder, intake);
    if ((await isTime(platform, seen)) || isAsked)
      await makePackage(platform, { isFull: false, madeName: '' });
    await placePackages(platform, folder);
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
