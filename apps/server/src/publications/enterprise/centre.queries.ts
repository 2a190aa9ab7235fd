/**
 * SQL of the centre: what belongs to one credit code, over all jurisdictions. Every read takes the code of the session; an
 * id of a request only chooses among what the code has.
 */
import { keyOfCode } from '@mingcha/core/registers/rules/frequency.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { type ListedObjection, objectionsByEnterprise } from '../objections/objection.queries.ts';
import { enterpriseDigest } from '../objections/receipt.ts';
import type { EnterpriseCorrectionsTable } from './tables.ts';

export type StoredCorrection = Selectable<EnterpriseCorrectionsTable>;

/**
 * Ids of the inspections of this code that the object knows of, the latest knowledge first. Nothing else of an inspection is
 * read before `objectKnows` was asked about it again.
 */
export async function knownInspections(
  tx: Tx,
  of: {
    readonly creditCode: string;
    readonly after: { readonly first: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<readonly { readonly id: string; readonly known_at: string }[]> {
  const after =
    of.after === null
      ? sql``
      : sql`AND (k.known_at, i.id) < (${of.after.first}::timestamptz, ${of.after.id}::uuid)`;
  const found = await sql<{ id: string; known_at: string }>`SELECT i.id, k.known_at
    FROM jurisdictions j
    JOIN inspections i ON i.jurisdiction_id = j.id AND i.object_key = ${keyOfCode(of.creditCode)}
    JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id AND t.state NOT IN ('prepared', 'void')
    CROSS JOIN LATERAL (SELECT min(least(x.noticed_at, x.entered_at)) AS known_at FROM inspection_teams x
      WHERE x.jurisdiction_id = i.jurisdiction_id AND x.inspection_id = i.id) k
    WHERE k.known_at IS NOT NULL AND i.outcome IS DISTINCT FROM 'replaced' ${after}
    ORDER BY k.known_at DESC, i.id DESC LIMIT ${of.limit + 1}`.execute(tx);
  return found.rows;
}

/** Is this inspection one of the code's? */
export async function isOwnInspection(
  tx: Tx,
  of: { readonly id: string; readonly creditCode: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('inspections')
    .select('id')
    .where('id', '=', of.id)
    .where('object_key', '=', keyOfCode(of.creditCode))
    .executeTakeFirst();
  return row !== undefined;
}

export async function wasRated(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('enterprise_ratings')
    .select('inspection_id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('inspection_id', '=', key.inspectionId)
    .executeTakeFirst();
  return row !== undefined;
}

/** False when the visit was rated before. */
export async function markRated(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('enterprise_ratings')
    .values({ jurisdiction_id: key.jurisdictionId, inspection_id: key.inspectionId })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'inspection_id']).doNothing())
    .returning('inspection_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Objections that the enterprise made signed in, the latest first. */
export async function ownObjections(tx: Tx, creditCode: string): Promise<readonly ListedObjection[]> {
  return objectionsByEnterprise(tx, {
    objectKey: keyOfCode(creditCode),
    proofHash: enterpriseDigest(creditCode),
  });
}

/** Rows of this code in the directories of all bureaus, with whom to call. */
export async function ownObjects(tx: Tx, creditCode: string) {
  return tx
    .selectFrom('objects as o')
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'o.jurisdiction_id').onRef('a.id', '=', 'o.agency_id'),
    )
    .select([
      'o.jurisdiction_id',
      'o.id',
      'o.agency_id',
      'o.name',
      'o.address',
      'o.responsible_person',
      'o.industry',
      'o.status',
      'o.updated_at',
      'o.version',
      'a.name as agency_name',
      'a.phone as agency_phone',
    ])
    .where('o.uscc', '=', creditCode)
    .orderBy('a.name')
    .orderBy('o.id')
    .limit(100)
    .execute();
}

/** The row of this code in one agency's directory. */
export async function objectOfAgency(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly creditCode: string },
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('objects')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('uscc', '=', of.creditCode)
    .executeTakeFirst();
  return row?.id;
}

export async function ownCorrections(tx: Tx, creditCode: string): Promise<readonly StoredCorrection[]> {
  return tx
    .selectFrom('enterprise_corrections')
    .selectAll()
    .where('credit_code', '=', creditCode)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
}

/** False when one of the same object waits. */
export async function insertCorrection(
  tx: Tx,
  row: Insertable<EnterpriseCorrectionsTable>,
): Promise<boolean> {
  const kept = await tx
    .insertInto('enterprise_corrections')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** The visit about which an enterprise asked for recusal itself; undefined for requests that staff entered. */
export async function recusalOfEnterprise(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('recusal_requests')
    .select('inspection_id')
    .where('id', '=', id)
    .where('inspection_id', 'is not', null)
    .executeTakeFirst();
  return row?.inspection_id ?? undefined;
}
