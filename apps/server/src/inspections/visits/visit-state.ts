/**
 * What stands of a visit: its writes, the merged fields, the content read of them, evidence and signatures. For results,
 * papers, follow-ups and the pack. Reads only; the caller has decided that the person may see the visit.
 */

import { type VisitContent, visitContent } from '@mingcha/core/inspections/visits/visit-content.ts';
import {
  type FieldState,
  mergedFields,
  type StoredWrite,
} from '@mingcha/core/inspections/visits/visit-fields.ts';
import type { Evidence, Signature } from '@mingcha/core/inspections/visits/visit-record.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { StoredEvidence } from './record.queries.ts';
import { evidenceRows, signatureRows, writeRows } from './visit-state.queries.ts';

export interface VisitKey {
  /** Of the inspection's rows. */
  readonly jurisdictionId: string;
  readonly inspectionId: string;
}

/** Evidence with who took it and whether its file stands here. */
export type VisitEvidence = Evidence & {
  readonly agencyId: string;
  readonly by: string;
  readonly received: boolean;
  readonly receivedAt: string | null;
  /** When it was taken by the clock of the server. */
  readonly trueCapturedAt: string;
  /** False when the phone's chain names a digest that no evidence of the phone has. */
  readonly isChained: boolean;
};
export type VisitSignature = Signature & { readonly agencyId: string; readonly signedAt: string };

export interface VisitState {
  readonly writes: readonly StoredWrite[];
  readonly fields: ReadonlyMap<string, FieldState>;
  readonly content: VisitContent;
  readonly evidence: readonly VisitEvidence[];
  readonly signatures: readonly VisitSignature[];
}

/** Everything of one visit. */
export async function visitState(tx: Tx, key: VisitKey): Promise<VisitState> {
  const states = await visitStates(tx, [key]);
  return states.get(key.inspectionId) ?? emptyState();
}

function emptyState(): VisitState {
  return { writes: [], fields: new Map(), content: visitContent(new Map()), evidence: [], signatures: [] };
}

/** Of many visits at once, by inspection. */
export async function visitStates(
  tx: Tx,
  keys: readonly VisitKey[],
): Promise<ReadonlyMap<string, VisitState>> {
  const ids = {
    jurisdictionIds: [...new Set(keys.map((key) => key.jurisdictionId))],
    inspectionIds: keys.map((key) => key.inspectionId),
  };
  const writes = Map.groupBy(await writeRows(tx, ids), (row) => row.inspection_id);
  const evidence = Map.groupBy(await evidenceRows(tx, ids), (row) => row.inspection_id);
  const signatures = Map.groupBy(await signatureRows(tx, ids), (row) => row.inspection_id);
  return new Map(
    keys.map(({ inspectionId }) => {
      const written = (writes.get(inspectionId) ?? []).map(
        (row): StoredWrite => ({
          id: row.id,
          seq: row.seq,
          path: row.path,
          value: row.value,
          base: row.base,
          at: row.at,
          by: row.by_name,
          deviceId: row.device_id,
        }),
      );
      const fields = mergedFields(written);
      const state: VisitState = {
        writes: written,
        fields,
        content: visitContent(fields),
        evidence: viewedEvidence(evidence.get(inspectionId) ?? []),
        signatures: (signatures.get(inspectionId) ?? []).map((row) => ({
          ...row.content,
          agencyId: row.agency_id,
          signedAt: row.signed_at,
        })),
      };
      return [inspectionId, state] as const;
    }),
  );
}

/** Evidence of a visit, in the order of its making. */
export async function evidenceOf(tx: Tx, key: VisitKey): Promise<readonly VisitEvidence[]> {
  return viewedEvidence(
    await evidenceRows(tx, { jurisdictionIds: [key.jurisdictionId], inspectionIds: [key.inspectionId] }),
  );
}

function viewedEvidence(rows: readonly StoredEvidence[]): readonly VisitEvidence[] {
  const onDevice = new Set(rows.map((row) => `${row.device_id ?? ''} ${row.sha256}`));
  return rows.map((row) => ({
    ...row.content,
    agencyId: row.agency_id,
    by: row.by_name,
    received: row.received_at !== null,
    receivedAt: row.received_at,
    trueCapturedAt: row.captured_at,
    isChained: row.chain_prev === null || onDevice.has(`${row.device_id ?? ''} ${row.chain_prev}`),
  }));
}
