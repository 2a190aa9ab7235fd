/**
 * What is decided about backups: which are kept, when one is due, what is alarming. Pure; the copying itself is the
 * server's work.
 */
import { addDays, dayNumber } from './plain-date.ts';

/** Why a backup was made: by the clock at night, because the ledger grew, by a person on the screen, on the command line. */
export const backupCauses = ['night', 'interval', 'person', 'command'] as const;
export type BackupCause = (typeof backupCauses)[number];
export const backupRunStates = ['running', 'done', 'failed'] as const;
export type BackupRunState = (typeof backupRunStates)[number];
export const secondStates = ['none', 'done', 'failed'] as const;
export type SecondState = (typeof secondStates)[number];

/** How a restored ledger stands to the last checkpoint that was published. */
export const checkpointVerdicts = ['contained', 'behind', 'differs', 'none'] as const;
export type CheckpointVerdict = (typeof checkpointVerdicts)[number];

export interface RestoredLedger {
  readonly jurisdictionId: string;
  readonly origin: string;
  /** Entries that came back. */
  readonly size: number;
  /** Size of the published checkpoint it was held against; null: none was at hand. */
  readonly published: number | null;
  /** Hex. */
  readonly publishedRoot: string | null;
  readonly verdict: CheckpointVerdict;
}

const hour = 3_600_000;
/** A day and what a night's work may be late. */
export const latestBackupMs = 26 * hour;
export const latestDrillMs = 35 * 24 * hour;
/** A drill of each month, a little before the alarm. */
export const drillEveryMs = 28 * 24 * hour;

/** `second.failed`: the last backup did not reach the second place. `keys.missing`: the keys are in no backup. */
export const backupAlarms = [
  'backup.late',
  'backup.failed',
  'backup.damaged_files',
  'drill.late',
  'drill.failed',
  'backup.none',
  'second.failed',
  'second.none',
  'keys.missing',
  'drill.none',
] as const;
export type BackupAlarm = (typeof backupAlarms)[number];

/** Those that a traffic light shows in red; the others are yellow. */
export const gravestAlarms: readonly BackupAlarm[] = [
  'backup.late',
  'backup.failed',
  'backup.damaged_files',
  'drill.late',
  'drill.failed',
];

export interface BackupFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When the installation was first used, for one that has no backup or drill yet. */
  readonly since: number | null;
  readonly last: {
    readonly takenAt: number;
    readonly hasKeys: boolean;
    readonly damagedFiles: number;
    readonly second: SecondState;
  } | null;
  /** The latest attempt failed. */
  readonly lastFailed: boolean;
  readonly drill: { readonly endedAt: number; readonly passed: boolean } | null;
}

/** What is alarming now, gravest first. */
export function backupAlarmsOf(facts: BackupFacts): readonly BackupAlarm[] {
  const { now, last, drill } = facts;
  const since = facts.since ?? now;
  const drilled = drill === null ? since : drill.endedAt;
  const said: Readonly<Record<BackupAlarm, boolean>> = {
    'backup.late': now - (last?.takenAt ?? since) > latestBackupMs,
    'backup.failed': facts.lastFailed,
    'backup.damaged_files': last !== null && last.damagedFiles > 0,
    'drill.late': now - drilled > latestDrillMs,
    'drill.failed': drill !== null && !drill.passed,
    'backup.none': last === null,
    'second.failed': last?.second === 'failed',
    'second.none': last?.second === 'none',
    'keys.missing': last !== null && !last.hasKeys,
    'drill.none': drill === null,
  };
  return backupAlarms.filter((alarm) => said[alarm]);
}

export interface KeptFrom {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  /** Its day in the business zone, YYYY-MM-DD. */
  readonly day: string;
}

/** Everything of the last 26 hours, the last of 7 days, of 5 weeks and of 12 months that have one. */
export const retention = { days: 7, weeks: 5, months: 12 } as const;

/** Names of the backups that stay. The latest always does. */
export function keptBackups(all: readonly KeptFrom[], now: number): ReadonlySet<string> {
  const latestFirst = [...all].sort((a, b) => b.takenAt - a.takenAt);
  const kept = new Set(
    latestFirst.filter((one) => now - one.takenAt <= latestBackupMs).map((one) => one.name),
  );
  const keepLastOf = (periodOf: (day: string) => string, count: number): void => {
    const periods = new Set<string>();
    for (const one of latestFirst) {
      const period = periodOf(one.day);
      if (periods.has(period)) continue;
      if (periods.size === count) break;
      periods.add(period);
      kept.add(one.name);
    }
  };
  keepLastOf((day) => day, retention.days);
  keepLastOf(mondayOf, retention.weeks);
  keepLastOf((day) => day.slice(0, 7), retention.months);
  return kept;
}

/** The Monday of the week of a day. */
function mondayOf(day: string): string {
  // Day 4 of the count is a Monday.
  return addDays(day, -((((dayNumber(day) - 4) % 7) + 7) % 7));
}

export interface BackupClock {
  readonly now: number;
  /** Hour and day of now in the business zone. */
  readonly hour: number;
  readonly day: string;
  /** Of the settings; null: no backups by the clock. */
  readonly atHour: number | null;
  readonly everyMs: number | null;
  /** Of the last attempt by the clock at night. */
  readonly lastNightDay: string | null;
  /** Start of the last attempt for whatever reason. */
  readonly lastStartedAt: number | null;
  /** Entries of all ledgers now, and in the last backup. */
  readonly entries: number;
  readonly entriesKept: number | null;
}

/** What is due now: the night's, one because the ledger grew, or nothing. */
export function dueBackup(clock: BackupClock): 'night' | 'interval' | null {
  const isNight = clock.atHour !== null && clock.hour >= clock.atHour && clock.lastNightDay !== clock.day;
  // A server that was off at night makes up for it as soon as it runs, but a first one waits for its night.
  if (isNight && (clock.hour === clock.atHour || clock.entriesKept !== null)) return 'night';
  if (clock.everyMs === null || clock.entries === 0 || clock.entries === clock.entriesKept) return null;
  const since = clock.lastStartedAt === null ? Number.POSITIVE_INFINITY : clock.now - clock.lastStartedAt;
  return since >= clock.everyMs ? 'interval' : null;
}
