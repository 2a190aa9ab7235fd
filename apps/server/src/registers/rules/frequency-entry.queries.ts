/**
 * SQL of the frequency ledger: every visit to an object by any body of the jurisdiction. All agencies read all entries
 * of an object; only the recording agency withdraws one, which keeps its row.
 */
import type { FrequencyEntry } from '@mingcha/core/registers/rules/frequency.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { FrequencyEntriesTable, VisitingInspector } from './tables.ts';

export type StoredEntry = Selectable<FrequencyEntriesTable>;
export type NewEntry = Omit<Insertable<FrequencyEntriesTable>, 'inspectors'> & {
  readonly inspectors: readonly VisitingInspector[];
};

/**
 * Puts one visit of one agency into the ledger. `counted`, `count_basis`, `cap_at_time` and `count_at_time` say what
 * held at the time under the named rule book; what counts today is judged anew from the rule book in force.
 * Whoever records an inspection judges it first with `judgeVisit` of `frequency-judging.ts`, as `saveVisit` does.
 */
export async function recordEntry(tx: Tx, entry: NewEntry): Promise<void> {
  await tx
    .insertInto('frequency_entries')
    .values({ ...entry, inspectors: JSON.stringify(entry.inspectors) })
    .execute();
}

/** Entries of the named objects in a calendar year, oldest first; withdrawn ones too. */
export async function entriesOf(
  tx: Tx,
  query: { readonly jurisdictionId: string; readonly objectKeys: readonly string[]; readonly year: number },
): Promise<readonly StoredEntry[]> {
  const { jurisdictionId, objectKeys, year } = query;
  return entriesBetween(tx, { jurisdictionId, objectKeys, from: `${year}-01-01`, to: `${year}-12-31` });
}

/** Entries of the named objects from one day to another, both included, oldest first. */
export async function entriesBetween(
  tx: Tx,
  query: {
    readonly jurisdictionId: string;
    readonly objectKeys: readonly string[];
    readonly from: string;
    readonly to: string;
  },
): Promise<readonly StoredEntry[]> {
  if (query.objectKeys.length === 0) return [];
  return (
    tx
      .selectFrom('frequency_entries')
      .selectAll()
      .where('jurisdiction_id', '=', query.jurisdictionId)
      // One array: a list of a hundred thousand objects would be too many parameters.
      .where(sql<boolean>`object_key = ANY(${[...query.objectKeys]}::text[])`)
      .where('entered_on', '>=', query.from)
      .where('entered_on', '<=', query.to)
      .orderBy('entered_on')
      .orderBy('id')
      .execute()
  );
}

/** A stored entry as the rules of core look at it. */
export function frequencyEntry(row: StoredEntry): FrequencyEntry {
  return {
    id: row.id,
    agencyId: row.agency_id,
    bodyName: row.body_name,
    bodyLevel: row.body_level,
    enteredOn: row.entered_on,
    kind: row.kind,
    visitKey: row.visit_key,
    exemption: row.exemption,
    inspectors: row.inspectors.map((one) => one.number),
    hasFinding: row.has_finding,
    isWithdrawn: row.withdrawn_on !== null,
  };
}
