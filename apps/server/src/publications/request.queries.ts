/** SQL of exemptions and suspensions: asked, decided by the head, ended when their ground is gone. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { pageKey } from './page-key.ts';
import type { PublicationKey } from './publication.queries.ts';
import type { PublicationRequestsTable } from './tables.ts';

export type StoredRequest = Selectable<PublicationRequestsTable>;

export async function insertRequest(tx: Tx, row: Insertable<PublicationRequestsTable>): Promise<void> {
  await tx.insertInto('publication_requests').values(row).execute();
}

export async function requestsOf(tx: Tx, key: PublicationKey): Promise<readonly StoredRequest[]> {
  return tx
    .selectFrom('publication_requests')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .orderBy('asked_at')
    .orderBy('id')
    .execute();
}

export async function requestById(tx: Tx, id: string): Promise<StoredRequest | undefined> {
  return tx.selectFrom('publication_requests').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function saveDecision(
  tx: Tx,
  request: StoredRequest,
  of: {
    readonly agrees: boolean;
    readonly actor: Actor;
    readonly opinion: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('publication_requests')
    .set({
      state: of.agrees ? 'granted' : 'refused',
      decided_by: of.actor.accountId,
      decided_name: of.actor.personName,
      decided_at: of.at,
      opinion: of.opinion,
    })
    .where('jurisdiction_id', '=', request.jurisdiction_id)
    .where('id', '=', request.id)
    .execute();
}

/** What was granted for a publication holds no longer. */
export async function endRequests(tx: Tx, key: PublicationKey, at: string): Promise<void> {
  await tx
    .updateTable('publication_requests')
    .set({ state: 'ended', ended_at: at })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('publication_id', '=', key.id)
    .where('state', '=', 'granted')
    .execute();
}

export async function requestPage(
  tx: Tx,
  actor: Actor,
  asked: { readonly state: string; readonly after: string | undefined; readonly limit: number },
) {
  const after = pageKey(asked.after);
  const isAuditor = actor.roles.includes('auditor');
  return tx
    .selectFrom('publication_requests as r')
    .innerJoin('publications as p', (join) =>
      join.onRef('p.jurisdiction_id', '=', 'r.jurisdiction_id').onRef('p.id', '=', 'r.publication_id'),
    )
    .selectAll('r')
    .select(['p.title', 'p.task_number', 'p.object_name', 'p.due_on'])
    .where('r.state', '=', asked.state)
    .$if(isAuditor, (q) => q.where('r.jurisdiction_id', '=', actor.jurisdictionId))
    .$if(!isAuditor, (q) => q.where('r.agency_id', '=', actor.agencyId))
    .$if(after !== null, (q) =>
      q.where(sql<boolean>`(r.asked_at, r.id) > (${after?.first}::timestamptz, ${after?.id}::uuid)`),
    )
    .orderBy('r.asked_at')
    .orderBy('r.id')
    .limit(asked.limit + 1)
    .execute();
}
