/** The page of backups as one part of the application. */
import {
  type BackupOverview,
  type BackupView,
  backupRoutes,
  type DrillView,
} from '@mingcha/core/common/backup-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { hostAgency, jurisdictions } from '../auth/host/host.queries.ts';
import { atHome } from '../auth/session.ts';
import { recipientOf } from '../config-backup.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Stage } from '../http/stage.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './backup.queries.ts';
import { backupState } from './backup-state.ts';
import { wish } from './backup-work.ts';
import { freeBytes } from './make-backup.ts';

export const backupStage: Stage = {
  routes: Object.values(backupRoutes),
  bind(binder, platform) {
    binder.bind(backupRoutes.overview, ({ actor }) => overview(platform, actor));
    binder.bind(backupRoutes.start, ({ actor, body }) =>
      request(platform, actor, { actionId: body.actionId, what: 'backup' }),
    );
    binder.bind(backupRoutes.startDrill, ({ actor, body }) =>
      request(platform, actor, { actionId: body.actionId, what: 'drill' }),
    );
  },
};

const longestList = 60;

async function overview(platform: Platform, actor: Actor): Promise<Result<BackupOverview>> {
  const { backup } = platform.config;
  const free = await freeBytes(backup.folder);
  return inTransaction(platform.db, async (tx) => {
    const { alarms, lastAgeMs, drillAgeMs } = await backupState(tx, platform.clock.now());
    return ok({
      alarms: [...alarms],
      lastAgeMs,
      drillAgeMs,
      mayStart: actor.roles.includes('administrator') && (await isHost(tx, actor)),
      settings: {
        folder: backup.folder,
        second: backup.second,
        hour: backup.hour,
        everyMinutes: backup.everyMs === null ? null : backup.everyMs / 60_000,
        hasRecipient: recipientOf(backup) !== null,
        freeBytes: free,
      },
      backups: (await queries.backupRows(tx, longestList)).map(viewOf),
      drills: (await queries.drillRows(tx, 12)).map(drillOf),
    });
  });
}

/** The only jurisdiction there is, or the host office of several. */
async function isHost(tx: Tx, actor: Actor): Promise<boolean> {
  if ((await jurisdictions(tx)).length === 1) return true;
  return (await hostAgency(tx, atHome(actor))) !== undefined;
}

function viewOf(row: queries.BackupRow): BackupView {
  return {
    id: row.id,
    name: row.name,
    cause: row.cause,
    state: row.state,
    startedAt: row.started_at,
    takenAt: row.taken_at,
    tookMs: tookOf(row),
    bytes: Number(row.bytes),
    rows: Number(row.row_count),
    files: row.file_count,
    damagedFiles: row.damaged_files,
    hasKeys: row.has_keys,
    second: row.second_state,
    problem: row.problem,
  };
}

function drillOf(row: queries.DrillRow): DrillView {
  return {
    id: row.id,
    backupName: row.backup_name,
    state: row.state,
    startedAt: row.started_at,
    tookMs: tookOf(row),
    ledgers: row.ledgers,
    entries: Number(row.entries),
    draws: row.draws,
    files: row.file_count,
    problem: row.problem,
  };
}

function tookOf(row: { readonly started_at: string; readonly ended_at: string | null }): number | null {
  return row.ended_at === null ? null : Date.parse(row.ended_at) - Date.parse(row.started_at);
}

/** Errors: `backup.host.forbidden`, `backup.running`, `backup.drill_running`, `backup.none_to_drill`. */
async function request(
  platform: Platform,
  actor: Actor,
  asked: { readonly actionId: string; readonly what: 'backup' | 'drill' },
): Promise<Result<{ started: true }>> {
  const { actionId, what } = asked;
  const routeId = what === 'backup' ? backupRoutes.start.id : backupRoutes.startDrill.id;
  let isNew = false;
  const done = await runAction(platform, { actor, actionId, routeId }, async (tx) => {
    if (!(await isHost(tx, actor))) return fail('backup.host.forbidden');
    const { running, isDrillRunning, last } = await backupState(tx, platform.clock.now());
    if (what === 'backup' && running !== null) return fail('backup.running');
    if (what === 'drill' && isDrillRunning) return fail('backup.drill_running');
    if (what === 'drill' && last === null) return fail('backup.none_to_drill');
    await record(tx, platform, {
      type: what === 'backup' ? 'backup.requested' : 'backup.drill_requested',
      actor,
      subject: { kind: what, id: actionId },
      data: {},
    });
    isNew = true;
    return ok({ started: true as const });
  });
  // Whoever asked does not wait for it; how it goes stands in the log of backups.
  if (done.ok && isNew) wish(what);
  return done;
}
