/** SQL of dispatch: draws whose list has not gone out, the people and objects that a list names, as they stand now. */
import type { PostChange } from '@mingcha/core/registers/inspectors/standing.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import { postChangesOfAgency } from '../registers/inspectors/career.queries.ts';

interface Agency {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

export interface WaitingDraw {
  readonly kind: 'draw' | 'outsideDraw';
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly drawnAt: string;
  readonly windowFrom: string;
  readonly windowTo: string;
  readonly isRecorded: boolean;
}

/** Draws of the agency whose list has not gone out, those made here and those made elsewhere, oldest first. */
export async function waitingDraws(tx: Tx, agency: Agency): Promise<readonly WaitingDraw[]> {
  const { jurisdictionId, agencyId } = agency;
  const found = await sql<WaitingDraw>`
    SELECT 'draw' AS kind, d.id, d.title_zh AS title,
           d.series || '-' || lpad(coalesce(d.no, 0)::text, 3, '0') AS number, d.drawn_at AS "drawnAt",
           d.settings->'window'->>'from' AS "windowFrom", d.settings->'window'->>'to' AS "windowTo",
           d.state <> 'drawn' AS "isRecorded"
      FROM draws d
     WHERE d.jurisdiction_id = ${jurisdictionId} AND d.agency_id = ${agencyId}
       AND d.state IN ('drawn', 'recorded', 'released', 'closed')
       AND NOT EXISTS (SELECT 1 FROM inspection_tasks t
         WHERE t.jurisdiction_id = d.jurisdiction_id AND t.draw_id = d.id AND t.state <> 'void')
    UNION ALL
    SELECT 'outsideDraw', o.id, o.title, o.number, o.imported_at, o.window_from::text, o.window_to::text, true
      FROM outside_draws o
     WHERE o.jurisdiction_id = ${jurisdictionId} AND o.agency_id = ${agencyId}
       AND NOT EXISTS (SELECT 1 FROM inspection_tasks t
         WHERE t.jurisdiction_id = o.jurisdiction_id AND t.outside_draw_id = o.id AND t.state <> 'void')
     ORDER BY 5, 2 LIMIT 200`.execute(tx);
  return found.rows;
}

export interface ListedObject {
  readonly id: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly localCode: string | null;
  readonly kind: string;
  readonly address: string;
  readonly division: string;
  readonly responsible: string;
  readonly status: string;
}

/** Objects of a jurisdiction by their ids. */
export async function objectsByIds(
  tx: Tx,
  jurisdictionId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedObject>> {
  const rows = await tx
    .selectFrom('objects')
    .select([
      'id',
      'name',
      'uscc',
      'local_code as localCode',
      'kind',
      'address',
      'division_code as division',
      'responsible_person as responsible',
      'status',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Objects of an agency's directory by their ids. */
export async function objectsOfAgency(
  tx: Tx,
  agency: Agency,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ListedObject>> {
  const own = await tx
    .selectFrom('objects')
    .select('id')
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .execute();
  return objectsByIds(
    tx,
    agency.jurisdictionId,
    own.map((row) => row.id),
  );
}

/** Ids of the agency's objects by credit or local code. */
export async function objectIdsByCode(
  tx: Tx,
  agency: Agency,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectFrom('objects')
    .select(['id', 'uscc', 'local_code'])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where((eb) =>
      eb.or([
        sql<boolean>`uscc = ANY(${[...codes]}::text[])`,
        sql<boolean>`local_code = ANY(${[...codes]}::text[])`,
      ]),
    )
    .execute();
  return new Map(
    rows.flatMap(({ id, uscc, local_code }) =>
      [uscc, local_code].flatMap((code) => (code === null ? [] : [[code, id] as const])),
    ),
  );
}

/** A person of a directory with what decides whether they may go. */
export interface Goer {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly id: string;
  readonly name: string;
  readonly certificateNumber: string;
  readonly certificateValidTo: string | null;
  readonly certificateStatus: string;
  readonly status: string;
  readonly canLead: boolean;
  readonly accountId: string | null;
  /** Null without an account. */
  readonly accountStatus: string | null;
  readonly changes: readonly PostChange[];
}

/** Everybody of an agency's directory, by id. */
export async function goersOfAgency(tx: Tx, agency: Agency): Promise<ReadonlyMap<string, Goer>> {
  const changes = await postChangesOfAgency(tx, agency);
  const rows = await tx
    .selectFrom('inspectors as i')
    .leftJoin('accounts as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('a.id', '=', 'i.account_id'),
    )
    .select([
      'i.jurisdiction_id as jurisdictionId',
      'i.agency_id as agencyId',
      'i.id',
      'i.name',
      'i.certificate_number as certificateNumber',
      'i.certificate_valid_to as certificateValidTo',
      'i.certificate_status as certificateStatus',
      'i.status',
      'i.can_lead as canLead',
      'i.account_id as accountId',
      'a.status as accountStatus',
    ])
    .where('i.jurisdiction_id', '=', agency.jurisdictionId)
    .where('i.agency_id', '=', agency.agencyId)
    .orderBy('i.id')
    .execute();
  return new Map(rows.map((row) => [row.id, { ...row, changes: changes.get(row.id) ?? [] }]));
}

/**
 * `inspector object` pairs with a declaration of interest in force on `today`, among these objects of the initiator. People
 * of partners declare on the row of their own directory, maybe in another jurisdiction: the credit code ties it to the object.
 */
export async function interestPairs(
  tx: Tx,
  asked: {
    readonly jurisdictionId: string;
    readonly objectIds: readonly string[];
    readonly today: string;
    /** Where the people of the teams have their rows. */
    readonly homes: readonly string[];
  },
): Promise<ReadonlySet<string>> {
  const homes = [...new Set([asked.jurisdictionId, ...asked.homes])];
  const rows = await tx
    .selectFrom('interest_declarations as d')
    .innerJoin('objects as o', (join) =>
      join.onRef('o.jurisdiction_id', '=', 'd.jurisdiction_id').onRef('o.id', '=', 'd.object_id'),
    )
    .innerJoin('objects as x', (join) =>
      join.on(
        sql<boolean>`((x.jurisdiction_id = o.jurisdiction_id AND x.id = o.id) OR upper(x.uscc) = upper(o.uscc))`,
      ),
    )
    .select(['d.inspector_id', 'x.id as object_id'])
    .where(sql<boolean>`d.jurisdiction_id = ANY(${homes}::uuid[])`)
    .where('x.jurisdiction_id', '=', asked.jurisdictionId)
    .where(sql<boolean>`x.id = ANY(${[...asked.objectIds]}::uuid[])`)
    .where('d.withdrawn_on', 'is', null)
    .where((eb) => eb.or([eb('d.valid_to', 'is', null), eb('d.valid_to', '>=', asked.today)]))
    .execute();
  return new Set(rows.map((row) => `${row.inspector_id} ${row.object_id}`));
}

/** Agencies of the installation by name: bodies of lists made elsewhere are told by their names. */
export async function agenciesByNames(tx: Tx, names: readonly string[]) {
  return tx
    .selectFrom('agencies')
    .select(['jurisdiction_id as jurisdictionId', 'id', 'name', 'short_name as shortName'])
    .where((eb) =>
      eb.or([
        sql<boolean>`name = ANY(${[...names]}::text[])`,
        sql<boolean>`short_name = ANY(${[...names]}::text[])`,
      ]),
    )
    .execute();
}

/** Items of each agency in an entry of the plan: which partner checks what. */
export async function partnerItems(
  tx: Tx,
  jurisdictionId: string,
  entryKey: string | null,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (entryKey === null) return new Map();
  const row = await tx
    .selectFrom('plan_entries as e')
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .select('e.fields')
    .where('e.jurisdiction_id', '=', jurisdictionId)
    .where('e.entry_key', '=', entryKey)
    .where('plans.state', 'in', ['published', 'closed'])
    .orderBy('plans.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  const participants = row?.fields.participants ?? [];
  return new Map(
    participants.flatMap(({ agencyId, itemKeys }) =>
      agencyId === null ? [] : [[agencyId, itemKeys] as const],
    ),
  );
}

/** Keys of a draw for its tasks: the plan entry that it was made from. */
export async function drawFacts(tx: Tx, key: { readonly jurisdictionId: string; readonly id: string }) {
  return tx
    .selectFrom('draws')
    .select(['plan_entry_key as planEntryKey', 'rule_book_id as ruleBookId'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirstOrThrow();
}
