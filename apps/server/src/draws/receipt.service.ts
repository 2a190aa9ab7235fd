/** Office reads of a drawn case: receipts for notices, the ticket strip, the bundle. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { TicketLaneView } from '@mingcha/core/draws/draw-views.ts';
import { type Receipt, receiptFor } from '@mingcha/draw';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { type CurrentBundle, currentBundle } from './bundle.ts';
import { openCase } from './case-file.ts';
import { loadFrame, parseRecord } from './frozen.ts';
import { serverHash } from './hash.ts';
import { mayKnowNames } from './readers.ts';
import { loadDrawn } from './standing.ts';
import { ownTicket, ticketLanes } from './tickets.ts';

/** Receipt with salt of an object of the pool; for those who may know names, to be printed on its notice (ruling 11). */
export async function makeReceipt(
  platform: Platform,
  actor: Actor,
  ids: { readonly id: string; readonly objectId: string },
): Promise<Result<{ receipt: Receipt }>> {
  return inTransaction(platform.db, async (tx): Promise<Result<{ receipt: Receipt }>> => {
    const file = await openCase(tx, actor, ids.id);
    if (!file.ok) return file;
    if (!mayKnowNames(actor, file.value)) return fail('draw.role_forbidden');
    const drawn = await loadDrawn(tx, file.value);
    if (drawn === null) return fail('draw.not_drawn_yet');
    const isDrawn = drawn.selected.some(
      (row) => row.objectId === ids.objectId && drawn.standing.objects.some((object) => object.c === row.c),
    );
    if (!isDrawn) return fail('draw.object_not_drawn');
    const own = await ownTicket(tx, platform, { drawn, objectId: ids.objectId });
    if (own === null) return fail('draw.ticket_not_found');
    const params = drawn.seal.document;
    const frame = await loadFrame(tx, drawn.snapshot);
    const opening = { c: own.c, record: parseRecord(own.record), salt: own.salt };
    return ok({
      receipt: receiptFor({
        params,
        frame,
        seed: drawn.result.figures.seed,
        opening,
        provider: serverHash(params.suite),
      }),
    });
  });
}

export async function readTickets(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<{ lanes: TicketLaneView[] }>> {
  return inTransaction(platform.db, async (tx): Promise<Result<{ lanes: TicketLaneView[] }>> => {
    const file = await openCase(tx, actor, id);
    if (!file.ok) return file;
    const drawn = await loadDrawn(tx, file.value, 'screen');
    if (drawn === null) return fail('draw.not_drawn_yet');
    return ok({ lanes: await ticketLanes(tx, drawn, mayKnowNames(actor, file.value)) });
  });
}

/** The office gets the same bytes as the public. */
export async function officeBundle(
  platform: Platform,
  actor: Actor,
  id: string,
): Promise<Result<CurrentBundle>> {
  const key = await inTransaction(platform.db, async (tx) => {
    const file = await openCase(tx, actor, id);
    return file.ok ? ok(file.value.draw) : file;
  });
  if (!key.ok) return key;
  const bundle = await currentBundle(platform, key.value);
  return bundle === null ? fail('draw.not_drawn_yet') : ok(bundle);
}
