/**
 * Sums a finished draw up for fairness statistics: members and drawn objects of each group in each random stratum, and what
 * its own matching rules let expect for people. Reads sealed rows only; runs once per draw, away from the draw itself.
 */
import {
  countTeams,
  expectedTeams,
  largestMatching,
  meetingKey,
  repetitionsFor,
} from '@mingcha/core/oversight/fairness/expected-seats.ts';
import { type GroupCount, startCounting } from '@mingcha/core/oversight/fairness/pool-groups.ts';
import { LEAF_LENGTH, type Params, unhex } from '@mingcha/draw';
import type { DrawKey } from '../../draws/draw.queries.ts';
import { framePieceSize } from '../../draws/frame-writer.ts';
import {
  type FrozenInspector,
  frozenInspectors,
  parseRecord,
  recordField,
  uuidAt,
} from '../../draws/frozen.ts';
import { serverHash } from '../../draws/hash.ts';
import { assignmentsOf, poolSizes, type SelectedObject, selectedOf } from '../../draws/result.queries.ts';
import { sealedDocument } from '../../draws/sealed-params.ts';
import {
  framePart,
  pairsOf,
  poolParts,
  type SnapshotRow,
  snapshotById,
} from '../../draws/snapshot.queries.ts';
import type { Tx } from '../../platform/db/database.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  type DrawSummaryRows,
  drawsToSummarise,
  insertSummary,
  type PairRow,
  type SeatRow,
  sizesOf,
} from './summary.queries.ts';

/** A chore of the house: so many draws a round, each in a transaction of its own. */
const perRound = 20;

export async function keepFairness(platform: Platform): Promise<void> {
  const waiting = await inTransaction(platform.db, (tx) => drawsToSummarise(tx, perRound));
  for (const key of waiting) await inTransaction(platform.db, (tx) => summariseDraw(tx, platform, key));
}

/** Reads the draw and stores its summary. False when it has one. */
async function summariseDraw(tx: Tx, platform: Platform, key: DrawKey): Promise<boolean> {
  const seal = await sealedDocument(tx, key);
  const snapshot = await snapshotById(tx, {
    jurisdictionId: key.jurisdictionId,
    snapshotId: seal.snapshotId,
  });
  if (snapshot === undefined) throw new Error(`no snapshot ${seal.snapshotId}`);
  const selected = await selectedOf(tx, key, 'drawn');
  const groups = await groupsOfDraw(tx, { key, snapshot, params: seal.document, selected });
  const teams = await teamsOfDraw(tx, {
    key,
    snapshot,
    params: seal.document,
    selected,
    freezeId: seal.freezeId,
  });
  return insertSummary(tx, key, { ...teams, groups, at: platform.clock.now() });
}

interface DrawnRows {
  readonly key: DrawKey;
  readonly snapshot: SnapshotRow;
  readonly params: Params;
  readonly selected: readonly SelectedObject[];
}

async function groupsOfDraw(tx: Tx, of: DrawnRows): Promise<DrawSummaryRows['groups']> {
  const { snapshot, params, selected } = of;
  const isRandom = params.strata.map((stratum) => stratum.rule === 'draw');
  const drawn = new Set(selected.map((row) => row.objectId));
  const strata = await strataOfPool(tx, snapshot);
  const counter = startCounting();
  let ordinal = 0;
  for (const { part, size } of await poolSizes(tx, snapshot)) {
    const [stored] = await poolParts(tx, snapshot, [part]);
    if (stored === undefined) throw new Error(`pool part ${part} of ${snapshot.snapshotId} is missing`);
    const ids = Array.from({ length: size }, (_, i) => uuidAt(stored.objectIds, i));
    const sizes = await sizesOf(tx, snapshot.jurisdictionId, ids);
    const records = stored.records.split('\n');
    ids.forEach((id, i) => {
      const stratum = strata[ordinal + i] ?? 0;
      if (isRandom[stratum] !== true) return;
      const record = parseRecord(records[i] ?? '{}');
      counter.add(stratum, { record, size: sizes.get(id) ?? '', isDrawn: drawn.has(id) });
    });
    ordinal += size;
  }
  return withTotals(counter.counts());
}

/** Members and drawn objects of the whole stratum beside those of each group: every axis divides the stratum completely. */
function withTotals(counts: readonly GroupCount[]): DrawSummaryRows['groups'] {
  const totals = new Map<string, { members: number; drawn: number }>();
  for (const count of counts) {
    const key = `${count.stratum} ${count.axis}`;
    const total = totals.get(key) ?? { members: 0, drawn: 0 };
    totals.set(key, { members: total.members + count.members, drawn: total.drawn + count.drawn });
  }
  return counts.map((count) => {
    const total = totals.get(`${count.stratum} ${count.axis}`);
    return { ...count, stratumMembers: total?.members ?? 0, stratumDrawn: total?.drawn ?? 0 };
  });
}

/** Stratum of each object by its place in the pool. */
async function strataOfPool(tx: Tx, snapshot: SnapshotRow): Promise<Uint16Array> {
  const strata = new Uint16Array(snapshot.objects);
  for (let part = 0; part * framePieceSize < snapshot.objects; part += 1) {
    const piece = await framePart(tx, snapshot, part);
    if (piece === undefined) throw new Error(`frame piece ${part} of ${snapshot.snapshotId} is missing`);
    const ordinals = new DataView(
      piece.ordinals.buffer,
      piece.ordinals.byteOffset,
      piece.ordinals.byteLength,
    );
    for (let at = 0, i = 0; at < piece.leaves.length; at += LEAF_LENGTH, i += 1)
      strata[ordinals.getUint32(i * 4)] = ((piece.leaves[at + 1] ?? 0) << 8) | (piece.leaves[at + 2] ?? 0);
  }
  return strata;
}

type Teams = Pick<DrawSummaryRows, 'repetitions' | 'seatCount' | 'seats' | 'pairs'>;

async function teamsOfDraw(tx: Tx, of: DrawnRows & { readonly freezeId: string }): Promise<Teams> {
  const { key, snapshot, params, selected, freezeId } = of;
  const rows = await assignmentsOf(tx, key);
  const none = { repetitions: 0, seatCount: rows.length, seats: [], pairs: [] };
  if (rows.length === 0 || rows.length > largestMatching) return none;
  const inspectors = await frozenInspectors(tx, snapshot);
  const drawn = new Set(selected.map((row) => row.c));
  const conflicts = (await pairsOf(tx, snapshot)).filter(([object]) => drawn.has(object));
  const { templates, mix } = params.assign;
  const expected = expectedTeams(
    {
      tasks: selected.map((row) => ({
        c: unhex(row.c, 32),
        area: recordField(parseRecord(row.record), 'area') || '-',
        groups: templates[params.strata[row.stratum]?.code ?? ''] ?? templates['*'] ?? [],
      })),
      inspectors: inspectors.map(({ c, pub }) => ({ c: unhex(c, 32), pub })),
      pairs: conflicts.map(([object, inspector]) => [unhex(object, 32), unhex(inspector, 32)]),
      mix,
    },
    { freezeId, repetitions: repetitionsFor(rows.length) },
    serverHash(params.suite),
  );
  if (expected === null) return none;
  const places = new Map(inspectors.map((each, i) => [each.c, i]));
  const seen = countTeams(rows.map((row) => ({ task: row.c, inspector: places.get(row.inspector) ?? -1 })));
  return {
    repetitions: expected.repetitions,
    seatCount: rows.length,
    seats: inspectors.map((each, i) => ({
      ...leafOf(each),
      seats: seen.seats.get(i) ?? 0,
      expected: expected.seats[i]?.mean ?? 0,
      variance: expected.seats[i]?.variance ?? 0,
    })),
    pairs: pairRows(inspectors, expected.meetings, seen.meetings),
  };
}

function leafOf(each: FrozenInspector): Pick<SeatRow, 'leafId' | 'leafName' | 'agencyId'> {
  return { leafId: each.record.id, leafName: each.record.name, agencyId: each.agencyId };
}

function pairRows(
  inspectors: readonly FrozenInspector[],
  expected: ReadonlyMap<string, { readonly mean: number; readonly variance: number }>,
  seen: ReadonlyMap<string, number>,
): readonly PairRow[] {
  const keys = new Set([...expected.keys(), ...seen.keys()]);
  return [...keys].flatMap((key) => {
    const [a = -1, b = -1] = key.split(' ').map(Number);
    const ids = [inspectors[a]?.record.id, inspectors[b]?.record.id].sort((x, y) =>
      (x ?? '') < (y ?? '') ? -1 : 1,
    );
    const [leafA, leafB] = ids;
    if (leafA === undefined || leafB === undefined) return [];
    const { mean, variance } = expected.get(meetingKey(a, b)) ?? { mean: 0, variance: 0 };
    return [{ leafA, leafB, met: seen.get(key) ?? 0, expected: mean, variance }];
  });
}
