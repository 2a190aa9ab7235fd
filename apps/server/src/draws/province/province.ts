/**
 * A draw over the registers of several installations, each in a database of its own: every database freezes, sorts and
 * ranks its objects, and here only leaves pass by to be merged into one frame and the smallest tickets of each into one
 * selection. Nothing but what was drawn is ever read whole. The bundle is byte for byte that of one machine that held all
 * objects, because neither order nor selection depends on where a leaf lies (draw-protocol §7.5).
 */
import { createHash } from 'node:crypto';
import { objectRecord, type PoolObject } from '@mingcha/core/draws/draw-pool.ts';
import {
  blindOf,
  checkPlan,
  compareBytes,
  type Delivered,
  DrawError,
  type DrawKeys,
  type FileEntry,
  type Finished,
  finishGathered,
  freezeId,
  growingTree,
  type HashProvider,
  hex,
  type InspectorRecord,
  keysOfDelivered,
  LEAF_LENGTH,
  mergeRankings,
  type NoteSigner,
  type ObjectRecord,
  type Opening,
  objectCommitment,
  objectLeaf,
  type Plan,
  paramsOf,
  quotas,
  type RankedStratum,
  rankedRows,
  recordHash,
  reserveCount,
  type Sealed,
  type Selection,
  saltOf,
  sealDraw,
  selectionFrom,
  startRanking,
  ticketPrefix,
} from '@mingcha/draw';
import { framePieceSize } from '../frame-writer.ts';
import { serverHash } from '../hash.ts';
import {
  bottomOf,
  type FrozenRow,
  indexRows,
  leavesOf,
  objectPages,
  recordsById,
  recordsOf,
  type Shard,
  sortedLeaves,
  startPool,
  storeRows,
} from './shard.queries.ts';

const pageSize = 5_000;

export interface ProvinceInput {
  readonly plan: Plan;
  readonly master: Uint8Array;
  readonly masterInspectors: Uint8Array;
  readonly inspectors: readonly InspectorRecord[];
  /** Object id, inspector id. */
  readonly pairs: readonly (readonly [string, string])[];
  /** Index into `plan.strata`, or -1. */
  readonly stratumOf: (record: ObjectRecord) => number;
}

/** A database with the second connection that stores while the first reads. */
export interface Source {
  readonly reading: Shard;
  readonly pool: Shard;
  /** Names of agencies; null: all. */
  readonly agencies: readonly string[] | null;
}

export interface SealedProvince {
  readonly sealed: Omit<Sealed, 'frame' | 'objects'>;
  readonly frame: Uint8Array | FileEntry;
  readonly counts: readonly number[];
  /** Objects of each database, in their order. */
  readonly shares: readonly number[];
}

/** Takes the frame piece by piece; whoever seals more than fits inline writes them to frame.bin. */
export type FrameSink = (piece: Uint8Array) => Promise<void>;

/**
 * Freezes every database and merges the sorted leaves. `sink` gets every piece in order.
 * Errors: DrawError `freeze.stratum` for an object that no stratum takes, `freeze.object_twice` for one id in two databases.
 */
export async function sealProvince(
  sources: readonly Source[],
  input: ProvinceInput,
  sink: FrameSink,
): Promise<SealedProvince> {
  checkPlan(input.plan);
  const hash = serverHash(input.plan.suite);
  const counts = input.plan.strata.map(() => 0);
  const shares = await Promise.all(sources.map((source) => freeze(source, { input, hash, counts })));
  const frame = await mergeFrame(sources, hash, sink);
  const people = await sealPeople(sources, input);
  const params = paramsOf(input.plan, {
    frame: { count: frame.count, root: hex(frame.root), blind: blindOf(hash, input.master) },
    inspectors: people.params.inspectors,
    conflicts: people.params.conflicts,
  });
  const { inspectors, conflicts } = people;
  return {
    sealed: { params, freezeId: freezeId(hash, params), inspectors, conflicts },
    frame: frame.file,
    counts,
    shares,
  };
}

interface Freezing {
  readonly input: ProvinceInput;
  readonly hash: HashProvider;
  /** Per stratum, over all databases. */
  readonly counts: number[];
}

async function freeze(source: Source, { input, hash, counts }: Freezing): Promise<number> {
  let size = 0;
  await startPool(source.pool);
  for await (const page of objectPages(source.reading, source.agencies, pageSize)) {
    const rows = page.map((object) => frozenRow(object, input, hash));
    for (const { stratum } of rows) counts[stratum] = (counts[stratum] ?? 0) + 1;
    await storeRows(source.pool, rows);
    size += rows.length;
  }
  await indexRows(source.pool);
  return size;
}

function frozenRow(object: PoolObject, input: ProvinceInput, hash: HashProvider): FrozenRow {
  const record = objectRecord(object);
  const stratum = input.stratumOf(record);
  if (stratum < 0)
    throw new DrawError('freeze.stratum', `object ${record.id} has no stratum`, { id: record.id });
  const c = objectCommitment(hash, saltOf(hash, input.master, record.id), recordHash(hash, record));
  return { leaf: objectLeaf(stratum, 1, c), stratum, id: record.id, record: JSON.stringify(record) };
}

interface Frame {
  readonly root: Uint8Array;
  readonly count: number;
  readonly file: FileEntry;
}

/** The sorted leaves of all databases as one sorted sequence, in pieces whose roots lead to that of the frame. */
async function mergeFrame(sources: readonly Source[], hash: HashProvider, sink: FrameSink): Promise<Frame> {
  const tree = growingTree(hash);
  const digest = createHash(hash.suite === 'SM3' ? 'sm3' : 'sha256');
  let count = 0;
  for await (const piece of piecesOf(
    mergedLeaves(sources.map(({ pool }) => sortedLeaves(pool, framePieceSize))),
  )) {
    tree.appendHash(hash.merkle(piece, LEAF_LENGTH));
    digest.update(piece);
    count += piece.length / LEAF_LENGTH;
    await sink(piece);
  }
  const file = { name: 'frame.bin', size: count * LEAF_LENGTH, hash: digest.digest('hex') };
  return { root: tree.root(), count, file };
}

/** Lanes of sorted leaves, smallest first. */
async function* mergedLeaves(lanes: readonly AsyncGenerator<Buffer>[]): AsyncGenerator<Uint8Array> {
  const heads: { piece: Buffer; at: number; lane: AsyncGenerator<Buffer> }[] = [];
  for (const lane of lanes) {
    const first = await lane.next();
    if (first.done !== true) heads.push({ piece: first.value, at: 0, lane });
  }
  let last: Uint8Array | null = null;
  while (heads.length > 0) {
    let lowest = heads[0];
    for (const head of heads) if (lowest !== undefined && compareAt(head, lowest) < 0) lowest = head;
    if (lowest === undefined) return;
    const leaf = lowest.piece.subarray(lowest.at, lowest.at + LEAF_LENGTH);
    if (last !== null && compareBytes(last, leaf) === 0)
      throw new DrawError('freeze.commitment_twice', 'one object stands in two databases');
    last = leaf;
    yield leaf;
    lowest.at += LEAF_LENGTH;
    if (lowest.at < lowest.piece.length) continue;
    const next = await lowest.lane.next();
    if (next.done === true) heads.splice(heads.indexOf(lowest), 1);
    else Object.assign(lowest, { piece: next.value, at: 0 });
  }
}

interface Head {
  readonly piece: Buffer;
  readonly at: number;
}

function compareAt(a: Head, b: Head): number {
  return a.piece.compare(b.piece, b.at, b.at + LEAF_LENGTH, a.at, a.at + LEAF_LENGTH);
}

async function* piecesOf(leaves: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let piece = new Uint8Array(framePieceSize * LEAF_LENGTH);
  let used = 0;
  for await (const leaf of leaves) {
    piece.set(leaf, used);
    used += LEAF_LENGTH;
    if (used < piece.length) continue;
    yield piece;
    piece = new Uint8Array(framePieceSize * LEAF_LENGTH);
    used = 0;
  }
  if (used > 0) yield piece.subarray(0, used);
}

/** Inspectors and avoidance pairs are few: sealed by the library with the objects that stand in pairs alone. */
async function sealPeople(sources: readonly Source[], input: ProvinceInput): Promise<Sealed> {
  const ids = [...new Set(input.pairs.map(([object]) => object))];
  const found = await Promise.all(sources.map(({ pool }) => recordsById(pool, ids)));
  const objects = found.flat().map(({ record, stratum }) => ({
    record: JSON.parse(record) as ObjectRecord,
    stratum,
    weight: 1,
  }));
  const { plan, master, masterInspectors, inspectors, pairs } = input;
  return sealDraw({ plan, master, masterInspectors, objects, inspectors, pairs });
}

export interface ProvinceFinish {
  readonly province: SealedProvince;
  readonly master: Uint8Array;
  readonly delivered: readonly Delivered[];
  readonly signer: NoteSigner;
  readonly at: string;
  readonly software: Parameters<typeof finishGathered>[0]['software'];
  readonly reproduced: boolean;
  /** frame.bin where the bundle holds it inline, else null: its entry then stands in the bundle. */
  readonly frame: Uint8Array | null;
}

/** Draws: every database ranks its own, the ranks are merged, the drawn objects are opened. */
export async function finishProvince(
  sources: readonly Source[],
  input: ProvinceFinish,
): Promise<Omit<Finished, 'frameFile'>> {
  const { province, delivered, signer, at, software, reproduced } = input;
  const { sealed } = province;
  const hash = serverHash(sealed.params.suite);
  const keys = keysOfDelivered({ sealed, delivered, signer, at });
  const selection = await selectProvince(sources, province, { hash, keys });
  const openings = await openDrawn(sources, selection, { hash, master: input.master });
  const frame = input.frame ?? province.frame;
  return finishGathered({ sealed, delivered, signer, at, software, reproduced, selection, frame, openings });
}

interface Ranking {
  readonly hash: HashProvider;
  readonly keys: DrawKeys;
}

async function selectProvince(
  sources: readonly Source[],
  { sealed, counts }: SealedProvince,
  { hash, keys }: Ranking,
): Promise<Selection> {
  const { strata } = sealed.params;
  const quota = quotas({ strata, counts }, hash, keys.round);
  const ranked: RankedStratum[] = [];
  for (const [h, stratum] of strata.entries()) {
    const method = stratum.rule === 'draw' ? stratum.method : null;
    if (method !== null && method !== 'equal')
      throw new DrawError('plan.method', `method ${method} is not drawn over several databases`);
    const k = quota[h] ?? 0;
    const keep = method === null ? k : k + reserveCount(counts[h] ?? 0, k);
    const pieces =
      keep === 0 ? [] : await Promise.all(sources.map(({ pool }) => rank(pool, { h, keep, hash, keys })));
    ranked.push({ quota: k, method, rows: rankedRows(mergeRankings(pieces, keep)) });
  }
  return selectionFrom(ranked, counts, hash);
}

async function rank(
  shard: Shard,
  { h, keep, hash, keys }: Ranking & { readonly h: number; readonly keep: number },
): Promise<Uint8Array> {
  if (hash.suite === 'SHA256')
    return bottomOf(shard, { prefix: ticketPrefix(hash, keys.select), stratum: h, keep });
  const ranking = startRanking(hash, keys.select, { keep });
  for await (const piece of leavesOf(shard, h, framePieceSize)) ranking.push(new Uint8Array(piece));
  return ranking.finish();
}

async function openDrawn(
  sources: readonly Source[],
  selection: Selection,
  { hash, master }: { readonly hash: HashProvider; readonly master: Uint8Array },
): Promise<ReadonlyMap<string, Opening>> {
  const wanted = selection.selected.map(({ c }) => c);
  const found = await Promise.all(sources.map(({ pool }) => recordsOf(pool, wanted)));
  return new Map(
    found
      .flat()
      .map(({ c, id, record }) => [
        c,
        { c, record: JSON.parse(record) as ObjectRecord, salt: hex(saltOf(hash, master, id)) },
      ]),
  );
}
