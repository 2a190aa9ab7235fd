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
  type ResultRow,
  resultOf,
  type SelectedObject,
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

/** Everything about a drawn case; null before the result. */
export async function loadDrawn(tx: Tx, file: CaseFile): Promise<DrawnCase | null> {
  const { draw } = file;
  const result = await resultOf(tx, draw);
  if (result === undefined) return null;
  const seal = await sealedDocument(tx, draw);
  const snapshot = await snapshotById(tx, {
    jurisdictionId: draw.jurisdictionId,
    snapshotId: seal.snapshotId,
  });
  if (snapshot === undefined) throw new Error(`no snapshot ${seal.snapshotId}`);
  const selected = await selectedOf(tx, draw, 'all');
  const inspectors = await frozenInspectors(tx, snapshot);
  const isInfeasible = result.figures.assign !== null && 'infeasible' in result.figures.assign;
  const assignment = isInfeasible ? null : await assignmentsOf(tx, draw);
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
  const approved = amendments.flatMap((row) => row.amendment ?? []).sort((a, b) => a.index - b.index);
  const standing = approved.reduce((now, amendment) => applyAmendment(context, now, amendment), first);
  return { file, seal, snapshot, result, selected, inspectors, amendments, context, standing };
}

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
