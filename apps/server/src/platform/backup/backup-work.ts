/**
 * What the running server does about backups by itself: a look each minute for what is due, the drill of the month in a
 * process of its own, notices to the administrators. One job at a time.
 */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { type BackupCause, drillEveryMs, dueBackup } from '@mingcha/core/common/backup.ts';
import { backupNotices } from '@mingcha/core/common/backup-notices.ts';
import { type BackupSettings, recipientOf } from '../config-backup.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import { listJurisdictions } from '../ledger/checkpoint.queries.ts';
import { accountsWithRole } from '../notices/notice.queries.ts';
import { notifyAll } from '../notices/notify.ts';
import type { Platform } from '../platform.ts';
import * as queries from './backup.queries.ts';
import { backupState } from './backup-state.ts';
import { makeBackup } from './make-backup.ts';
import type { KeyLock } from './sealed-keys.ts';

const lookEveryMs = 60_000;
const wishEveryMs = 1000;

/** In which a wish is found that another process was asked for. */
const recallEveryMs = 10_000;

/** What somebody asked this process for on the page; the leader does it at its next look. */
const wishes = new Set<'backup' | 'drill'>();

export function wish(what: 'backup' | 'drill'): void {
  wishes.add(what);
}

/** The backup of the settings. Throws BackupError; the log of backups then says the same. */
export async function backUpNow(platform: Platform, cause: BackupCause): Promise<void> {
  const { folder, second } = platform.config.backup;
  const secondKey = await secondKeyOf(platform.config.backup);
  const lock = await recipientLock(platform.config.backup);
  await makeBackup(platform, { cause, target: folder, second, secondKey, lock });
}

/** For whom keys are closed; null when nobody was named. */
export async function recipientLock(backup: BackupSettings): Promise<KeyLock | null> {
  const recipient = recipientOf(backup);
  return recipient === null ? null : { how: 'recipient', publicKey: await readFile(recipient, 'utf8') };
}

/** The key that closes copies in the second place, read anew each time: it may be exchanged. */
export async function secondKeyOf({ secondKey }: BackupSettings): Promise<string | null> {
  return secondKey === null ? null : readFile(secondKey, 'utf8');
}

/** For so long a wish is taken up by the next start; one that ends the server each time is not asked for ever. */
const wishKeptMs = 3_600_000;

/**
 * A process that ended took the wishes that it had not got to along with it, and one that does not lead does nothing about its
 * own; the ledger has them all.
 */
async function recallWishes(platform: Platform): Promise<void> {
  const since = new Date(Date.parse(platform.clock.now()) - wishKeptMs).toISOString();
  for (const what of await inTransaction(platform.db, (tx) => queries.unansweredWishes(tx, since)))
    wish(what);
}

/** Starts the looks; the returned function ends them and waits for a backup under way. */
export function startBackups(platform: Platform): () => Promise<void> {
  let running: Promise<void> | null = null;
  // What was asked of this process before it led has been done by the leader of then, or stands in the ledger.
  wishes.clear();
  const recall = (): void => {
    if (drill !== null) return;
    running ??= recallWishes(platform)
      .catch((error: unknown) => platform.log.error('backup.look_failed', { error }))
      .finally(() => {
        running = null;
      });
  };
  recall();
  const look = (): void => {
    running ??= lookOnce(platform)
      .catch((error: unknown) => platform.log.error('backup.look_failed', { error }))
      .finally(() => {
        running = null;
      });
  };
  const timers = [
    setInterval(look, lookEveryMs),
    setInterval(recall, recallEveryMs),
    setInterval(() => {
      if (wishes.size > 0) look();
    }, wishEveryMs),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    stopDrill();
    await running;
  };
}

/** One look: what is due now is done, then the administrators are told what is wrong. */
export async function lookOnce(platform: Platform): Promise<void> {
  const cause = wishes.delete('backup') ? 'person' : await causeNow(platform);
  // A failure stands in the log of backups already.
  if (cause !== null) await backUpNow(platform, cause).catch(() => undefined);
  if (wishes.delete('drill') || (await isDrillDue(platform))) startDrill(platform);
  await inTransaction(platform.db, (tx) => tellAlarms(tx, platform));
}

async function causeNow(platform: Platform): Promise<BackupCause | null> {
  const { clock, config } = platform;
  const now = clock.now();
  return inTransaction(platform.db, async (tx) => {
    const { last, latest, running, entries } = await queries.backupMoments(tx);
    const night = await queries.lastNightStart(tx);
    const startedAt = [latest?.started_at, running?.started_at].filter((at) => at !== undefined);
    return dueBackup({
      now: Date.parse(now),
      hour: hourIn(config.zone, now),
      day: clock.today(),
      atHour: config.backup.hour,
      everyMs: config.backup.everyMs,
      lastNightDay: night === null ? null : dayIn(config.zone, night),
      lastStartedAt: startedAt.length === 0 ? null : Math.max(...startedAt.map((at) => Date.parse(at))),
      entries,
      entriesKept: last === undefined ? null : Number(last.ledger_entries),
    });
  });
}

function hourIn(zone: string, at: string): number {
  return Number(
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(
      Date.parse(at),
    ),
  );
}

function dayIn(zone: string, at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(Date.parse(at));
}

/** A month after the last one, whatever came of it; the first as soon as there is a backup a day old. */
async function isDrillDue(platform: Platform): Promise<boolean> {
  const { config, clock } = platform;
  if (config.backup.hour === null) return false;
  const now = Date.parse(clock.now());
  const hour = hourIn(config.zone, clock.now());
  const moments = await inTransaction(platform.db, queries.backupMoments);
  const isQuiet = hour >= config.backup.hour && hour <= config.backup.hour + 3;
  if (!isQuiet || moments.last === undefined || moments.runningDrill !== undefined || drill !== null)
    return false;
  const since = moments.drill?.started_at ?? moments.since;
  const wait = moments.drill === undefined ? 86_400_000 : drillEveryMs;
  return since !== null && now - Date.parse(since) >= wait;
}

let drill: ReturnType<typeof spawn> | null = null;

/**
 * Runs `mingcha drill` in a process of its own, so that verifying a thousand draws holds nobody up. Its settings are ours; one runs at a time.
 */
function startDrill(platform: Platform): void {
  if (drill !== null) return;
  const program = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
  const child = spawn(process.execPath, [program, 'drill'], { stdio: 'ignore' });
  drill = child;
  if (child.pid !== undefined) setPriority(child.pid, 10);
  child.once('error', (error) => platform.log.error('drill.not_started', { error }));
  child.once('close', (code) => {
    drill = null;
    platform.log.info('drill.ended', { code: code ?? -1 });
  });
}

function stopDrill(): void {
  drill?.kill('SIGTERM');
}

/** Tells each alarm once a day. */
async function tellAlarms(tx: Tx, platform: Platform): Promise<void> {
  const { alarms, lastAgeMs } = await backupState(tx, platform.clock.now());
  const hours = Math.floor((lastAgeMs ?? 0) / 3_600_000);
  const told = [
    alarms.includes('backup.late') ? { kind: backupNotices.late, data: { hours } } : null,
    alarms.some((one) => ['backup.failed', 'backup.damaged_files', 'second.failed'].includes(one))
      ? { kind: backupNotices.failed, data: {} }
      : null,
    alarms.some((one) => one === 'drill.late' || one === 'drill.failed')
      ? { kind: backupNotices.drill, data: {} }
      : null,
  ].filter((one) => one !== null);
  if (told.length === 0) return;
  for (const { id: jurisdictionId } of await listJurisdictions(tx)) {
    const accountIds = await accountsWithRole(tx, { jurisdictionId, roles: ['administrator'] });
    for (const { kind, data } of told)
      await notifyAll(tx, platform, {
        jurisdictionId,
        accountIds,
        kind: kind as typeof backupNotices.late,
        data: data as { hours: number },
        link: '/backups',
        dedupeKey: `${kind.key} ${platform.clock.today()}`,
      });
  }
}
