/** Duplicates: pairs to look at, and merging one record into another with a trace on both. There is no way back. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { DuplicatePair } from '@mingcha/core/registers/objects/upkeep-api.ts';
import { runAction } from '../../platform/action.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertObjectRevision, lockObject, type StoredObject, saveObject } from '../object.queries.ts';
import { candidates, duplicatePairs, movePointers } from './upkeep.queries.ts';

const shownPairs = 200;

export async function listDuplicates(
  platform: Platform,
  actor: Actor,
): Promise<Result<{ rows: DuplicatePair[]; more: boolean }>> {
  return inTransaction(platform.db, async (tx) => {
    const pairs = await duplicatePairs(tx, actor, shownPairs + 1);
    const shown = pairs.slice(0, shownPairs);
    const found = await candidates(tx, actor, [...new Set(shown.flatMap((pair) => [pair.a, pair.b]))]);
    const byId = new Map(found.map((one) => [one.id, one]));
    const rows = shown.flatMap(({ ground, a, b }) => {
      const [first, second] = [byId.get(a), byId.get(b)];
      if (first === undefined || second === undefined) return [];
      const swapped = first.uscc === null && second.uscc !== null;
      const [stays, goes] = swapped ? [second, first] : [first, second];
      return [{ ground, first: candidateOf(stays), second: candidateOf(goes) }];
    });
    return ok({ rows, more: pairs.length > shownPairs });
  });
}

type Candidate = Awaited<ReturnType<typeof candidates>>[number];
function candidateOf(one: Candidate): DuplicatePair['first'] {
  return {
    id: one.id,
    name: one.name,
    uscc: one.uscc,
    registrationNumber: one.registration_number,
    localCode: one.local_code,
    address: one.address,
    status: one.status as 'active' | 'inactive',
    version: one.version,
  };
}

export interface MergeInput {
  readonly actionId: string;
  readonly winnerId: string;
  readonly winnerVersion: number;
  readonly loserId: string;
  readonly loserVersion: number;
  readonly note: string;
}

/** Errors: `object.not_found`, `object.merge_itself`, `object.changed_since_seen`, `object.merge_inactive`. */
export async function mergeObjects(
  platform: Platform,
  actor: Actor,
  input: MergeInput,
): Promise<Result<{ id: string; moved: number }>> {
  const request = { actor, actionId: input.actionId, routeId: 'objects.merge' };
  return runAction(platform, request, async (tx) => {
    if (input.winnerId === input.loserId) return fail('object.merge_itself');
    // Always in the order of the ids: two merges of one pair never wait for each other.
    const locked = new Map<string, StoredObject>();
    for (const id of [input.winnerId, input.loserId].sort()) {
      const stored = await lockObject(tx, actor, id);
      if (stored === undefined) return fail('object.not_found');
      locked.set(id, stored);
    }
    const winner = locked.get(input.winnerId);
    const loser = locked.get(input.loserId);
    if (winner === undefined || loser === undefined) return fail('object.not_found');
    if (winner.version !== input.winnerVersion || loser.version !== input.loserVersion)
      return fail('object.changed_since_seen');
    if (winner.status !== 'active' || loser.merged_into !== null) return fail('object.merge_inactive');
    const today = platform.clock.today();
    const moved = await movePointers(tx, actor, { from: loser.id, to: winner.id, today });
    await writeBoth(platform, tx, { actor, winner, loser, note: input.note });
    await record(tx, platform, {
      type: 'object.merged',
      actor,
      subject: { kind: 'object', id: winner.id },
      data: { loser: loser.id, loserName: loser.name, moved, reason: input.note },
    });
    return ok({ id: winner.id, moved });
  });
}

interface Both {
  readonly actor: Actor;
  readonly winner: StoredObject;
  readonly loser: StoredObject;
  readonly note: string;
}

/** Codes that the winner lacks pass to it; those it has otherwise, and the other name, stay searchable on it. */
async function writeBoth(platform: Platform, tx: Tx, { actor, winner, loser, note }: Both): Promise<void> {
  const today = platform.clock.today();
  const taken = {
    uscc: winner.uscc === null ? loser.uscc : null,
    local_code: winner.local_code === null ? loser.local_code : null,
  };
  const names = [...new Set([...winner.former_names, ...loser.former_names, loser.name])].filter(
    (name) => name !== winner.name,
  );
  const codes = [loser.uscc, loser.registration_number, loser.local_code, ...loser.former_codes].filter(
    (code): code is string => code !== null && code !== '',
  );
  const own = new Set([
    winner.uscc,
    winner.local_code,
    winner.registration_number,
    taken.uscc,
    taken.local_code,
  ]);
  await saveWithRevision(platform, tx, {
    actor,
    stored: loser,
    note,
    columns: {
      status: 'inactive',
      status_reason: 'duplicate',
      status_on: today,
      merged_into: winner.id,
      ...(taken.uscc === null ? {} : { uscc: null }),
      ...(taken.local_code === null ? {} : { local_code: null }),
    },
  });
  await saveWithRevision(platform, tx, {
    actor,
    stored: winner,
    note,
    columns: {
      ...(taken.uscc === null ? {} : { uscc: taken.uscc }),
      ...(taken.local_code === null ? {} : { local_code: taken.local_code }),
      former_names: names.slice(0, 20),
      former_codes: [...new Set([...winner.former_codes, ...codes])]
        .filter((one) => !own.has(one))
        .slice(0, 20),
      tags: [...new Set([...winner.tags, ...loser.tags])].slice(0, 30),
    },
  });
}

const wireNames: Readonly<Record<string, string>> = {
  status: 'status',
  status_reason: 'statusReason',
  merged_into: 'mergedInto',
  uscc: 'uscc',
  local_code: 'localCode',
  former_names: 'formerNames',
  former_codes: 'formerCodes',
  tags: 'tags',
};

interface Saved {
  readonly actor: Actor;
  readonly stored: StoredObject;
  readonly note: string;
  readonly columns: Parameters<typeof saveObject>[2]['columns'];
}

async function saveWithRevision(platform: Platform, tx: Tx, saved: Saved): Promise<void> {
  const { actor, stored, columns } = saved;
  const changes: Record<string, [unknown, unknown]> = {};
  for (const [column, value] of Object.entries(columns)) {
    const before: unknown = stored[column as keyof StoredObject];
    const name = wireNames[column];
    if (name !== undefined && JSON.stringify(before) !== JSON.stringify(value))
      changes[name] = [before, value];
  }
  const version = stored.version + 1;
  const at = platform.clock.now();
  await saveObject(tx, actor, { id: stored.id, columns, version, at });
  const { id } = stored;
  const { note: reason } = saved;
  await insertObjectRevision(tx, actor, { id, version, changes, reason, by: actor.accountId, at });
}
