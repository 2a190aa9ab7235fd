/**
 * SQL of what a draw owes to earlier ones and to single objects: objects struck after the last draw of an item, void
 * draws nobody repeated, recorded complaints and violations, and objects that were visited this year.
 */
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';
import type { AgencyKey } from './pool.queries.ts';

/** The item that draws are compared by: its stable key, or its name for tasks of the first version. */
export interface ItemOfDraw {
  readonly itemKey: string | null;
  readonly itemName: string;
}

export async function insertStruck(
  tx: Tx,
  key: DrawKey & { readonly agencyId: string },
  struck: ItemOfDraw & { readonly objectId: string; readonly at: string },
): Promise<void> {
  await tx
    .insertInto('draw_struck')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      object_id: struck.objectId,
      agency_id: key.agencyId,
      item_key: struck.itemKey,
      item_name: struck.itemName,
      struck_at: struck.at,
      taken_by: null,
    })
    .onConflict((conflict) => conflict.columns(['jurisdiction_id', 'draw_id', 'object_id']).doNothing())
    .execute();
}

/** Struck objects of an item that no valid draw has taken up yet; `drawId` names the draw that would take them. */
export async function struckObjects(
  tx: Tx,
  agency: AgencyKey,
  of: ItemOfDraw & { readonly drawId: string | null },
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('draw_struck as s')
    .innerJoin('draws as d', (join) =>
      join.onRef('d.jurisdiction_id', '=', 's.jurisdiction_id').onRef('d.id', '=', 's.draw_id'),
    )
    .leftJoin('draws as t', (join) =>
      join.onRef('t.jurisdiction_id', '=', 's.jurisdiction_id').onRef('t.id', '=', 's.taken_by'),
    )
    .select('s.object_id as objectId')
    .distinct()
    .where('s.jurisdiction_id', '=', agency.jurisdictionId)
    .where('s.agency_id', '=', agency.agencyId)
    // what a void draw drew is carried over by its redraw
    .where('d.state', '<>', 'voided')
    .where((eb) => eb.or([eb('s.taken_by', 'is', null), eb('t.state', '=', 'voided')]))
    .where(sameItem('s.item_key', 's.item_name', of))
    .$if(of.drawId !== null, (query) => query.where('s.draw_id', '<>', of.drawId ?? ''))
    .orderBy('s.object_id')
    .execute();
  return rows.map((row) => row.objectId);
}

function sameItem(key: string, name: string, of: ItemOfDraw) {
  const byName = sql<SqlBool>`${sql.ref(key)} IS NULL AND ${sql.ref(name)} = ${of.itemName}`;
  return of.itemKey === null
    ? sql<SqlBool>`${sql.ref(name)} = ${of.itemName}`
    : sql<SqlBool>`(${sql.ref(key)} = ${of.itemKey} OR (${byName}))`;
}

/** The sealed draw takes these objects up. */
export async function takeStruck(
  tx: Tx,
  key: DrawKey & { readonly agencyId: string },
  of: ItemOfDraw & { readonly objectIds: readonly string[] },
): Promise<void> {
  if (of.objectIds.length === 0) return;
  await tx
    .updateTable('draw_struck')
    .set({ taken_by: key.id })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('agency_id', '=', key.agencyId)
    .where('draw_id', '<>', key.id)
    .where(sameItem('item_key', 'item_name', of))
    .where(sql<SqlBool>`object_id = ANY(${[...of.objectIds]}::uuid[])`)
    .execute();
}

export interface OwedRedraw {
  readonly id: string;
  readonly series: number;
  readonly no: number;
  readonly attempt: number;
}

/** Sealed draws of the item that were voided, not repeated, and not answered for by a later sealed task. */
export async function voidWithoutRedraw(
  tx: Tx,
  agency: AgencyKey,
  of: ItemOfDraw & { readonly drawId: string | null },
): Promise<readonly OwedRedraw[]> {
  const rows = await tx
    .selectFrom('draws as d')
    .select(['d.id', 'd.series', 'd.no', 'd.attempt'])
    .where('d.jurisdiction_id', '=', agency.jurisdictionId)
    .where('d.agency_id', '=', agency.agencyId)
    .where('d.state', '=', 'voided')
    .where('d.freeze_id', 'is not', null)
    .where(
      of.itemKey === null
        ? sql<SqlBool>`d.settings->'item'->>'name' = ${of.itemName}`
        : sql<SqlBool>`(d.item_key = ${of.itemKey} OR (d.item_key IS NULL AND d.settings->'item'->>'name' = ${of.itemName}))`,
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('draws as n')
            .select(sql`1`.as('one'))
            .whereRef('n.jurisdiction_id', '=', 'd.jurisdiction_id')
            .where(
              sql<SqlBool>`n.previous_id = d.id OR (n.freeze_id IS NOT NULL AND n.settings->'insteadOf'->>'drawId' = d.id::text)`,
            ),
        ),
      ),
    )
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute();
  return rows.flatMap(({ id, series, no, attempt }) =>
    no === null || id === of.drawId ? [] : [{ id, series, no, attempt }],
  );
}

export interface IncidentCount {
  readonly objectId: string;
  readonly complaints: number;
  readonly serious: boolean;
}

/** Verified complaints and serious violations of an agency's objects from a day on. */
export async function incidentsSince(
  tx: Tx,
  agency: AgencyKey,
  day: string,
): Promise<readonly IncidentCount[]> {
  return tx
    .selectFrom('object_incidents as i')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('o.id', '=', 'i.object_id'),
    )
    .select([
      'i.object_id as objectId',
      sql<number>`(count(*) FILTER (WHERE i.kind = 'complaint' AND i.verified))::int`.as('complaints'),
      sql<boolean>`coalesce(bool_or(i.kind = 'seriousViolation' AND i.verified), false)`.as('serious'),
    ])
    .where('i.jurisdiction_id', '=', agency.jurisdictionId)
    .where('o.agency_id', '=', agency.agencyId)
    .where('i.on_day', '>=', day)
    .groupBy('i.object_id')
    .execute();
}

/** Keys under which anything was visited in a year. */
export async function visitedKeys(tx: Tx, jurisdictionId: string, year: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('frequency_entries')
    .select('object_key as key')
    .distinct()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('entered_on', '>=', `${year}-01-01`)
    .where('entered_on', '<=', `${year}-12-31`)
    .execute();
  return rows.map((row) => row.key);
}

/** An agency's objects that may have these keys, with what caps are chosen by; found by credit code, name or local code. */
export async function objectsOfKeys(tx: Tx, agency: AgencyKey, keys: readonly string[]) {
  const codes = keys.flatMap((key) => (key.startsWith('uscc:') ? [key.slice('uscc:'.length)] : []));
  const isLocal = codes.length < keys.length;
  return tx
    .selectFrom('objects')
    .select([
      'id',
      'kind',
      'name',
      'uscc',
      'local_code as localCode',
      'division_code as division',
      'industry',
      'risk_level as risk',
      'credit_class as credit',
      'tags',
      'section_id as sectionId',
    ])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where((eb) => {
      const byCode = sql<SqlBool>`uscc = ANY(${codes}::text[])`;
      return isLocal ? eb.or([byCode, eb('uscc', 'is', null)]) : byCode;
    })
    .execute();
}
