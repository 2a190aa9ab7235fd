/**
 * Batch release by the legal section: each record on its own merits, in one transaction with its public row. Who
 * inspected or entered a result does not release it; what cannot be released is named with its reason.
 */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../platform/action.ts';
import type { Tx } from '../platform/db/database.ts';
import { record } from '../platform/ledger/ledger.ts';
import type { Platform } from '../platform/platform.ts';
import { askedRequest, lockedPublication, refuseOwnWork } from './case.ts';
import { publishNow } from './engine.ts';
import { publicationById, type StoredPublication } from './publication.queries.ts';

interface Item {
  readonly id: string;
  readonly version: number;
}
interface Released {
  readonly released: { id: string; title: string }[];
  readonly refused: { id: string; title: string; code: string; data: Record<string, string | number> }[];
}

/** Errors: that of the first record when none can be released. */
export async function releasePublications(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly items: readonly Item[] },
): Promise<Result<Released>> {
  const { actionId } = input;
  return runAction(platform, { actor, actionId, routeId: 'publications.release' }, async (tx) => {
    const outcome: Released = { released: [], refused: [] };
    // In one order, so that two batches with common records never wait for each other.
    const items = input.items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    for (const item of new Map(items.map((each) => [each.id, each])).values()) {
      const made = await releaseOne(tx, platform, { actor, item });
      if (made.ok) outcome.released.push({ id: item.id, title: nameOf(made.value) });
      else
        outcome.refused.push({
          id: item.id,
          title: nameOf(await ownRow(tx, actor, item.id)),
          code: made.error.code,
          data: { ...made.error.data },
        });
    }
    const first = outcome.refused[0];
    if (outcome.released.length === 0 && first !== undefined) return fail(first.code, first.data);
    await record(tx, platform, {
      type: 'publication.batch_released',
      actor,
      subject: { kind: 'agency', id: actor.agencyId },
      data: { releasedCount: outcome.released.length },
    });
    return ok(outcome);
  });
}

async function releaseOne(
  tx: Tx,
  platform: Platform,
  of: { readonly actor: Actor; readonly item: Item },
): Promise<Result<StoredPublication>> {
  const { actor, item } = of;
  const locked = await lockedPublication(tx, actor, item);
  if (!locked.ok) return locked;
  const row = locked.value;
  const own = await refuseOwnWork(tx, row, actor);
  if (!own.ok) return own;
  if ((await askedRequest(tx, row)) !== undefined) return fail('publication.request_waits');
  return publishNow(tx, platform, { row, doer: actor });
}

async function ownRow(tx: Tx, actor: Actor, id: string): Promise<StoredPublication | undefined> {
  const row = await publicationById(tx, id);
  return row?.agency_id === actor.agencyId ? row : undefined;
}

const nameOf = (row: StoredPublication | undefined): string =>
  row === undefined ? '' : row.object_name === '' ? row.title : row.object_name;
