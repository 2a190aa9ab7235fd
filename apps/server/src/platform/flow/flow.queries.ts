/** SQL of the documents' way: the steps that people took. The document's own state stands in its own table. */
import type { DocumentStep, TakenStep } from '@mingcha/core/common/document-flow.ts';
import type { Tx } from '../db/database.ts';

export interface DocumentStepsTable {
  jurisdiction_id: string;
  document_id: string;
  seq: number;
  document_kind: string;
  step: DocumentStep;
  account_id: string;
  person_name: string;
  reason: string;
  place: string;
  at: string;
}

declare module '../db/database.ts' {
  interface Schema {
    document_steps: DocumentStepsTable;
  }
}

/** Steps of one version, oldest first. */
export async function stepsOf(
  tx: Tx,
  jurisdictionId: string,
  documentId: string,
): Promise<readonly TakenStep[]> {
  const rows = await tx
    .selectFrom('document_steps')
    .select(['step', 'account_id', 'person_name', 'at', 'reason', 'place'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('document_id', '=', documentId)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    step: row.step,
    accountId: row.account_id,
    personName: row.person_name,
    at: row.at,
    reason: row.reason,
    place: row.place,
  }));
}

export async function insertStep(tx: Tx, row: DocumentStepsTable): Promise<void> {
  await tx.insertInto('document_steps').values(row).execute();
}
