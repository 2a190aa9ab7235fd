/**
 * SQL of the burden per enterprise: entries of a year by all agencies of the jurisdiction, from the frequency ledger, which
 * all agencies read (an enterprise's visits are not one agency's secret). Writes nothing.
 */
import type { FrequencyEntry } from '@mingcha/core/registers/rules/frequency.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface BurdenEntry extends FrequencyEntry {
  readonly objectKey: string;
  readonly objectId: string;
  readonly objectName: string;
  readonly objectCode: string;
  readonly objectKind: string;
  readonly division: string;
  readonly industry: string;
  readonly risk: string;
  readonly credit: string;
  readonly tags: readonly string[];
  readonly sectionId: string | null;
}

/** Entries that were not withdrawn, by object and day, with the directory's fields that caps look at. */
export async function entriesOfYear(
  tx: Tx,
  asked: { readonly jurisdictionId: string; readonly year: number; readonly objectKey?: string },
): Promise<readonly BurdenEntry[]> {
  const found = await sql<BurdenEntry>`SELECT e.id, e.agency_id AS "agencyId", e.body_name AS "bodyName",
      e.body_level AS "bodyLevel", e.entered_on AS "enteredOn", e.kind, e.visit_key AS "visitKey", e.exemption,
      ARRAY[]::text[] AS inspectors, e.has_finding AS "hasFinding", false AS "isWithdrawn",
      e.object_key AS "objectKey", e.object_id AS "objectId", e.object_name AS "objectName", e.object_code AS "objectCode",
      o.kind AS "objectKind", o.division_code AS division, o.industry, o.risk_level AS risk, o.credit_class AS credit,
      o.tags, o.section_id AS "sectionId"
    FROM frequency_entries e JOIN objects o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.object_id
    WHERE e.jurisdiction_id = ${asked.jurisdictionId} AND e.withdrawn_on IS NULL
      AND e.entered_on BETWEEN ${`${asked.year}-01-01`}::date AND ${`${asked.year}-12-31`}::date
      AND (${asked.objectKey ?? null}::text IS NULL OR e.object_key = ${asked.objectKey ?? null})
    ORDER BY e.object_key, e.entered_on, e.id`.execute(tx);
  return found.rows;
}
