/**
 * Who calls with a key: `Authorization: Bearer <key>`. A key has 256 bits, so that its SHA-256 is enough to keep; whoever
 * calls acts for the agency of the client, without any role. An unknown, a revoked and an old key are the same nobody.
 */
import { createHash } from 'node:crypto';
import type { MachineScope } from '@mingcha/core/common/machine.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Platform } from '../../platform.ts';
import { machineByToken, touchMachine } from './machine.queries.ts';

export interface Machine {
  readonly actor: Actor;
  readonly scopes: readonly MachineScope[];
}

const keyForm = /^Bearer (mck_[A-Za-z0-9_-]{43})$/;
/** A minute is exact enough to see whether a key is used. */
const touchAfterMs = 60_000;

export function newKey({ random }: Pick<Platform, 'random'>): string {
  return `mck_${Buffer.from(random.bytes(32)).toString('base64url')}`;
}

export function keyHash(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}

/** The client behind an Authorization header, or null. */
export async function findMachine(platform: Platform, header: string | undefined): Promise<Machine | null> {
  const key = keyForm.exec(header ?? '')?.[1];
  if (key === undefined) return null;
  return inTransaction(platform.db, async (tx) => {
    const row = await machineByToken(tx, keyHash(key), platform.clock.today());
    if (row === undefined) return null;
    const { jurisdiction_id: jurisdictionId, id, agency_id: agencyId, name, scopes } = row;
    const now = platform.clock.now();
    const isStale =
      row.last_used_at === null || Date.parse(now) - Date.parse(row.last_used_at) >= touchAfterMs;
    if (isStale) await touchMachine(tx, { jurisdictionId, id }, now);
    const actor = { accountId: id, personName: name, jurisdictionId, agencyId, sectionId: null, roles: [] };
    return { actor, scopes };
  });
}
