/**
 * What the server does about itself every ten minutes: remembers the room on its disk, verifies each ledger as a whole once a
 * day, and tells the system administrators what passes the bounds of C6: red every day, amber every week. A demonstration
 * alarms nobody.
 */
import { statfsSync } from 'node:fs';
import { type Light, worstLight } from '@mingcha/core/common/operations/checks.ts';
import type { OperationLight } from '@mingcha/core/common/operations/operations-api.ts';
import { type Alarm, alarmNotices, alarms } from '@mingcha/core/common/operations/operations-notices.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../db/transaction.ts';
import { listJurisdictions } from '../ledger/checkpoint.queries.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { accountsWithRole } from '../notices/notice.queries.ts';
import { notifyAll } from '../notices/notify.ts';
import type { Platform } from '../platform.ts';
import { lightsFor, type PageLight } from './lights.ts';
import { saveDiskDay, saveVerification, verifications } from './work.queries.ts';

const verifyEveryMs = 22 * 3_600_000;

/** One round. */
export async function keepOperations(platform: Platform): Promise<void> {
  await rememberDisk(platform);
  await verifyDue(platform);
  if (!platform.config.demo) await tellAlarms(platform);
}

async function rememberDisk(platform: Platform): Promise<void> {
  const disk = statfsSync(platform.config.dataFolder);
  const room = { free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize };
  await inTransaction(platform.db, (tx) => saveDiskDay(tx, { day: platform.clock.today(), ...room }));
}

/** Ledgers whose last verification is a day old; each result is kept, a fault is logged. */
async function verifyDue(platform: Platform): Promise<void> {
  const before = Date.parse(platform.clock.now()) - verifyEveryMs;
  const all = await inTransaction(platform.db, (tx) => verifications(tx, null));
  for (const { id, at, entries } of all) {
    if ((entries ?? 0n) === 0n || (at !== null && Date.parse(at) > before)) continue;
    const { size, fault } = await verifyLedger(platform.db, id);
    if (fault !== null) platform.log.error('ledger.unsound', { jurisdiction: id, ...fault });
    const row = { jurisdictionId: id, at: platform.clock.now(), size, fault };
    await inTransaction(platform.db, (tx) => saveVerification(tx, row));
  }
}

/** Which lights raise which alarm. */
const lightsOfAlarm: Readonly<Record<Alarm, readonly OperationLight[]>> = {
  disk: ['disk'],
  backup: ['backup'],
  drill: ['drill'],
  ledger: ['ledger'],
  certificate: ['certificate'],
  clock: ['clock'],
  sync: ['sync'],
  work: ['followers', 'jobs'],
};

async function tellAlarms(platform: Platform): Promise<void> {
  for (const { id } of await inTransaction(platform.db, listJurisdictions)) {
    const lights = await lightsFor(platform, id);
    for (const alarm of alarms) {
      const state = stateOf(lights, lightsOfAlarm[alarm]);
      if (state === 'red' || state === 'amber') await tell(platform, { jurisdictionId: id, alarm, state });
    }
  }
}

function stateOf(lights: readonly PageLight[], of: readonly OperationLight[]): Light {
  return worstLight(lights.filter((one) => of.includes(one.light)).map((one) => one.state));
}

interface Raised {
  readonly jurisdictionId: string;
  readonly alarm: Alarm;
  readonly state: 'red' | 'amber';
}

async function tell(platform: Platform, { jurisdictionId, alarm, state }: Raised): Promise<void> {
  const today = platform.clock.today();
  const week = Math.floor(Date.parse(today) / (7 * 86_400_000));
  await inTransaction(platform.db, async (tx) => {
    for (const { role, link } of toldOf(alarm))
      await notifyAll(tx, platform, {
        jurisdictionId,
        accountIds: await accountsWithRole(tx, { jurisdictionId, roles: [role] }),
        kind: alarmNotices[alarm],
        data: {},
        link,
        dedupeKey: `operations.${alarm} ${state} ${state === 'red' ? today : week}`,
      });
  });
}

/** A clock that is wrong is the auditor's matter too (K-02): times of the ledger depend on it. */
function toldOf(alarm: Alarm): readonly { readonly role: Role; readonly link: string }[] {
  const administrator = { role: 'administrator', link: '/operations' } as const;
  return alarm === 'clock'
    ? [administrator, { role: 'auditor', link: '/ledger/checkpoints' }]
    : [administrator];
}
