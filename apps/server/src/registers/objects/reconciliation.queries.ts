/**
 * SQL of the reconciliation: each kind of difference as one query over licences, registry and directory, less what people
 * have decided for exactly the same fingerprint. Reads only; what a decision does stands in the service.
 */
import type { DifferenceKind } from '@mingcha/core/registers/objects/reconciliation-api.ts';
import { type RawBuilder, sql } from 'kysely';
import { decodeCursor } from '../../platform/db/cursor.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Page, Scope } from '../object.queries.ts';
import { isLive } from './licence.queries.ts';

export interface DifferenceRow {
  readonly key: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly code: string;
  readonly object_id: string | null;
  readonly ours: string;
  readonly theirs: string;
}

interface Asked extends Scope {
  readonly today: string;
}
const plain = (text: string) => sql.raw(`replace(replace(${text}, ' ', ''), '\u3000', '')`);

/** Holders with a live licence whom no object of the directory stands for. */
function unlisted(scope: Asked): RawBuilder<DifferenceRow> {
  return sql<DifferenceRow>`
    SELECT coalesce(nullif(l.holder_code, ''), l.holder_name) AS key,
      md5(string_agg(l.number || '|' || l.issuer, ',' ORDER BY l.number, l.issuer)) AS fingerprint,
      min(l.holder_name) AS name, min(l.holder_code) AS code, NULL::uuid AS object_id, '' AS ours,
      string_agg(trim(l.name || ' ' || l.number), '；' ORDER BY l.number) AS theirs
    FROM object_licences l
    WHERE l.jurisdiction_id = ${scope.jurisdictionId} AND l.agency_id = ${scope.agencyId}
      AND l.object_id IS NULL AND ${isLive('l', scope.today)}
      AND NOT EXISTS (SELECT 1 FROM objects o WHERE o.jurisdiction_id = l.jurisdiction_id
        AND o.agency_id = l.agency_id AND l.holder_code <> '' AND o.uscc = l.holder_code)
    GROUP BY coalesce(nullif(l.holder_code, ''), l.holder_name)`;
}

/** Active objects that had a licence, or stand in a sub-directory that needs one, and have none that is live. */
function noLiveLicence(scope: Asked): RawBuilder<DifferenceRow> {
  return sql<DifferenceRow>`
    SELECT o.id::text AS key, md5(coalesce(h.said, '')) AS fingerprint, o.name, coalesce(o.uscc, o.local_code, '') AS code,
      o.id AS object_id, '' AS ours, coalesce(h.said, '') AS theirs
    FROM objects o LEFT JOIN LATERAL (
      SELECT string_agg(l.number || ' ' || l.status || ' ' || coalesce(l.valid_to::text, ''), '；'
        ORDER BY l.valid_to DESC NULLS LAST, l.number) AS said
      FROM object_licences l WHERE l.jurisdiction_id = o.jurisdiction_id AND l.object_id = o.id) h ON true
    WHERE o.jurisdiction_id = ${scope.jurisdictionId} AND o.agency_id = ${scope.agencyId} AND o.status = 'active'
      AND o.id IN (
        SELECT l.object_id FROM object_licences l WHERE l.jurisdiction_id = ${scope.jurisdictionId}
          AND l.agency_id = ${scope.agencyId} AND l.object_id IS NOT NULL
        UNION SELECT e.object_id FROM themed_entries e JOIN themed_directories d
          ON d.jurisdiction_id = e.jurisdiction_id AND d.id = e.directory_id
          WHERE d.jurisdiction_id = ${scope.jurisdictionId} AND d.agency_id = ${scope.agencyId}
            AND d.needs_licence AND d.status = 'active')
      AND NOT EXISTS (SELECT 1 FROM object_licences l WHERE l.jurisdiction_id = o.jurisdiction_id
        AND l.object_id = o.id AND ${isLive('l', scope.today)})`;
}

/** What the registry says of an active object of the directory. */
function registry(
  scope: Asked,
  given: { where: RawBuilder<unknown>; ours: RawBuilder<unknown>; theirs: RawBuilder<unknown> },
): RawBuilder<DifferenceRow> {
  return sql<DifferenceRow>`
    SELECT o.id::text AS key, md5(${given.theirs}) AS fingerprint, o.name, coalesce(o.uscc, o.local_code, '') AS code,
      o.id AS object_id, ${given.ours} AS ours, ${given.theirs} AS theirs
    FROM registry_entries e JOIN objects o ON o.jurisdiction_id = e.jurisdiction_id AND o.id = e.object_id
    WHERE e.jurisdiction_id = ${scope.jurisdictionId} AND e.agency_id = ${scope.agencyId}
      AND o.status = 'active' AND ${given.where}`;
}

function differences(kind: DifferenceKind, scope: Asked): RawBuilder<DifferenceRow> {
  switch (kind) {
    case 'unlisted':
      return unlisted(scope);
    case 'noLiveLicence':
      return noLiveLicence(scope);
    case 'changedName':
      return registry(scope, {
        where: sql`NOT e.closed AND ${plain('e.name')} <> ${plain('o.name')}`,
        ours: sql`o.name`,
        theirs: sql`e.name`,
      });
    case 'changedAddress':
      return registry(scope, {
        where: sql`NOT e.closed AND e.address <> '' AND ${plain('e.address')} <> ${plain('o.address')}`,
        ours: sql`o.address`,
        theirs: sql`e.address`,
      });
    case 'closed':
      return registry(scope, {
        where: sql`e.closed`,
        ours: sql`o.status`,
        theirs: sql`e.status_text`,
      });
  }
}

/** Differences of a kind that wait for a decision. */
function open(kind: DifferenceKind, scope: Asked) {
  return sql`SELECT d.* FROM (${differences(kind, scope)}) d WHERE NOT EXISTS (
    SELECT 1 FROM reconciliation_decisions r WHERE r.jurisdiction_id = ${scope.jurisdictionId}
      AND r.agency_id = ${scope.agencyId} AND r.kind = ${kind} AND r.subject_key = d.key
      AND r.fingerprint = d.fingerprint)`;
}

export async function differencePage(
  tx: Tx,
  scope: Asked,
  options: { kind: DifferenceKind; page: Page },
): Promise<readonly DifferenceRow[]> {
  const after = decodeCursor(options.page.after, 2);
  const found = await sql<DifferenceRow>`SELECT * FROM (${open(options.kind, scope)}) x
    WHERE ${after === null}::boolean OR (x.name COLLATE "C", x.key COLLATE "C") > (${after?.[0] ?? ''}, ${after?.[1] ?? ''})
    ORDER BY x.name COLLATE "C", x.key COLLATE "C" LIMIT ${options.page.limit + 1}`.execute(tx);
  return found.rows;
}

export async function differenceCount(tx: Tx, scope: Asked, kind: DifferenceKind): Promise<number> {
  const found = await sql<{ n: bigint }>`SELECT count(*) AS n FROM (${open(kind, scope)}) x`.execute(tx);
  return Number(found.rows[0]?.n ?? 0n);
}

/** The difference as it stands now, decided or not. */
export async function differenceOf(
  tx: Tx,
  scope: Asked,
  wanted: { kind: DifferenceKind; key: string },
): Promise<DifferenceRow | undefined> {
  const found = await sql<DifferenceRow>`SELECT * FROM (${differences(wanted.kind, scope)}) d
    WHERE d.key = ${wanted.key}`.execute(tx);
  return found.rows[0];
}

export async function decisionFor(
  tx: Tx,
  scope: Scope,
  wanted: { kind: string; key: string; fingerprint: string },
) {
  return tx
    .selectFrom('reconciliation_decisions')
    .select(['decision', 'person_name'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('kind', '=', wanted.kind)
    .where('subject_key', '=', wanted.key)
    .where('fingerprint', '=', wanted.fingerprint)
    .executeTakeFirst();
}

export interface NewDecision {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly title: string;
  readonly decision: string;
  readonly reason: string;
  readonly objectId: string | null;
  readonly by: string;
  readonly personName: string;
  readonly at: string;
}

export async function insertDecision(tx: Tx, scope: Scope, made: NewDecision): Promise<void> {
  await tx
    .insertInto('reconciliation_decisions')
    .values({
      jurisdiction_id: scope.jurisdictionId,
      agency_id: scope.agencyId,
      id: made.id,
      kind: made.kind,
      subject_key: made.key,
      fingerprint: made.fingerprint,
      title: made.title,
      decision: made.decision,
      reason: made.reason,
      object_id: made.objectId,
      decided_by: made.by,
      person_name: made.personName,
      decided_at: made.at,
    })
    .execute();
}

export async function decisionPage(tx: Tx, scope: Scope, page: Page) {
  const after = decodeCursor(page.after, 2);
  return tx
    .selectFrom('reconciliation_decisions')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(decided_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]}::uuid)`),
    )
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** What the registry knows of a holder who is to be added. */
export async function registryEntry(tx: Tx, scope: Scope, key: string) {
  return tx
    .selectFrom('registry_entries')
    .selectAll()
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('entry_key', '=', key)
    .executeTakeFirst();
}

/** Gives the holder's licences to the object that now stands for him. */
export async function linkHolder(
  tx: Tx,
  scope: Scope,
  given: { key: string; objectId: string },
): Promise<void> {
  await sql`UPDATE object_licences SET object_id = ${given.objectId}
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND object_id IS NULL
      AND coalesce(nullif(holder_code, ''), holder_name) = ${given.key}`.execute(tx);
  await sql`UPDATE registry_entries SET object_id = ${given.objectId}
    WHERE jurisdiction_id = ${scope.jurisdictionId} AND agency_id = ${scope.agencyId} AND object_id IS NULL
      AND entry_key = ${given.key}`.execute(tx);
}
