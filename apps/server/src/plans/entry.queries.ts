/** SQL of plan entries, the bodies that take part in them, and the draws made from them. */
import type { EntryOrigin, EntryState, PlanEntryFields } from '@mingcha/core/plans/plan.ts';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';
import type { PlanKey } from './plan.queries.ts';
import type { PlanEntriesTable, PlanPartnersTable } from './tables.ts';

export type StoredPlanEntry = Selectable<PlanEntriesTable>;
export interface ListedEntry extends StoredPlanEntry {
  readonly section_name: string | null;
}
export type StoredPartner = Selectable<PlanPartnersTable>;

function listed(tx: Tx) {
  return tx
    .selectFrom('plan_entries')
    .leftJoin('sections', (join) =>
      join
        .onRef('sections.jurisdiction_id', '=', 'plan_entries.jurisdiction_id')
        .onRef('sections.id', '=', 'plan_entries.section_id'),
    )
    .selectAll('plan_entries')
    .select('sections.name as section_name');
}

/** Entries of one version in their order. */
export async function entriesOfPlan(
  tx: Tx,
  plan: PlanKey,
  states?: readonly EntryState[],
): Promise<readonly ListedEntry[]> {
  return listed(tx)
    .where('plan_entries.jurisdiction_id', '=', plan.jurisdictionId)
    .where('plan_entries.plan_id', '=', plan.id)
    .$if(states !== undefined, (q) => q.where('plan_entries.state', 'in', [...(states ?? [])]))
    .orderBy('plan_entries.position')
    .orderBy('plan_entries.id')
    .execute();
}

export async function entryById(tx: Tx, key: PlanKey): Promise<ListedEntry | undefined> {
  return listed(tx)
    .where('plan_entries.jurisdiction_id', '=', key.jurisdictionId)
    .where('plan_entries.id', '=', key.id)
    .executeTakeFirst();
}

export interface NewEntry {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly planId: string;
  readonly entryKey: string;
  readonly copiedFrom: string | null;
  readonly number: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly origin: EntryOrigin;
  readonly state: EntryState;
  readonly proposedBy: string;
  readonly proposedName: string;
  readonly fields: PlanEntryFields;
  readonly at: string;
}

/** Appends after the last entry of the plan; the caller holds the plan's lock. */
export async function insertEntry(tx: Tx, entry: NewEntry): Promise<void> {
  const { fields } = entry;
  await tx
    .insertInto('plan_entries')
    .values((eb) => ({
      jurisdiction_id: entry.jurisdictionId,
      id: entry.id,
      plan_id: entry.planId,
      entry_key: entry.entryKey,
      copied_from: entry.copiedFrom,
      position: eb
        .selectFrom('plan_entries')
        .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
        .where('jurisdiction_id', '=', entry.jurisdictionId)
        .where('plan_id', '=', entry.planId)
        .$asScalar()
        .$notNull(),
      number: entry.number,
      title: entry.title.zh,
      title_en: entry.title.en,
      origin: entry.origin,
      state: entry.state,
      proposed_by: entry.proposedBy,
      proposed_name: entry.proposedName,
      merged_into: null,
      ...fieldColumns(fields),
      created_at: entry.at,
      updated_at: entry.at,
    }))
    .execute();
}

function fieldColumns(fields: PlanEntryFields) {
  return {
    section_id: fields.sectionId,
    form: fields.form,
    lead_item_key: fields.leadItemKey,
    window_from: fields.window.from,
    window_to: fields.window.to,
    fields: JSON.stringify(fields),
  };
}

export async function saveEntry(
  tx: Tx,
  key: PlanKey,
  change: {
    readonly fields?: PlanEntryFields;
    readonly title?: { readonly zh: string; readonly en: string };
    readonly state?: EntryState;
    readonly note?: string;
    readonly number?: string;
    readonly mergedInto?: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .updateTable('plan_entries')
    .set({
      ...(change.fields === undefined ? {} : fieldColumns(change.fields)),
      ...(change.title === undefined ? {} : { title: change.title.zh, title_en: change.title.en }),
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.note === undefined ? {} : { note: change.note }),
      ...(change.number === undefined ? {} : { number: change.number }),
      ...(change.mergedInto === undefined ? {} : { merged_into: change.mergedInto }),
      row_version: sql<number>`row_version + 1`,
      updated_at: change.at,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function partnersOf(
  tx: Tx,
  jurisdictionId: string,
  entryIds: readonly string[],
): Promise<readonly StoredPartner[]> {
  if (entryIds.length === 0) return [];
  return tx
    .selectFrom('plan_partners')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .where(sql<boolean>`entry_id = ANY(${[...entryIds]}::uuid[])`)
    .orderBy('entry_id')
    .orderBy('seq')
    .execute();
}

/** Puts the partners of an entry in place of those before. */
export async function replacePartners(
  tx: Tx,
  key: PlanKey,
  partners: readonly Omit<StoredPartner, 'jurisdiction_id' | 'entry_id' | 'seq'>[],
): Promise<void> {
  await tx
    .deleteFrom('plan_partners')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('entry_id', '=', key.id)
    .execute();
  if (partners.length === 0) return;
  await tx
    .insertInto('plan_partners')
    .values(
      partners.map((partner, index) => ({
        ...partner,
        jurisdiction_id: key.jurisdictionId,
        entry_id: key.id,
        seq: index + 1,
      })),
    )
    .execute();
}

/** Entries of any jurisdiction that name this agency as a partner, newest window first. */
export async function invitationsOf(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
) {
  return tx
    .selectFrom('plan_partners as p')
    .innerJoin('plan_entries as e', (join) =>
      join.onRef('e.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('e.id', '=', 'p.entry_id'),
    )
    .innerJoin('plans', (join) =>
      join.onRef('plans.jurisdiction_id', '=', 'e.jurisdiction_id').onRef('plans.id', '=', 'e.plan_id'),
    )
    .innerJoin('agencies as a', (join) =>
      join.onRef('a.jurisdiction_id', '=', 'plans.jurisdiction_id').onRef('a.id', '=', 'plans.agency_id'),
    )
    .select([
      'e.id as entryId',
      'e.jurisdiction_id as jurisdictionId',
      'e.plan_id as planId',
      'e.title',
      'e.title_en as titleEn',
      'e.window_from as from',
      'e.window_to as to',
      'e.fields',
      'plans.title as planTitle',
      'plans.state as planState',
      'a.name as agencyName',
      'p.seq',
      'p.state',
      'p.inspector_ids as inspectorIds',
    ])
    .where('p.agency_jurisdiction_id', '=', agency.jurisdictionId)
    .where('p.agency_id', '=', agency.agencyId)
    .where('e.state', '=', 'taken')
    .orderBy('e.window_from', 'desc')
    .orderBy('e.id')
    .limit(200)
    .execute();
}

/** Jurisdiction and plan of an entry, wherever it stands: a partner of another jurisdiction answers it. */
export async function placeOfEntry(tx: Tx, entryId: string) {
  return tx
    .selectFrom('plan_entries')
    .select(['jurisdiction_id as jurisdictionId', 'plan_id as planId'])
    .where('id', '=', entryId)
    .executeTakeFirst();
}

/** How many of the named inspectors stand in the agency's directory. */
export async function countOwnInspectors(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
  ids: readonly string[],
): Promise<number> {
  const row = await tx
    .selectFrom('inspectors')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Agencies of the installation by id, with jurisdiction, name and level. */
export async function agenciesById(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('agencies')
    .select(['jurisdiction_id as jurisdictionId', 'id', 'name', 'short_name as shortName', 'level'])
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .execute();
}

export async function sectionOfAgency(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
  id: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('sections')
    .select('id')
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function sectionsOfAgency(
  tx: Tx,
  agency: { readonly jurisdictionId: string; readonly agencyId: string },
) {
  return tx
    .selectFrom('sections')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .orderBy('name')
    .execute();
}

export async function agenciesOfJurisdiction(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name', 'level'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('name')
    .execute();
}

/** All agencies of the installation: whoever can be asked to take part. */
export async function allAgencies(tx: Tx) {
  return tx
    .selectFrom('agencies')
    .select(['jurisdiction_id as jurisdictionId', 'id', 'name', 'level'])
    .where('valid_to', 'is', null)
    .where('represented_by', 'is', null)
    .orderBy('division_code')
    .orderBy('name')
    .limit(2000)
    .execute();
}
