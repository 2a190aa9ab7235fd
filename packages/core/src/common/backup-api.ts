/**
 * Backups as the system administrator sees them. They are the installation's, not a jurisdiction's: where there is a host
 * office, its administrators alone press the buttons.
 */
import { z } from 'zod';
import { only, route } from './api.ts';
import { backupAlarms, backupCauses, backupRunStates, secondStates } from './backup.ts';
import { actionId, instant, nothing, uuid } from './schemas.ts';

const count = z.number().int();

const backupView = z.object({
  id: uuid,
  name: z.string(),
  cause: z.enum(backupCauses),
  state: z.enum(backupRunStates),
  startedAt: instant,
  takenAt: instant.nullable(),
  /** Milliseconds from start to end; null while it runs. */
  tookMs: count.nullable(),
  bytes: count,
  rows: count,
  files: count,
  damagedFiles: count,
  hasKeys: z.boolean(),
  second: z.enum(secondStates),
  /** A key of `backup-text.ts`, or empty. */
  problem: z.string(),
});
export type BackupView = z.output<typeof backupView>;

const drillView = z.object({
  id: uuid,
  backupName: z.string(),
  state: z.enum(backupRunStates),
  startedAt: instant,
  tookMs: count.nullable(),
  ledgers: count,
  entries: count,
  draws: count,
  files: count,
  problem: z.string(),
});
export type DrillView = z.output<typeof drillView>;

const overview = z.object({
  alarms: z.array(z.enum(backupAlarms)),
  /** Of the last whole one. */
  lastAgeMs: count.nullable(),
  drillAgeMs: count.nullable(),
  /** Whether this person may press the buttons. */
  mayStart: z.boolean(),
  settings: z.object({
    folder: z.string(),
    second: z.string().nullable(),
    hour: count.nullable(),
    everyMinutes: count.nullable(),
    hasRecipient: z.boolean(),
    /** Where the first place stands; null: cannot be told. */
    freeBytes: count.nullable(),
  }),
  backups: z.array(backupView),
  drills: z.array(drillView),
});
export type BackupOverview = z.output<typeof overview>;

const started = z.object({ started: z.literal(true) });

export const backupRoutes = {
  overview: route({
    id: 'backups.overview',
    method: 'GET',
    path: '/api/backups',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: overview,
    policy: only('administrator', 'auditAdministrator'),
    audit: null,
    rate: 'read',
  }),
  /** Begins a backup; how it goes stands in the overview. */
  start: route({
    id: 'backups.start',
    method: 'POST',
    path: '/api/backups',
    params: nothing,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: started,
    policy: only('administrator'),
    audit: 'backup.requested',
    rate: 'heavy',
  }),
  startDrill: route({
    id: 'backups.start_drill',
    method: 'POST',
    path: '/api/backups/drills',
    params: nothing,
    query: nothing,
    body: z.object({ actionId }).strict(),
    transfer: 'json',
    response: started,
    policy: only('administrator'),
    audit: 'backup.drill_requested',
    rate: 'heavy',
  }),
};
