/** Where a draw stands after its approved amendments: replayed from the result by the same functions the verifier uses. */
import {
  type AmendContext,
  type Amendment,
  initialStanding,
  keysOf,
  recuse,
  replaceObject,
  type Standing,
  unhex,
} from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { CaseFile } from './case-file.ts';
import { type FrozenInspector, frozenInspectors, parseRecord, recordField } from './frozen.ts';
import { serverHash } from './hash.ts';
import {
  type AmendmentRow,
  amendmentsOf,
  assignmentsOf,
  firstSelected,
  type ResultRow,
  resultOf,
  type SelectedObject,
  seatsOf,
  selectedOf,
} from './result.queries.ts';
import { type SealedDocument, sealedDocument } from './sealed-params.ts';
import { pairsOf, type SnapshotRow, snapshotById } from './snapshot.queries.ts';

export interface DrawnCase {
  readonly file: CaseFile;
  readonly seal: SealedDocument;
  readonly snapshot: SnapshotRow;
  readonly result: ResultRow;
  readonly selected: readonly SelectedObject[];
  readonly inspectors: readonly FrozenInspector[];
  readonly amendments: readonly AmendmentRow[];
  readonly context: AmendContext;
  readonly standing: Standing;
}

/** Above this many drawn objects and reserves a screen gets the first of them only; amendments and bundles get all. */
const screenTotal = 50_000;

/**
 * A drawn case; null before the result. `screen` keeps a large draw's lists short: the first drawn objects, no
 * reserves, amendments listed but not applied.
 */
export async function loadDrawn(
  tx: Tx,
  file: CaseFile,
  extent: 'all' | 'screen' = 'all',
): Promise<DrawnCase | null> {
  const { draw } = file;
  const result = await resultOf(tx, draw);
  if (result === undefined) return null;
  const seal = await sealedDocument(tx, draw);
  const snapshot = await snapshotById(tx, {
    jurisdictionId: draw.jurisdictionId,
    snapshotId: seal.snapshotId,
  });
  if (snapshot === undefined) throw new Error(`no snapshot ${seal.snapshotId}`);
  const total = drawnCount(result) + result.figures.reserveCounts.reduce((sum, count) => sum + count, 0);
  const isShort = extent === 'screen' && total > screenTotal;
  const selected = isShort ? await firstSelected(tx, draw, screenLimit) : await selectedOf(tx, draw, 'all');
  const inspectors = await frozenInspectors(tx, snapshot);
  const isInfeasible = result.figures.assign !== null && 'infeasible' in result.figures.assign;
  const seats = isShort
    ? await seatsOf(
        tx,
        draw,
        selected.map((row) => row.c),
      )
    : await assignmentsOf(tx, draw);
  const assignment = isInfeasible ? null : seats;
  const hash = serverHash(seal.document.suite);
  const context: AmendContext = {
    hash,
    reserves: selected.filter((row) => row.reserve).map(({ stratum, rank, c }) => ({ stratum, rank, c })),
    team: isInfeasible
      ? null
      : {
          params: seal.document,
          key: keysOf(hash, unhex(result.figures.seed, 32)).assign,
          inspectors: inspectors.map(({ c, pub }) => ({ c, pub })),
          conflicts: await pairsOf(tx, snapshot),
        },
  };
  const amendments = await amendmentsOf(tx, draw);
  const first = initialStanding({
    selected: selected
      .filter((row) => !row.reserve)
      .map(({ stratum, rank, c, record }) => ({ stratum, rank, c, area: areaOfRecord(record) })),
    quotas: result.figures.quotas,
    assignment,
  });
  const approved = isShort
    ? []
    : amendments.flatMap((row) => row.amendment ?? []).sort((a, b) => a.index - b.index);
  const standing = approved.reduce((now, amendment) => applyAmendment(context, now, amendment), first);
  return { file, seal, snapshot, result, selected, inspectors, amendments, context, standing };
}

/** How many objects the result drew; replacements do not change the number. */
export function drawnCount(result: Pick<ResultRow, 'figures'>): number {
  return result.figures.quotas.reduce((sum, quota) => sum + quota, 0);
}

/** Longest list that a screen gets at once. */
export const screenLimit = 2000;

export function areaOfRecord(record: string): string {
  return recordField(parseRecord(record), 'area');
}

function applyAmendment(context: AmendContext, standing: Standing, amendment: Amendment): Standing {
  if (amendment.type === 'recused') return recuse(context, standing, amendment).standing;
  const area = amendment.opening?.record['area'];
  return replaceObject(context, standing, {
    struck: amendment.c,
    area: typeof area === 'string' ? area : null,
  }).standing;
}
