/**
 * Devices: a phone's store is made known over a signed-in session and gets 32 bytes that only it and this server know;
 * they open what a phone exports to a file. A device belongs to one person. A device that was shut off may send nothing.
 */

import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import { uuid } from '@mingcha/core/common/schemas.ts';
import type { DeviceRow } from '@mingcha/core/inspections/visits/field-api.ts';
import { runAction } from '../../platform/action.ts';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  currentEpoch,
  deviceById,
  devicePage,
  insertDevice,
  noteSeen,
  type StoredDevice,
  saveRevocation,
} from './device.queries.ts';

export interface Registration {
  readonly actionId: string;
  readonly deviceId: string;
  readonly name: string;
  readonly appVersion: string;
  readonly secret?: string | undefined;
}

/** Errors: those of `checkedDevice` except that an unknown device is made. */
export async function registerDevice(platform: Platform, actor: Actor, input: Registration) {
  const { actionId, deviceId } = input;
  return runAction(platform, { actor, actionId, routeId: 'fieldDevices.register' }, async (tx) => {
    const known = await deviceById(tx, deviceId, 'lock');
    const refused = known === undefined ? null : refusalOf(known, actor);
    if (refused !== null) return refused;
    const at = platform.clock.now();
    const secret =
      known === undefined
        ? Buffer.from(input.secret ?? Buffer.from(platform.random.bytes(32)).toString('base64'), 'base64')
        : Buffer.from(platform.secrets.open(known.secret));
    if (known === undefined)
      await insertDevice(tx, {
        jurisdiction_id: actor.jurisdictionId,
        id: deviceId,
        account_id: actor.accountId,
        name: input.name,
        secret: Buffer.from(platform.secrets.seal(secret)),
        app_version: input.appVersion,
        created_at: at,
        seen_at: at,
      });
    else await noteSeen(tx, known, { at, appVersion: input.appVersion });
    await record(tx, platform, {
      type: 'visitDevice.registered',
      actor,
      subject: { kind: 'visitDevice', id: deviceId },
      data: { deviceName: input.name },
    });
    const watermark = { taken: known?.taken ?? 0, epoch: await currentEpoch(tx) };
    return ok({ deviceId, secret: secret.toString('base64'), serverTime: at, watermark });
  });
}

/** The person's own device, not shut off. Errors: `visit.device_unknown`, `visit.device.forbidden`, `visit.device_revoked`. */
export async function checkedDevice(tx: Tx, actor: Actor, id: string): Promise<Result<StoredDevice>> {
  const device = await deviceById(tx, id);
  if (device === undefined) return fail('visit.device_unknown');
  return refusalOf(device, actor) ?? ok(device);
}

function refusalOf(device: StoredDevice, actor: Pick<Actor, 'accountId'>): ReturnType<typeof fail> | null {
  if (device.account_id !== actor.accountId) return fail('visit.device.forbidden');
  return device.revoked_at === null ? null : fail('visit.device_revoked');
}

/** Shuts a device off; the same again is no fault. Errors: `visit.device.not_found`. */
export async function revokeDevice(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string; readonly reason: string },
): Promise<Result<{ id: string }>> {
  const { actionId, id, reason } = input;
  return runAction(platform, { actor, actionId, routeId: 'fieldDevices.revoke' }, async (tx) => {
    const device = await deviceById(tx, id, 'lock');
    if (device === undefined || !maySee(device, actor)) return fail('visit.device.not_found');
    if (device.revoked_at === null)
      await saveRevocation(tx, device, {
        at: platform.clock.now(),
        accountId: actor.accountId,
        name: actor.personName,
        reason,
      });
    await record(tx, platform, {
      type: 'visitDevice.revoked',
      actor,
      subject: { kind: 'visitDevice', id },
      data: { deviceName: device.name, reason },
    });
    return ok({ id });
  });
}

function maySee(device: StoredDevice, actor: Actor): boolean {
  if (device.jurisdiction_id !== actor.jurisdictionId) return false;
  return hasRole(actor, 'securityAdministrator') || device.account_id === actor.accountId;
}

export async function listDevices(
  platform: Platform,
  actor: Actor,
  asked: { readonly after?: string | undefined; readonly limit: number; readonly text?: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const after = uuid.safeParse(decodeCursor(asked.after, 1)?.[0]).data ?? null;
    const found = await devicePage(tx, {
      jurisdictionId: actor.jurisdictionId,
      accountId: hasRole(actor, 'securityAdministrator') ? null : actor.accountId,
      text: asked.text ?? '',
      after,
      limit: asked.limit,
    });
    const page = pageOfRows(found, asked.limit, (row) => [row.id]);
    const rows = page.rows.map(
      (row): DeviceRow => ({
        id: row.id,
        name: row.name,
        personName: row.person_name,
        agencyName: row.agency_name,
        appVersion: row.app_version,
        taken: row.taken,
        registeredAt: row.created_at,
        seenAt: row.seen_at,
        clockOffMinutes: Math.round(Number(row.clock_offset_ms) / 60_000),
        revokedAt: row.revoked_at,
        revokedName: row.revoked_name ?? '',
        revokedReason: row.revoked_reason,
        isMedium: row.pack_key !== null,
      }),
    );
    return ok({ rows, next: page.next });
  });
}
