/** SQL of packages in the office: the chain, what the portal has, which records changed since. */
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { readRecord, type StoredPublicRecord } from '../public-record.queries.ts';
import type { PublicationPackagesTable } from './tables.ts';

export type StoredPackage = Selectable<PublicationPackagesTable>;

export async function lastPackage(tx: Tx): Promise<StoredPackage | undefined> {
  return tx
    .selectFrom('publication_packages')
    .selectAll()
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function packageByNumber(tx: Tx, number: number): Promise<StoredPackage | undefined> {
  return tx.selectFrom('publication_packages').selectAll().where('number', '=', number).executeTakeFirst();
}

/** The one that a request by hand made. */
export async function packageByAction(tx: Tx, actionId: string): Promise<StoredPackage | undefined> {
  return tx
    .selectFrom('publication_packages')
    .selectAll()
    .where('action_id', '=', actionId)
    .executeTakeFirst();
}

/** The latest first; those below `before`. */
export async function packagePage(
  tx: Tx,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly StoredPackage[]> {
  let select = tx.selectFrom('publication_packages').selectAll();
  if (page.before !== null) select = select.where('number', '<', page.before);
  return select
    .orderBy('number', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** Packages whose file is there and which lie in no exchange folder yet, in their order. */
export async function unplacedPackages(tx: Tx): Promise<readonly StoredPackage[]> {
  return tx
    .selectFrom('publication_packages')
    .selectAll()
    .where('placed_at', 'is', null)
    .where('sha256', 'is not', null)
    .orderBy('number')
    .limit(100)
    .execute();
}

export async function markPlaced(tx: Tx, number: number, at: string): Promise<void> {
  await tx.updateTable('publication_packages').set({ placed_at: at }).where('number', '=', number).execute();
}

export async function insertPackage(tx: Tx, row: Insertable<PublicationPackagesTable>): Promise<void> {
  await tx.insertInto('publication_packages').values(row).execute();
}

/** Forgets the files of the packages below `number`; gives their digests. */
export async function dropFilesBefore(tx: Tx, number: number): Promise<readonly string[]> {
  const found = await tx
    .selectFrom('publication_packages')
    .select('sha256')
    .where('number', '<', number)
    .where('sha256', 'is not', null)
    .execute();
  await tx
    .updateTable('publication_packages')
    .set({ sha256: null })
    .where('number', '<', number)
    .where('sha256', 'is not', null)
    .execute();
  return found.flatMap((row) => (row.sha256 === null ? [] : [row.sha256]));
}

/** The last one that holds everything; the last made before `until` where given. */
export async function lastFullPackage(
  tx: Tx,
  until: string | null = null,
): Promise<StoredPackage | undefined> {
  return tx
    .selectFrom('publication_packages')
    .selectAll()
    .where('kind', '=', 'full')
    .$if(until !== null, (q) => q.where('made_at', '<', until ?? ''))
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether somebody confirmed a removal since: files of packages from before may still hold what was removed. */
export async function wasRemovedSince(tx: Tx, since: string | null): Promise<boolean> {
  if (since === null) return false;
  const found = await tx
    .selectFrom('publication_containments')
    .select('id')
    .where('removed_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Key → stamp of everything that was carried, without records. */
export async function carriedStamps(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('package_contents')
    .select(['key', 'stamp'])
    .where('key', 'not like', 'record %')
    .execute();
  return new Map(rows.map(({ key, stamp }) => [key, stamp]));
}

/** What `package_contents` calls a record. */
export function recordKey(jurisdictionId: string, id: string): string {
  return `record ${jurisdictionId} ${id}`;
}

const keyOfRecord = sql`'record ' || r.jurisdiction_id || ' ' || r.id`;
const stampOfRecord = sql<string>`encode(sha256(convert_to(r::text, 'UTF8')), 'hex')`;

export interface ChangedRecord {
  readonly jurisdictionId: string;
  readonly stamp: string;
  readonly record: PublicRecord;
}

/** Records whose stamp is not the carried one (all of them when `isFull`), by key, after `after`. */
export async function changedRecords(
  tx: Tx,
  page: { readonly isFull: boolean; readonly after: string; readonly limit: number },
): Promise<readonly ChangedRecord[]> {
  const changed = page.isFull
    ? sql`true`
    : sql`NOT EXISTS (SELECT FROM package_contents c WHERE c.key = ${keyOfRecord} AND c.stamp = ${stampOfRecord})`;
  const found = await sql<StoredPublicRecord & { readonly stamp: string }>`
    SELECT r.*, ${stampOfRecord} AS stamp FROM public_records r
     WHERE (r.jurisdiction_id::text || ' ' || r.id::text) COLLATE "C" > ${page.after} AND ${changed}
     ORDER BY (r.jurisdiction_id::text || ' ' || r.id::text) COLLATE "C" LIMIT ${page.limit}`.execute(tx);
  return found.rows.map((row) => ({
    jurisdictionId: row.jurisdiction_id,
    stamp: row.stamp,
    record: readRecord(row),
  }));
}

/** Carried records that must not be anywhere any more: those without a row, and those contained since `since`. */
export async function recalledRecords(
  tx: Tx,
  since: string | null,
): Promise<readonly { readonly jurisdictionId: string; readonly id: string }[]> {
  const found = await sql<{ key: string }>`
    SELECT c.key FROM package_contents c
     WHERE c.key LIKE 'record %'
       AND (NOT EXISTS (SELECT FROM public_records r WHERE ${keyOfRecord} = c.key)
        OR c.key IN (SELECT 'record ' || k.jurisdiction_id || ' ' || k.publication_id FROM publication_containments k
                      WHERE k.contained_at >= ${since}::timestamptz))
     ORDER BY c.key`.execute(tx);
  return found.rows.map(({ key }) => {
    const [, jurisdictionId = '', id = ''] = key.split(' ');
    return { jurisdictionId, id };
  });
}

export async function saveContents(
  tx: Tx,
  of: {
    readonly number: number;
    readonly put: readonly { readonly key: string; readonly stamp: string }[];
    readonly gone: readonly string[];
  },
): Promise<void> {
  const { number, put, gone } = of;
  // First what goes: a recalled record may be carried again at once, as its tombstone.
  if (gone.length > 0)
    await tx
      .deleteFrom('package_contents')
      .where('key', '=', sql<string>`ANY(${[...gone]}::text[])`)
      .execute();
  for (let from = 0; from < put.length; from += 5000) {
    const part = put.slice(from, from + 5000);
    await sql`INSERT INTO package_contents (key, stamp, number)
      SELECT key, stamp, ${number} FROM unnest(${part.map((each) => each.key)}::text[], ${part.map((each) => each.stamp)}::text[]) AS given (key, stamp)
      ON CONFLICT (key) DO UPDATE SET stamp = excluded.stamp, number = excluded.number`.execute(tx);
  }
}

/** Jurisdictions of the installation, for the manifest and for what is carried per jurisdiction. */
export async function allJurisdictions(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return tx.selectFrom('jurisdictions').select(['id', 'name']).orderBy('id').execute();
}

/** Agencies that answer for themselves. */
export async function allAgencies(
  tx: Tx,
): Promise<readonly { readonly id: string; readonly jurisdictionId: string }[]> {
  return tx
    .selectFrom('agencies')
    .select(['id', 'jurisdiction_id as jurisdictionId'])
    .where('stands_for', 'is', null)
    .orderBy('id')
    .execute();
}

/** Ends of all ledgers: unchanged as long as nobody wrote anything. */
export async function ledgerHeads(tx: Tx): Promise<string> {
  const found = await sql<{ heads: string | null }>`
    SELECT string_agg(jurisdiction_id || ' ' || last, ',' ORDER BY jurisdiction_id) AS heads
      FROM (SELECT jurisdiction_id, max(seq) AS last FROM ledger_events GROUP BY jurisdiction_id) AS ends`.execute(
    tx,
  );
  return found.rows[0]?.heads ?? '';
}

/** Changes when a published record does. */
export async function recordsMark(tx: Tx): Promise<string> {
  const found = await sql<{ mark: string }>`
    SELECT count(*) || ' ' || coalesce(max(updated_at)::text, '') AS mark FROM public_records`.execute(tx);
  return found.rows[0]?.mark ?? '';
}
