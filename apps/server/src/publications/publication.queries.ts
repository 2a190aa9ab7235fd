/**
 * SQL of publications, their versions, payloads and steps. Rows of results lie in the initiator's jurisdiction; offices
 * find theirs by the agency that answers, so reads take a person. Payloads stand apart from the append-only versions.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { PublicPayload } from '@mingcha/core/publications/public-record.ts';
import type { PublicationState, VersionReason } from '@mingcha/core/publications/publication.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { placeOf, takenFrom } from '../platform/db/place.queries.ts';
import type { PublicationStepsTable, PublicationsTable } from './tables.ts';

export type StoredPublication = Selectable<PublicationsTable>;

export interface PublicationKey {
  readonly jurisdictionId: string;
  readonly id: string;
}
export const keyOf = (row: Pick<StoredPublication, 'jurisdiction_id' | 'id'>): PublicationKey => ({
  jurisdictionId: row.jurisdiction_id,
  id: row.id,
});

export async function insertPublication(tx: Tx, row: Insertable<PublicationsTable>): Promise<void> {
  await tx.insertInto('publications').values(row).execute();
}

/** A publication whatever its jurisdiction; the caller decides who may see it. `lock` holds the row. */
export async function publicationById(
  tx: Tx,
  id: string,
  lock: 'read' | 'lock' = 'read',
): Promise<StoredPublication | undefined> {
  const query = tx.selectFrom('publications').selectAll().where('id', '=', id);
  const place = lock === 'lock' ? await placeOf(tx, 'publications', id) : undefined;
  return (
    place === undefined ? query : query.where('jurisdiction_id', '=', place).forUpdate()
  ).executeTakeFirst();
}

/** The publication of a team's result; undefined before it passed. */
export async function publicationOfTeam(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string; readonly agencyId: string },
  lock: 'read' | 'lock' = 'read',
): Promise<StoredPublication | undefined> {
  const query = tx
    .selectFrom('publications')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('inspection_id', '=', of.inspectionId)
    .where('team_agency_id', '=', of.agencyId)
    .where('kind', '=', 'result');
  return (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
}

/** The publication of a document or a draw. */
export async function publicationOfSubject(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly kind: string; readonly subjectId: string },
): Promise<StoredPublication | undefined> {
  return tx
    .selectFrom('publications')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('kind', '=', of.kind)
    .where('subject_id', '=', of.subjectId)
    .forUpdate()
    .executeTakeFirst();
}

type Change = Partial<
  Pick<
    StoredPublication,
    | 'version'
    | 'title'
    | 'reviewed_by'
    | 'reviewed_name'
    | 'reviewed_at'
    | 'published_on'
    | 'published_by'
    | 'published_name'
    | 'ends_on'
    | 'removed_on'
    | 'removal'
    | 'is_objected'
  >
> & { readonly state?: PublicationState; readonly at: string };

/** Saves what a move changed; the row version counts on. */
export async function savePublication(tx: Tx, key: PublicationKey, change: Change): Promise<void> {
  const { at, ...columns } = change;
  await tx
    .updateTable('publications')
    .set({ ...columns, updated_at: at, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export interface NewVersion {
  readonly key: PublicationKey;
  readonly version: number;
  readonly payload: PublicPayload;
  readonly salt: string;
  readonly digest: string;
  readonly why: VersionReason;
  readonly ground: string;
  readonly by: { readonly accountId: string | null; readonly personName: string };
  readonly at: string;
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { key } = version;
  const of = { jurisdiction_id: key.jurisdictionId, publication_id: key.id, version: version.version };
  await tx
    .insertInto('publication_versions')
    .values({
      ...of,
      digest: version.digest,
      why: version.why,
      account_id: version.by.accountId,
      at: version.at,
    })
    .execute();
  await tx
    .insertInto('publication_payloads')
    .values({
      ...of,
      payload: JSON.stringify(version.payload),
      salt: version.salt,
      person_name: version.by.personName,
      ground: version.ground,
    })
    .execute();
}

/** All versions with their texts as far as these were not taken out, oldest first. */
export async function versionsOf(tx: Tx, key: PublicationKey) {
  return tx
    .selectFrom('publication_versions as v')
    .innerJoin('publication_payloads as p', (join) =>
      join
        .onRef('p.jurisdiction_id', '=', 'v.jurisdiction_id')
        .onRef('p.publication_id', '=', 'v.publication_id')
        .onRef('p.version', '=', 'v.version'),
    )
    .select([
      'v.version',
      'v.digest',
      'v.why',
      'v.at',
      'p.payload',
      'p.salt',
      'p.person_name',
      'p.ground',
      'p.removed_at',
    ])
    .where('v.jurisdiction_id', '=', key.jurisdictionId)
    .where('v.publication_id', '=', key.id)
    .orderBy('v.version')
    .execute();
}

/** The payload of a version as stored, unparsed; null after a containment and where there is none. */
export async function payloadOf(tx: Tx, key: PublicationKey, version: number): Promise<unknown> {
  const row = await tx
    .selectFrom('publication_payloads')
    .select('payload')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.payload ?? null;
}

/** Whether a person changed the public wording in any version. */
export async function hasEdited(tx: Tx, key: PublicationKey, accountId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('publication_versions')
    .select('version')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .where('why', '=', 'edited')
    .where('account_id', '=', accountId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Adds a line to the history of a publication. Lock the publication first. */
export async function addStep(
  tx: Tx,
  key: PublicationKey,
  step: Pick<Insertable<PublicationStepsTable>, 'step' | 'account_id' | 'person_name' | 'note' | 'at'>,
): Promise<void> {
  await tx
    .insertInto('publication_steps')
    .columns(['jurisdiction_id', 'publication_id', 'seq', 'step', 'account_id', 'person_name', 'note', 'at'])
    .expression((eb) =>
      eb
        .selectFrom('publication_steps')
        .select([
          sql<string>`${key.jurisdictionId}::uuid`.as('jurisdiction_id'),
          sql<string>`${key.id}::uuid`.as('publication_id'),
          sql<number>`coalesce(max(seq), 0) + 1`.as('seq'),
          sql<string>`${step.step}::text`.as('step'),
          sql<string | null>`${step.account_id}::uuid`.as('account_id'),
          sql<string>`${step.person_name}::text`.as('person_name'),
          sql<string>`${step.note}::text`.as('note'),
          sql<string>`${step.at}::timestamptz`.as('at'),
        ])
        .where('jurisdiction_id', '=', key.jurisdictionId)
        .where('publication_id', '=', key.id),
    )
    .execute();
}

export async function stepsOf(tx: Tx, key: PublicationKey) {
  return tx
    .selectFrom('publication_steps')
    .select(['step', 'person_name', 'note', 'at'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

/** Whose publications a person sees: those their agency answers for; an auditor those of the whole jurisdiction. */
export function seesPublication(
  row: Pick<StoredPublication, 'agency_id' | 'jurisdiction_id'>,
  actor: Actor,
): boolean {
  return (
    row.agency_id === actor.agencyId ||
    (actor.roles.includes('auditor') && row.jurisdiction_id === actor.jurisdictionId)
  );
}

/** What an agency has published of one kind and not ended, locked. */
export async function publishedOfAgency(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly agencyId: string; readonly kind: string },
): Promise<readonly StoredPublication[]> {
  return tx
    .selectFrom('publications')
    .selectAll()
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('agency_id', '=', of.agencyId)
    .where('kind', '=', of.kind)
    .where('state', '=', 'published')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** Results whose term is over on a day, of any jurisdiction; at most `limit`. */
export async function endedTerms(
  tx: Tx,
  of: { readonly today: string; readonly limit: number },
): Promise<readonly StoredPublication[]> {
  const ended = tx
    .selectFrom('publications')
    .where('state', '=', 'published')
    .where('ends_on', '<', of.today);
  const places = await ended.select('jurisdiction_id as place').distinct().execute();
  return takenFrom(places, of.limit, (place, left) =>
    ended
      .selectAll()
      .where('jurisdiction_id', '=', place)
      .orderBy('ends_on')
      .orderBy('id')
      .limit(left)
      .forUpdate()
      .skipLocked()
      .execute(),
  );
}
