/**
 * How the installation stands with its backups, in one reading: for the page of backups, the page of operations and the
 * alarms. It decides nothing and writes nothing.
 */
import { type BackupAlarm, backupAlarmsOf } from '@mingcha/core/common/backup.ts';
import type { Tx } from '../db/database.ts';
import { type BackupRow, backupMoments, type DrillRow, waitingRestoration } from './backup.queries.ts';

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
  const { last, latest, running, drill, runningDrill, since } = await backupMoments(tx);
  const at = Date.parse(now);
  const ended = drill?.ended_at ?? null;
  return {
    alarms: backupAlarmsOf({
      now: at,
      since: since === null ? null : Date.parse(since),
      last:
        last?.taken_at === undefined || last.taken_at === null
          ? null
          : {
              takenAt: Date.parse(last.taken_at),
              hasKeys: last.has_keys,
              damagedFiles: last.damaged_files,
              second: last.second_state,
            },
      lastFailed: latest?.state === 'failed',
      drill: ended === null ? null : { endedAt: Date.parse(ended), passed: drill?.state === 'done' },
    }),
    last: last ?? null,
    lastAgeMs: last?.taken_at == null ? null : at - Date.parse(last.taken_at),
    running: running ?? null,
    drill: drill ?? null,
    drillAgeMs: ended === null ? null : at - Date.parse(ended),
    isDrillRunning: runningDrill !== undefined,
    isRestored: (await waitingRestoration(tx)) !== undefined,
  };
}
