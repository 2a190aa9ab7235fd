/**
 * How the installation stands with its backups, in one reading: for the page of backups, the page of operations and the
 * alarms. It decides nothing and writes nothing.
 */
import { type BackupAlarm, type BackupFacts, backupAlarmsOf } from '@mingcha/core/common/backup.ts';
import type { Tx } from '../db/database.ts';
import {
  type BackupMoments,
  type BackupRow,
  backupMoments,
  type DrillRow,
  waitingRestoration,
} from './backup.queries.ts';

export interface BackupState {
  readonly alarms: readonly BackupAlarm[];
  /** The last whole backup. */
  readonly last: BackupRow | null;
  readonly lastAgeMs: number | null;
  readonly running: BackupRow | null;
  /** The last drill that ended. */
  readonly drill: DrillRow | null;
  readonly drillAgeMs: number | null;
  readonly isDrillRunning: boolean;
  /** The installation was restored and waits for two persons: nothing is appended. */
  readonly isRestored: boolean;
}

/** The state at `now` (an instant). */
export async function backupState(tx: Tx, now: string): Promise<BackupState> {
  const moments = await backupMoments(tx);
  const { last, drill } = moments;
  const ended = drill?.ended_at ?? null;
  const ageOf = (at: string | null | undefined) => (at == null ? null : Date.parse(now) - Date.parse(at));
  return {
    alarms: backupAlarmsOf(factsOf(moments, now)),
    last: last ?? null,
    lastAgeMs: ageOf(last?.taken_at),
    running: moments.running ?? null,
    drill: drill ?? null,
    drillAgeMs: ageOf(ended),
    isDrillRunning: moments.runningDrill !== undefined,
    isRestored: (await waitingRestoration(tx)) !== undefined,
  };
}

function factsOf({ last, latest, drill, since }: BackupMoments, now: string): BackupFacts {
  const ended = drill?.ended_at ?? null;
  return {
    now: Date.parse(now),
    since: since === null ? null : Date.parse(since),
    last: last === undefined || last.taken_at === null ? null : lastOf(last, last.taken_at),
    lastFailed: latest?.state === 'failed',
    drill: ended === null ? null : { endedAt: Date.parse(ended), passed: drill?.state === 'done' },
  };
}

function lastOf(row: BackupRow, takenAt: string): BackupFacts['last'] {
  return {
    takenAt: Date.parse(takenAt),
    hasKeys: row.has_keys,
    damagedFiles: row.damaged_files,
    second: row.second_state,
  };
}
