/**
 * From seal and contributions to the result, deterministically: the same rows give the same bytes on any machine.
 * Runs inside the transaction that holds the draw's lock; whether it may run was decided before.
 */
import type { Ceremony, PartyProgress } from '@mingcha/core/draws/ceremony.ts';
import { type Contribution, type Drawn, drawFrom, keysOf, type Params, seedFrom } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { DrawRow } from './draw.queries.ts';
import { type FrozenObject, frozenInspectors, parseRecord, recordField, recordsOf } from './frozen.ts';
import { serverHash } from './hash.ts';
import { entriesOfDraw } from './log.queries.ts';
import type { SelectedObject } from './result.queries.ts';
import { pairsOf, type SnapshotRow } from './snapshot.queries.ts';
import { type FrameFile, ordinalsOf, selectStreamed } from './stream-selection.ts';

/** Contributions as the certificate lists them: with the places of their events in the public log. */
export async function contributionsOf(
  tx: Tx,
  draw: DrawRow,
  ceremony: Ceremony,
): Promise<readonly Contribution[]> {
  const entries = await entriesOfDraw(tx, draw, draw.id);
  const places = new Map<string, number>();
  for (const { index, type, entry } of entries) {
    const { j } = JSON.parse(entry) as { readonly j?: number };
    if (j !== undefined) places.set(`${type} ${j}`, index);
  }
  return contributionsFrom(ceremony, (type, j) => places.get(`${type} ${j}`) ?? -1);
}

type PlaceOf = (type: string, j: number) => number;

/** As `contributionsOf`, with the places given; −1 where the log is not asked. */
export function contributionsFrom(ceremony: Ceremony, placeOf: PlaceOf): readonly Contribution[] {
  return ceremony.sources.map((source, j): Contribution => {
    const text = ceremony.numbers[j]?.text ?? '';
    switch (source.kind) {
      case 'party':
        return partyContribution({ j, role: source.role, party: ceremony.parties[j] }, placeOf);
      case 'digits':
      case 'lottery':
        return { j, kind: source.kind, text, at: placeOf('number-read', j) };
      case 'drand':
        return {
          j,
          kind: 'drand',
          round: source.round,
          signature: ceremony.beacon ?? '',
          at: placeOf('beacon-recorded', j),
        };
    }
  });
}

function partyContribution(
  given: { readonly j: number; readonly role: string; readonly party: PartyProgress | undefined },
  placeOf: PlaceOf,
): Contribution {
  const { j, role, party } = given;
  const reveal = party?.nonce ?? null;
  return {
    j,
    kind: 'party',
    role,
    commit: party?.commitment ?? '',
    reveal,
    committedAt: placeOf('committed', j),
    revealedAt: reveal === null ? null : placeOf('revealed', j),
    ...(party?.madeOn === 'here' ? { made: 'here' as const } : {}),
  };
}

export interface Computed {
  readonly frame: FrameFile;
  readonly drawn: Drawn;
  /** Drawn objects and listed reserves with their frozen records. */
  readonly rows: readonly SelectedObject[];
}

export interface ComputeInput {
  readonly params: Params;
  readonly snapshot: SnapshotRow;
  readonly contributions: readonly Contribution[];
}

/** Computes selection, reserves and teams. */
export async function computeDraw(tx: Tx, input: ComputeInput): Promise<Computed> {
  const { params, snapshot, contributions } = input;
  const hash = serverHash(params.suite);
  const { seed } = seedFrom(params, contributions, hash);
  const { selection, file } = await selectStreamed(tx, { params, snapshot, keys: keysOf(hash, seed) }, hash);
  const rows = await openRows(tx, snapshot, [...selection.selected, ...selection.reserves]);
  const areas = new Map(rows.map((row) => [row.c, recordField(parseRecord(row.record), 'area')]));
  const inspectors = (await frozenInspectors(tx, snapshot)).map(({ c, pub }) => ({ c, pub }));
  const conflicts = await pairsOf(tx, snapshot);
  const areaOf = (c: string): string => areas.get(c) ?? '-';
  const drawn = drawFrom(
    { params, selection, inspectors, conflicts, contributions, areaOf },
    { provider: hash },
  );
  const drawnRanks = new Set(drawn.selected.map((row) => row.c));
  return { frame: file, drawn, rows: rows.map((row) => ({ ...row, reserve: !drawnRanks.has(row.c) })) };
}

interface Ranked {
  readonly stratum: number;
  readonly rank: number;
  readonly c: string;
  readonly ticket: string;
}

async function openRows(
  tx: Tx,
  snapshot: SnapshotRow,
  ranked: readonly Ranked[],
): Promise<readonly SelectedObject[]> {
  const ordinals = await ordinalsOf(tx, snapshot, ranked);
  const records = await recordsOf(tx, snapshot, ordinals);
  return ranked.map((row, i) => {
    const frozen: FrozenObject | undefined = records.get(ordinals[i] ?? -1);
    if (frozen === undefined) throw new Error(`no record of ${row.c}`);
    return { stratum: row.stratum, rank: row.rank, c: row.c, ticket: row.ticket, reserve: false, ...frozen };
  });
}
