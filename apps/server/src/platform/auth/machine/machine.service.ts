/** Clients of other systems in the office: a key is made and shown once, confirmed by a second administrator, listed by its first signs, revoked for good. */

import { longestKeyDays, type MachineScope } from '@mingcha/core/common/machine.ts';
import type { MachineClient } from '@mingcha/core/common/machine-api.ts';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../../action.ts';
import { inTransaction } from '../../db/transaction.ts';
import { record } from '../../ledger/ledger.ts';
import type { Platform } from '../../platform.ts';
import * as queries from './machine.queries.ts';
import { keyHash, newKey } from './machine-key.ts';

export async function listMachines(platform: Platform, actor: Actor) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.machinesOf(tx, actor.jurisdictionId);
    const today = platform.clock.today();
    return ok({
      rows: rows.map(
        (row): MachineClient => ({
          id: row.id,
          name: row.name,
          agencyName: row.agency_name,
          contact: row.contact,
          hint: row.hint,
          scopes: row.scopes,
          expiresOn: row.expires_on,
          createdName: row.created_name,
          createdAt: row.created_at,
          lastUsedAt: row.last_used_at,
          state: stateOf(row, today),
          confirmedName: row.confirmed_name,
          isOwn: row.created_by === actor.accountId,
        }),
      ),
    });
  });
}

function stateOf(
  row: {
    readonly revoked_at: string | null;
    readonly expires_on: string;
    readonly confirmed_at: string | null;
  },
  today: string,
): MachineClient['state'] {
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_on < today) return 'expired';
  return row.confirmed_at === null ? 'waiting' : 'active';
}

export interface NewMachine {
  readonly actionId: string;
  readonly name: string;
  readonly agencyId: string;
  readonly contact: string;
  readonly scopes: readonly MachineScope[];
  readonly expiresOn: string;
}

/** Errors: `machine.expiry_invalid`, `machine.agency_invalid`, `machine.name_taken`. */
export async function createMachine(
  platform: Platform,
  actor: Actor,
  input: NewMachine,
): Promise<Result<{ id: string; key: string }>> {
  const { actionId, name, agencyId, contact, expiresOn } = input;
  const { jurisdictionId } = actor;
  const request = { actor, actionId, routeId: 'machines.create' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string; key: string }>> => {
    const today = platform.clock.today();
    if (expiresOn <= today || expiresOn > addDays(today, longestKeyDays))
      return fail('machine.expiry_invalid', { days: longestKeyDays }, 'expiresOn');
    if (!(await queries.isAgency(tx, { jurisdictionId, id: agencyId })))
      return fail('machine.agency_invalid', undefined, 'agencyId');
    if (await queries.isMachineName(tx, jurisdictionId, name))
      return fail('machine.name_taken', undefined, 'name');
    const key = newKey(platform);
    const id = platform.ids.next();
    const scopes = [...new Set(input.scopes)];
    await queries.insertMachine(tx, {
      jurisdiction_id: jurisdictionId,
      id,
      agency_id: agencyId,
      name,
      contact,
      token_hash: Buffer.from(keyHash(key)),
      hint: key.slice(0, 8),
      scopes,
      expires_on: expiresOn,
      created_at: platform.clock.now(),
      created_by: actor.accountId,
      created_name: actor.personName,
    });
    await record(tx, platform, {
      type: 'machine.created',
      actor,
      subject: { kind: 'machineClient', id },
      data: { machineName: name, scopes, expiresOn },
    });
    return ok({ id, key });
  });
}

/** Errors: `machine.not_found`, `machine.revoked_already`, `machine.confirmed_already`, `machine.own_forbidden`. */
export async function confirmMachine(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: of.actionId, routeId: 'machines.confirm' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string }>> => {
    const key = { jurisdictionId: actor.jurisdictionId, id: of.id };
    const row = await queries.machineById(tx, key);
    if (row === undefined) return fail('machine.not_found');
    if (row.revoked_at !== null) return fail('machine.revoked_already');
    if (row.confirmed_at !== null) return fail('machine.confirmed_already');
    if (row.created_by === actor.accountId) return fail('machine.own_forbidden');
    const by = { id: actor.accountId, name: actor.personName, at: platform.clock.now() };
    await queries.confirmMachine(tx, key, by);
    await record(tx, platform, {
      type: 'machine.confirmed',
      actor,
      subject: { kind: 'machineClient', id: of.id },
      data: { machineName: row.name, scopes: row.scopes, expiresOn: row.expires_on },
    });
    return ok({ id: of.id });
  });
}

/** Errors: `machine.not_found`, `machine.revoked_already`. */
export async function revokeMachine(
  platform: Platform,
  actor: Actor,
  of: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: of.actionId, routeId: 'machines.revoke' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string }>> => {
    const key = { jurisdictionId: actor.jurisdictionId, id: of.id };
    const row = await queries.machineById(tx, key);
    if (row === undefined) return fail('machine.not_found');
    if (row.revoked_at !== null) return fail('machine.revoked_already');
    await queries.revokeMachine(tx, key, { name: actor.personName, at: platform.clock.now() });
    await record(tx, platform, {
      type: 'machine.revoked',
      actor,
      subject: { kind: 'machineClient', id: of.id },
      data: { machineName: row.name },
    });
    return ok({ id: of.id });
  });
}
