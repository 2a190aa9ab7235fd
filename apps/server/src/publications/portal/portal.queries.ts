/**
 * SQL of the portal's pages. Only `public_records` is read: what is not in its payloads cannot reach a page. Search goes
 * through pairs of characters, lists by day and id, the latest first.
 */

import type { PortalRecordsQuery } from '@mingcha/core/publications/portal/portal-api.ts';
import type { PublicRecord } from '@mingcha/core/publications/public-record.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor, pageOfRows } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { readRecord, type StoredPublicRecord } from '../public-record.queries.ts';

export interface FoundUnit {
  readonly name: string;
  readonly code: string | null;
  readonly count: number;
  readonly latest: string;
}

/** As `search_text` has names and codes: capital letters, no spaces, plain brackets. */
export function compared(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s·|]/g, '')
    .replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** Pairs of characters to ask the pair index for: all of a short text, enough of a long one. */
function pairsOf(text: string): readonly string[] {
  const characters = [...text];
  const step = characters.length > 6 ? 2 : 1;
  const pairs: string[] = [];
  for (let i = characters.length - 2; i >= 0 && pairs.length < 6; i -= step)
    pairs.push(`${characters[i] ?? ''}${characters[i + 1] ?? ''}`);
  return pairs;
}

/** Records that are looked at for one search; a text that fits more is too short to be of use. */
const searched = 1000;

/** Units whose name or code holds the text, by name; `isMany` says that there are more than can be listed. */
export async function searchUnits(
  tx: Tx,
  text: string,
  limit: number,
): Promise<{ readonly units: readonly FoundUnit[]; readonly isMany: boolean }> {
  const asked = compared(text);
  const found = await sql<FoundUnit & { readonly seen: number }>`
    WITH hits AS MATERIALIZED (
      SELECT object_name, object_code, published_on FROM public_records
       WHERE kind IN ('result', 'listing', 'penalty') AND state = 'published' AND object_name <> ''
         AND bigrams(search_text) @> ${pairsOf(asked)}::text[] AND search_text LIKE ${likePart(asked)}
       LIMIT ${searched})
    SELECT units.*, (SELECT count(*)::integer FROM hits) AS seen FROM (
      SELECT (array_agg(object_name ORDER BY published_on DESC, object_name))[1] AS name, object_code AS code,
             count(*)::integer AS count, max(published_on) AS latest
        FROM hits GROUP BY object_code, CASE WHEN object_code IS NULL THEN object_name END) AS units
     ORDER BY name COLLATE "C", code LIMIT ${limit + 1}`.execute(tx);
  const isMany = found.rows.length > limit || (found.rows[0]?.seen ?? 0) >= searched;
  return { units: found.rows.slice(0, limit), isMany };
}

interface PageOfRecords {
  readonly records: readonly PublicRecord[];
  readonly next: string | null;
}

/** Records by day of publication, the latest first; each condition names columns of `public_records`. */
async function pageOf(
  tx: Tx,
  conditions: readonly RawBuilder<boolean>[],
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<PageOfRecords> {
  const after = decodeCursor(page.after, 2);
  const parts = [...conditions];
  if (after !== null && isKey(after))
    parts.push(sql<boolean>`(published_on, id) < (${after[0]}::date, ${after[1]}::uuid)`);
  const found = await sql<StoredPublicRecord>`SELECT * FROM public_records
    WHERE ${parts.length === 0 ? sql`true` : sql.join(parts, sql` AND `)}
    ORDER BY published_on DESC, id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const { rows, next } = pageOfRows(found.rows, page.limit, (row) => [row.published_on, row.id]);
  return { records: rows.map(readRecord), next };
}

const uuidForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const dayForm = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Cursors come back from strangers: what is no day and id starts at the first page. */
function isKey([day = '', id = '']: readonly string[]): boolean {
  return dayForm.test(day) && !Number.isNaN(Date.parse(day)) && uuidForm.test(id);
}

export function isRecordId(text: string): boolean {
  return uuidForm.test(text);
}

const standing = sql<boolean>`kind IN ('result', 'listing', 'penalty') AND state = 'published'`;

/** What is published about a unit by its credit code, or by its name where it has none. */
export async function recordsOfUnit(
  tx: Tx,
  of: { readonly code: string } | { readonly name: string },
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<PageOfRecords> {
  const unit =
    'code' in of
      ? sql<boolean>`object_code = ${of.code}`
      : sql<boolean>`object_code IS NULL AND object_name = ${of.name} AND object_name <> ''`;
  return pageOf(tx, [standing, unit], page);
}

/** Published penalties and listings whose term still runs, the latest first; which of them name their unit is core's rule. */
export async function exposedRecords(
  tx: Tx,
  today: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<PageOfRecords> {
  return pageOf(
    tx,
    [
      sql<boolean>`kind IN ('listing', 'penalty') AND state = 'published'`,
      sql<boolean>`coalesce(ends_on >= ${today}::date, true)`,
    ],
    page,
  );
}

export type RecordFilter = Omit<PortalRecordsQuery, 'lang' | 'elder' | 'after'>;

/** Records of all kinds; without a filter everything that stands. */
export async function listRecords(
  tx: Tx,
  filter: RecordFilter,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<PageOfRecords> {
  return pageOf(tx, recordConditions(filter), page);
}

function recordConditions(filter: RecordFilter): readonly RawBuilder<boolean>[] {
  const parts = [
    filter.state === 'removed' ? sql<boolean>`state <> 'published'` : sql<boolean>`state = 'published'`,
  ];
  if (filter.kind !== undefined) parts.push(sql<boolean>`kind = ${filter.kind}`);
  if (filter.agency !== undefined) parts.push(sql<boolean>`agency_id = ${filter.agency}`);
  if (filter.from !== undefined) parts.push(sql<boolean>`published_on >= ${filter.from}::date`);
  if (filter.to !== undefined) parts.push(sql<boolean>`published_on <= ${filter.to}::date`);
  if (filter.found !== undefined)
    parts.push(
      sql<boolean>`(payload #>> '{overall,isProblem}') COLLATE "C" = ${String(filter.found === 'problem')}`,
    );
  return parts;
}

/** What was published, corrected or taken back last, for feeds. */
export async function latestRecords(tx: Tx, limit: number): Promise<readonly PublicRecord[]> {
  const found = await sql<StoredPublicRecord>`SELECT * FROM public_records
    ORDER BY updated_at DESC, id DESC LIMIT ${limit}`.execute(tx);
  return found.rows.map(readRecord);
}

/** Ids of the newest records that stand. */
export async function newestIds(tx: Tx, limit: number): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT id FROM public_records WHERE state = 'published'
    ORDER BY published_on DESC, id DESC LIMIT ${limit}`.execute(tx);
  return found.rows.map(({ id }) => id);
}
