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
import { framePieceSize } from './frame-writer.ts';
import { parseRecord, recordField, uuidAt } from './frozen.ts';
import { serverHash } from './hash.ts';
import type { SelectedObject } from './result.queries.ts';
import { framePart, poolPartOf } from './snapshot.queries.ts';
import type { DrawnCase } from './standing.ts';

const pointLimit = 2000;
const sliceCount = 200;

interface Strip {
  /** Of strata above the limit of points. */
  readonly slices: Map<number, number[]>;
  readonly points: Map<number, Ticketed[]>;
}

/** Strips of large draws: a result never changes, and the public may ask for it as often as it likes. */
const knownStrips = new Map<string, Strip>();
const knownLimit = 20;
const largeDraw = 100_000;

/** Tickets of all leaves, counted where a stratum has too many to show one by one. */
async function stripOf(tx: Tx, drawn: DrawnCase): Promise<Strip> {
  const { draw } = drawn.file;
  const { facts, objects } = drawn.snapshot;
  const known = knownStrips.get(draw.id);
  if (known !== undefined) return known;
  const strip: Strip = { slices: new Map(), points: new Map() };
  await eachTicket(tx, drawn, ({ stratum, ticket, c }) => {
    if ((facts.counts[stratum] ?? 0) > pointLimit) return addToSlice(strip.slices, stratum, ticket);
    const points = strip.points.get(stratum) ?? [];
    points.push({ ticket: hex(ticket), c: hex(c) });
    strip.points.set(stratum, points);
  });
  if (objects > largeDraw && knownStrips.size < knownLimit) knownStrips.set(draw.id, strip);
  return strip;
}

/** Lanes of all strata that are drawn; labels only where `names` permits. */
export async function ticketLanes(tx: Tx, drawn: DrawnCase, names: boolean): Promise<TicketLaneView[]> {
  const { counts } = drawn.snapshot.facts;
  const strip = await stripOf(tx, drawn);
  const rowOf = new Map(drawn.selected.map((row) => [row.c, row]));
  const { quotas, threshold, reserveCounts } = drawn.result.figures;
  return drawn.seal.document.strata.flatMap((stratum, h): TicketLaneView[] => {
    const size = counts[h] ?? 0;
    if (stratum.rule !== 'draw' || size === 0) return [];
    const quota = quotas[h] ?? 0;
    const lane = { code: stratum.code, name: stratum.name, size, quota, threshold: threshold[h] ?? null };
    const sliced = strip.slices.get(h);
    if (sliced !== undefined) return [{ ...lane, points: null, slices: sliced }];
    const points = pointsOf({
      all: strip.points.get(h) ?? [],
      quota,
      reserves: reserveCounts[h] ?? 0,
      rowOf,
      names,
    });
    return [{ ...lane, points, slices: null }];
  });
}

interface Ticketed {
  readonly ticket: string;
  readonly c: string;
}

interface LeafTicket {
  readonly stratum: number;
  readonly c: Uint8Array;
  readonly ticket: Uint8Array;
}

/** Calls `visit` with the ticket of every leaf, piece by piece: a large frame is never held as a whole. */
async function eachTicket(tx: Tx, drawn: DrawnCase, visit: (leaf: LeafTicket) => void): Promise<void> {
  const { snapshot } = drawn;
  const hash = serverHash(drawn.seal.document.suite);
  const prefix = ticketPrefix(hash, keysOf(hash, unhex(drawn.result.figures.seed, 32)).select);
  for (let part = 0; part * framePieceSize < snapshot.objects; part += 1) {
    const piece = await framePart(tx, snapshot, part);
    if (piece === undefined)
      throw new Error(`frame piece ${part} of snapshot ${snapshot.snapshotId} is missing`);
    const { leaves } = piece;
    const size = leaves.length / LEAF_LENGTH;
    const items = new Uint8Array(size * 32);
    const cOf = (i: number): Uint8Array => leaves.subarray(i * LEAF_LENGTH + 7, (i + 1) * LEAF_LENGTH);
    for (let i = 0; i < size; i += 1) items.set(cOf(i), i * 32);
    const tickets = hash.batch96(prefix, items);
    for (let i = 0; i < size; i += 1) {
      const stratum = ((leaves[i * LEAF_LENGTH + 1] ?? 0) << 8) | (leaves[i * LEAF_LENGTH + 2] ?? 0);
      visit({ stratum, c: cOf(i), ticket: tickets.subarray(i * 32, (i + 1) * 32) });
    }
  }
}

function addToSlice(slices: Map<number, number[]>, stratum: number, ticket: Uint8Array): void {
  const counts = slices.get(stratum) ?? Array.from({ length: sliceCount }, () => 0);
  const slice = Math.floor(((((ticket[0] ?? 0) << 8) | (ticket[1] ?? 0)) * sliceCount) / 65_536);
  counts[slice] = (counts[slice] ?? 0) + 1;
  slices.set(stratum, counts);
}

interface Points {
  readonly all: readonly Ticketed[];
  readonly quota: number;
  readonly reserves: number;
  readonly rowOf: ReadonlyMap<string, SelectedObject>;
  readonly names: boolean;
}

/** Each object's ticket; who is drawn follows from the rank order alone. */
function pointsOf(input: Points): NonNullable<TicketLaneView['points']> {
  const { quota, reserves, rowOf, names } = input;
  const all = [...input.all].sort((a, b) => (a.ticket + a.c < b.ticket + b.c ? -1 : 1));
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
  const keys = keysOf(hash, unhex(drawn.result.figures.seed, 32));
  const ticket = ticketOf(hash, keys.select, c);
  const below = new Map<number, number>();
  let stratum = -1;
  await eachTicket(tx, drawn, (leaf) => {
    if (Buffer.compare(leaf.c, c) === 0) stratum = leaf.stratum;
    if (Buffer.compare(leaf.ticket, ticket) < 0) below.set(leaf.stratum, (below.get(leaf.stratum) ?? 0) + 1);
  });
  if (stratum < 0) throw new Error('an object of the pool has no leaf');
  const rank = (below.get(stratum) ?? 0) + 1;
  const size = drawn.snapshot.facts.counts[stratum] ?? 0;
  return { stratum, ticket: hex(ticket), rank, size, record, salt: hex(salt), c: hex(c) };
}
