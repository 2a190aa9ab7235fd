/**
 * SQL of coordination tickets. A ticket lies where its demands lie: in the initiator's jurisdiction. The coordination office
 * finds those of its jurisdiction, an agency those about its own demands by its id.
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { CoordinationState, DemandFate } from '@mingcha/core/followups/coordination/coordination.ts';
import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { placeOf } from '../../platform/db/place.queries.ts';
import type { CoordinationDemandsTable, CoordinationOpinionsTable, CoordinationsTable } from '../tables.ts';

export type StoredCoordination = Omit<Selectable<CoordinationsTable>, 'state'> & {
  readonly state: CoordinationState;
};
export type StoredDemand = Omit<Selectable<CoordinationDemandsTable>, 'fate'> & {
  readonly fate: DemandFate | null;
};
export type StoredOpinion = Selectable<CoordinationOpinionsTable>;
type Key = Pick<StoredCoordination, 'jurisdiction_id' | 'id'>;

/** The next number of the jurisdiction's year. */
export async function nextCoordinationNumber(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly year: number },
): Promise<string> {
  const found = await sql<{ last: number }>`
    INSERT INTO coordination_numbers AS c (jurisdiction_id, year, last) VALUES (${of.jurisdictionId}, ${of.year}, 1)
    ON CONFLICT (jurisdiction_id, year) DO UPDATE SET last = c.last + 1 RETURNING last`.execute(tx);
  const last = found.rows[0]?.last;
  if (last === undefined) throw new Error('a counter gave no number');
  return `${of.year}-${String(last).padStart(4, '0')}`;
}

export async function insertCoordination(
  tx: Tx,
  row: Insertable<CoordinationsTable>,
  demands: readonly Insertable<CoordinationDemandsTable>[],
): Promise<void> {
  await tx.insertInto('coordinations').values(row).execute();
  await tx
    .insertInto('coordination_demands')
    .values([...demands])
    .execute();
}

export async function coordinationById(
  tx: Tx,
  id: string,
  lock: 'read' | 'lock' = 'read',
): Promise<StoredCoordination | undefined> {
  const place = await placeOf(tx, 'coordinations', id);
  if (place === undefined) return undefined;
  const query = tx
    .selectFrom('coordinations')
    .selectAll()
    .where('jurisdiction_id', '=', place)
    .where('id', '=', id);
  const row = await (lock === 'lock' ? query.forUpdate() : query).executeTakeFirst();
  return row as StoredCoordination | undefined;
}

/** Which tickets a person finds; `c` is the alias of `coordinations`. */
function visibleTo(actor: Actor): RawBuilder<boolean> {
  const whole = sql<boolean>`c.jurisdiction_id = ${actor.jurisdictionId}`;
  if (hasRole(actor, 'coordinator', 'auditor')) return whole;
  const own = sql`FROM coordination_demands d WHERE d.jurisdiction_id = c.jurisdiction_id AND d.coordination_id = c.id
    AND d.agency_id = ${actor.agencyId}`;
  if (hasRole(actor, 'legalOfficer', 'sectionOfficer', 'agencyHead'))
    return sql<boolean>`EXISTS (SELECT ${own})`;
  return sql<boolean>`EXISTS (SELECT ${own} AND EXISTS (SELECT FROM visit_findings f
      JOIN inspection_members m ON m.jurisdiction_id = f.jurisdiction_id AND m.inspection_id = f.inspection_id
     WHERE f.jurisdiction_id = d.jurisdiction_id AND f.id = d.finding_id AND m.account_id = ${actor.accountId}
       AND m.state IN ('assigned', 'claimed')))`;
}

export async function seesCoordination(tx: Tx, actor: Actor, key: Key): Promise<boolean> {
  const found =
    await sql`SELECT FROM coordinations c WHERE c.jurisdiction_id = ${key.jurisdiction_id} AND c.id = ${key.id}
    AND ${visibleTo(actor)}`.execute(tx);
  return found.rows.length > 0;
}

/** The newest first; one more than `limit`. Ids rise with time. */
export async function coordinationPage(
  tx: Tx,
  actor: Actor,
  asked: { readonly of: 'open' | 'closed'; readonly after: string | null; readonly limit: number },
): Promise<readonly StoredCoordination[]> {
  const parts = [
    visibleTo(actor),
    asked.of === 'open' ? sql<boolean>`c.closed_on IS NULL` : sql<boolean>`c.closed_on IS NOT NULL`,
    ...(asked.after === null ? [] : [sql<boolean>`c.id < ${asked.after}::uuid`]),
  ];
  const found = await sql<StoredCoordination>`SELECT c.* FROM coordinations c
    WHERE ${sql.join(parts, sql` AND `)} ORDER BY c.id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

/** About one object, wherever it was inspected, the newest first. */
export async function coordinationsOfObject(
  tx: Tx,
  objectKey: string,
): Promise<readonly StoredCoordination[]> {
  const rows = await tx
    .selectFrom('coordinations')
    .selectAll()
    .where('object_key', '=', objectKey)
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows as readonly StoredCoordination[];
}

/** Whether a row belongs to one of these tickets. */
function ofTickets(tickets: readonly Key[]): RawBuilder<boolean> {
  const places = [...new Set(tickets.map((each) => each.jurisdiction_id))];
  const ids = tickets.map((each) => each.id);
  return sql<boolean>`jurisdiction_id = ANY(${places}::uuid[]) AND coordination_id = ANY(${ids}::uuid[])`;
}

export async function demandsOf(tx: Tx, tickets: readonly Key[]): Promise<readonly StoredDemand[]> {
  const rows = await tx
    .selectFrom('coordination_demands')
    .selectAll()
    .where(ofTickets(tickets))
    .orderBy('coordination_id')
    .orderBy('position')
    .execute();
  return rows as readonly StoredDemand[];
}

export async function opinionsOf(tx: Tx, tickets: readonly Key[]): Promise<readonly StoredOpinion[]> {
  return tx
    .selectFrom('coordination_opinions')
    .selectAll()
    .where(ofTickets(tickets))
    .orderBy('at')
    .orderBy('agency_id')
    .execute();
}

export async function insertOpinion(tx: Tx, row: Insertable<CoordinationOpinionsTable>): Promise<void> {
  await tx.insertInto('coordination_opinions').values(row).execute();
}

/** Saves a change and raises the version. */
export async function saveCoordination(
  tx: Tx,
  key: Key,
  change: Updateable<CoordinationsTable> & { readonly updated_at: string },
): Promise<void> {
  await tx
    .updateTable('coordinations')
    .set({ ...change, row_version: sql`row_version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** The ticket is closed: its demands may stand in another one. */
export async function releaseDemands(tx: Tx, key: Key): Promise<void> {
  await tx
    .updateTable('coordination_demands')
    .set({ is_open: false })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('coordination_id', '=', key.id)
    .execute();
}

export async function decideDemand(
  tx: Tx,
  key: Key,
  decision: { readonly findingId: string; readonly fate: DemandFate; readonly text: string },
): Promise<void> {
  await tx
    .updateTable('coordination_demands')
    .set({ fate: decision.fate, fate_text: decision.text })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('coordination_id', '=', key.id)
    .where('finding_id', '=', decision.findingId)
    .execute();
}

/** Tickets in which a problem stands with what was decided about it, the newest first. */
export async function ticketsAt(
  tx: Tx,
  problem: { readonly jurisdiction_id: string; readonly finding_id: string },
) {
  return tx
    .selectFrom('coordination_demands as d')
    .innerJoin('coordinations as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('c.id', '=', 'd.coordination_id'),
    )
    .select(['c.id', 'c.number', 'c.state', 'c.opinions_by', 'c.ground', 'd.fate', 'd.fate_text'])
    .where('d.jurisdiction_id', '=', problem.jurisdiction_id)
    .where('d.finding_id', '=', problem.finding_id)
    .orderBy('c.id', 'desc')
    .execute();
}

/** Does the problem wait in an open ticket? */
export async function isCoordinated(
  tx: Tx,
  problem: { readonly jurisdictionId: string; readonly findingId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('coordination_demands')
    .select('coordination_id')
    .where('jurisdiction_id', '=', problem.jurisdictionId)
    .where('finding_id', '=', problem.findingId)
    .where('is_open', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** Numbers of orders, and whether they lie in the object's hands. */
export async function ordersNamed(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('papers')
    .select(['id', 'number', 'kind', 'state', 'delivered_at'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
}
