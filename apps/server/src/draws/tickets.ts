/** The ticket strip's data, and one object's own ticket. Tickets come from commitments, so no name is needed for them. */
import type { TicketLaneView } from '@mingcha/core/draws/draw-views.ts';
import {
  hex,
  keysOf,
  LEAF_LENGTH,
  objectCommitment,
  recordHash,
  saltOf,
  ticketOf,
  ticketPrefix,
  unhex,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { Platform } from '../platform/platform.ts';
import { type Frame, loadFrame, parseRecord, recordField, uuidAt } from './frozen.ts';
import { serverHash } from './hash.ts';
import type { SelectedObject } from './result.queries.ts';
import { poolPartOf } from './snapshot.queries.ts';
import type { DrawnCase } from './standing.ts';

const pointLimit = 2000;
const sliceCount = 200;

/** Lanes of all strata that are drawn; labels only where `names` permits. */
export async function ticketLanes(tx: Tx, drawn: DrawnCase, names: boolean): Promise<TicketLaneView[]> {
  const frame = await loadFrame(tx, drawn.snapshot);
  const rowOf = new Map(drawn.selected.map((row) => [row.c, row]));
  let from = 0;
  return drawn.seal.document.strata.flatMap((stratum, h): TicketLaneView[] => {
    const size = frame.counts[h] ?? 0;
    const leaves = frame.leaves.subarray(from * LEAF_LENGTH, (from + size) * LEAF_LENGTH);
    from += size;
    if (stratum.rule !== 'draw' || size === 0) return [];
    const { quotas, threshold, reserveCounts } = drawn.result.figures;
    const lane = {
      code: stratum.code,
      name: stratum.name,
      size,
      quota: quotas[h] ?? 0,
      threshold: threshold[h] ?? null,
    };
    const tickets = ticketsOf(drawn, leaves);
    if (size > pointLimit) return [{ ...lane, points: null, slices: slicesOf(tickets) }];
    return [
      {
        ...lane,
        points: pointsOf({
          tickets,
          leaves,
          quota: lane.quota,
          reserves: reserveCounts[h] ?? 0,
          rowOf,
          names,
        }),
        slices: null,
      },
    ];
  });
}

function ticketsOf(drawn: DrawnCase, leaves: Uint8Array): Uint8Array {
  const hash = serverHash(drawn.seal.document.suite);
  const keys = keysOf(hash, unhex(drawn.result.figures.seed, 32));
  const items = new Uint8Array((leaves.length / LEAF_LENGTH) * 32);
  for (let i = 0; i * 32 < items.length; i += 1)
    items.set(leaves.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH), i * 32);
  return hash.batch96(ticketPrefix(hash, keys.select), items);
}

function slicesOf(tickets: Uint8Array): number[] {
  const slices = Array.from({ length: sliceCount }, () => 0);
  for (let at = 0; at < tickets.length; at += 32) {
    const slice = Math.floor(((((tickets[at] ?? 0) << 8) | (tickets[at + 1] ?? 0)) * sliceCount) / 65_536);
    slices[slice] = (slices[slice] ?? 0) + 1;
  }
  return slices;
}

interface Points {
  readonly tickets: Uint8Array;
  readonly leaves: Uint8Array;
  readonly quota: number;
  readonly reserves: number;
  readonly rowOf: ReadonlyMap<string, SelectedObject>;
  readonly names: boolean;
}

/** Each object's ticket; who is drawn follows from the rank order alone. */
function pointsOf(input: Points): NonNullable<TicketLaneView['points']> {
  const { tickets, leaves, quota, reserves, rowOf, names } = input;
  const all = Array.from({ length: tickets.length / 32 }, (_, i) => ({
    ticket: hex(tickets.subarray(i * 32, (i + 1) * 32)),
    c: hex(leaves.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH)),
  }));
  all.sort((a, b) => (a.ticket + a.c < b.ticket + b.c ? -1 : 1));
  return all.map(({ ticket, c }, rank) => {
    const state = rank < quota ? 'drawn' : rank < quota + reserves ? 'reserve' : 'rest';
    const row = names && state === 'drawn' ? rowOf.get(c) : undefined;
    return { ticket, state, label: row === undefined ? null : recordField(parseRecord(row.record), 'name') };
  });
}

export interface OwnTicket {
  readonly stratum: number;
  readonly ticket: string;
  readonly rank: number;
  readonly size: number;
  readonly record: string;
  readonly salt: string;
  readonly c: string;
}

/** The ticket of an object of the pool by its id; null when it was not in the pool. */
export async function ownTicket(
  tx: Tx,
  platform: Platform,
  input: { readonly drawn: DrawnCase; readonly objectId: string },
): Promise<OwnTicket | null> {
  const { drawn, objectId } = input;
  const part = await poolPartOf(tx, drawn.snapshot, objectId);
  const place =
    part === undefined
      ? -1
      : Array.from({ length: part.size }, (_, i) => i).find((i) => uuidAt(part.objectIds, i) === objectId);
  if (part === undefined || place === undefined || place < 0) return null;
  const record = part.records.split('\n')[place] ?? '';
  const hash = serverHash(drawn.seal.document.suite);
  const salt = saltOf(hash, new Uint8Array(platform.secrets.open(drawn.snapshot.master)), objectId);
  const c = objectCommitment(hash, salt, recordHash(hash, parseRecord(record)));
  const frame = await loadFrame(tx, drawn.snapshot);
  const { stratum, from, size } = stratumOfLeaf(frame, c);
  const keys = keysOf(hash, unhex(drawn.result.figures.seed, 32));
  const ticket = ticketOf(hash, keys.select, c);
  const tickets = ticketsOf(drawn, frame.leaves.subarray(from * LEAF_LENGTH, (from + size) * LEAF_LENGTH));
  let rank = 1;
  for (let at = 0; at < tickets.length; at += 32)
    if (Buffer.compare(tickets.subarray(at, at + 32), ticket) < 0) rank += 1;
  return { stratum, ticket: hex(ticket), rank, size, record, salt: hex(salt), c: hex(c) };
}

function stratumOfLeaf(
  frame: Frame,
  c: Uint8Array,
): { readonly stratum: number; readonly from: number; readonly size: number } {
  let from = 0;
  for (const [stratum, size] of frame.counts.entries()) {
    for (let i = from; i < from + size; i += 1) {
      if (Buffer.compare(frame.leaves.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH), c) === 0)
        return { stratum, from, size };
    }
    from += size;
  }
  throw new Error('an object of the pool has no leaf');
}
