/**
 * SQL of draw tasks, their case files (appended actions), numbers and carry-over.
 * A draw belongs to the initiator's jurisdiction; a participating agency of another one reaches it by invitation.
 */
import type { CeremonyAction, DrawState } from '@mingcha/core/draws/ceremony.ts';
import { type DrawSettings, drawSettings } from '@mingcha/core/draws/draw-task.ts';
import { sql } from 'kysely';
import type { Tx } from '../platform/db/database.ts';

export interface DrawKey {
  readonly jurisdictionId: string;
  readonly id: string;
}

export interface DrawRow extends DrawKey {
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly settings: DrawSettings;
  readonly version: number;
  readonly state: DrawState;
  readonly series: number;
  readonly no: number | null;
  readonly attempt: number;
  readonly previousId: string | null;
  readonly snapshotId: string | null;
  readonly freezeId: string | null;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sealedAt: string | null;
  readonly drawnAt: string | null;
  /** The rule book in force at the seal; null for tasks of the first version and before the seal. */
  readonly ruleBookVersion: number | null;
}

type RawDraw = Awaited<ReturnType<typeof selectDraw>>;

async function selectDraw(tx: Tx, key: DrawKey) {
  return tx
    .selectFrom('draws')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .executeTakeFirst();
}

function drawRow(raw: NonNullable<RawDraw>): DrawRow {
  return {
    jurisdictionId: raw.jurisdiction_id,
    id: raw.id,
    agencyId: raw.agency_id,
    sectionId: raw.section_id,
    title: { zh: raw.title_zh, en: raw.title_en },
    settings: drawSettings.parse(raw.settings),
    version: raw.version,
    state: raw.state as DrawState,
    series: raw.series,
    no: raw.no,
    attempt: raw.attempt,
    previousId: raw.previous_id,
    snapshotId: raw.snapshot_id,
    freezeId: raw.freeze_id,
    createdBy: raw.created_by,
    createdAt: raw.created_at,
    updatedAt: raw.updated_at,
    sealedAt: raw.sealed_at,
    drawnAt: raw.drawn_at,
    ruleBookVersion: raw.rule_book_version,
  };
}

export async function drawById(tx: Tx, key: DrawKey): Promise<DrawRow | undefined> {
  const raw = await selectDraw(tx, key);
  return raw === undefined ? undefined : drawRow(raw);
}

/** Takes the row lock that orders all writes to one draw. */
export async function lockDraw(tx: Tx, key: DrawKey): Promise<DrawRow | undefined> {
  const raw = await tx
    .selectFrom('draws')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .forUpdate()
    .executeTakeFirst();
  return raw === undefined ? undefined : drawRow(raw);
}

export interface Reader {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  /** Witnesses and auditors see all agencies of their jurisdiction. */
  readonly wholeJurisdiction: boolean;
}

/** Jurisdiction of a draw that this reader may see: of the own agency, the own jurisdiction, or by invitation. */
export async function findVisible(tx: Tx, reader: Reader, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('draws')
    .select('jurisdiction_id')
    .where('id', '=', id)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('jurisdiction_id', '=', reader.jurisdictionId),
          ...(reader.wholeJurisdiction ? [] : [eb('agency_id', '=', reader.agencyId)]),
        ]),
        eb.exists(
          eb
            .selectFrom('draw_participants as p')
            .select(sql`1`.as('one'))
            .whereRef('p.jurisdiction_id', '=', 'draws.jurisdiction_id')
            .whereRef('p.draw_id', '=', 'draws.id')
            .where('p.agency_jurisdiction_id', '=', reader.jurisdictionId)
            .where('p.agency_id', '=', reader.agencyId),
        ),
      ]),
    )
    .executeTakeFirst();
  return row?.jurisdiction_id;
}

export interface ListQuery {
  readonly state: string | undefined;
  /** `created_at` and id of the previous page's last row. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

export interface OpenRequests {
  readonly void: boolean;
  readonly amendments: number;
}
export interface ListedDraw extends DrawRow {
  readonly agencyName: string;
  readonly open: OpenRequests;
}

/** What waits for a second person's decision, of each listed draw. */
const openAmendments = sql<number>`(SELECT count(*)::int FROM draw_amendments a
  WHERE a.jurisdiction_id = draws.jurisdiction_id AND a.draw_id = draws.id AND a.state = 'proposed')`;
const lastVoidStep = sql<string | null>`(SELECT s.action->>'kind' FROM draw_actions s
  WHERE s.jurisdiction_id = draws.jurisdiction_id AND s.draw_id = draws.id
    AND s.action->>'kind' IN ('voidProposed', 'voidRefused', 'voided')
  ORDER BY s.seq DESC LIMIT 1)`;

function openOf(raw: {
  readonly open_amendments: number;
  readonly last_void_step: string | null;
}): OpenRequests {
  return { void: raw.last_void_step === 'voidProposed', amendments: raw.open_amendments };
}

export async function listDrawRows(tx: Tx, reader: Reader, query: ListQuery): Promise<readonly ListedDraw[]> {
  const [createdAt, id] = query.after ?? [];
  let select = tx
    .selectFrom('draws')
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'draws.jurisdiction_id')
        .onRef('agencies.id', '=', 'draws.agency_id'),
    )
    .selectAll('draws')
    .select([
      'agencies.name as agency_name',
      openAmendments.as('open_amendments'),
      lastVoidStep.as('last_void_step'),
    ])
    .where('draws.jurisdiction_id', '=', reader.jurisdictionId)
    .orderBy('draws.created_at', 'desc')
    .orderBy('draws.id')
    .limit(query.limit + 1);
  if (!reader.wholeJurisdiction) select = select.where('draws.agency_id', '=', reader.agencyId);
  if (query.state !== undefined) select = select.where('draws.state', '=', query.state);
  if (createdAt !== undefined && id !== undefined) {
    select = select.where(
      sql<boolean>`(draws.created_at < ${createdAt} OR (draws.created_at = ${createdAt} AND draws.id > ${id}))`,
    );
  }
  const rows = await select.execute();
  return rows.map((raw) => ({ ...drawRow(raw), agencyName: raw.agency_name, open: openOf(raw) }));
}

/** Draws of other agencies to which this one is invited. */
export async function listInvited(tx: Tx, reader: Reader) {
  const rows = await tx
    .selectFrom('draw_participants as p')
    .innerJoin('draws', (join) =>
      join.onRef('draws.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('draws.id', '=', 'p.draw_id'),
    )
    .innerJoin('agencies', (join) =>
      join
        .onRef('agencies.jurisdiction_id', '=', 'draws.jurisdiction_id')
        .onRef('agencies.id', '=', 'draws.agency_id'),
    )
    .selectAll('draws')
    .select([
      'agencies.name as agency_name',
      'p.state as participation',
      'p.inspector_ids',
      openAmendments.as('open_amendments'),
      lastVoidStep.as('last_void_step'),
    ])
    .where('p.agency_jurisdiction_id', '=', reader.jurisdictionId)
    .where('p.agency_id', '=', reader.agencyId)
    .where('p.initiator', '=', false)
    .orderBy('draws.created_at', 'desc')
    .orderBy('draws.id')
    .limit(200)
    .execute();
  return rows.map((raw) => ({
    ...drawRow(raw),
    agencyName: raw.agency_name,
    open: openOf(raw),
    participation: raw.participation as 'invited' | 'confirmed' | 'declined',
    inspectorIds: raw.inspector_ids,
  }));
}

export interface NewDraw extends DrawKey {
  readonly agencyId: string;
  readonly sectionId: string | null;
  readonly title: { readonly zh: string; readonly en: string };
  readonly settings: DrawSettings;
  readonly series: number;
  readonly no: number | null;
  readonly attempt: number;
  readonly previousId: string | null;
  readonly createdBy: string;
  readonly at: string;
}

export async function insertDraw(tx: Tx, draw: NewDraw): Promise<void> {
  await tx
    .insertInto('draws')
    .values({
      jurisdiction_id: draw.jurisdictionId,
      id: draw.id,
      agency_id: draw.agencyId,
      section_id: draw.sectionId,
      title_zh: draw.title.zh,
      title_en: draw.title.en,
      settings: JSON.stringify(draw.settings),
      item_key: draw.settings.itemKeys[0] ?? null,
      state: 'draft',
      series: draw.series,
      no: draw.no,
      attempt: draw.attempt,
      previous_id: draw.previousId,
      created_by: draw.createdBy,
      created_at: draw.at,
      updated_at: draw.at,
    })
    .execute();
}

export async function saveSettings(
  tx: Tx,
  key: DrawKey,
  change: {
    readonly title: { readonly zh: string; readonly en: string };
    readonly settings: DrawSettings;
    readonly series: number;
  },
): Promise<void> {
  await tx
    .updateTable('draws')
    .set((eb) => ({
      title_zh: change.title.zh,
      title_en: change.title.en,
      settings: JSON.stringify(change.settings),
      item_key: change.settings.itemKeys[0] ?? null,
      series: change.series,
      version: eb('version', '+', 1),
    }))
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export interface DrawProgress {
  readonly state: DrawState;
  readonly updatedAt: string;
  readonly snapshotId: string | null;
  readonly seal?: { readonly no: number; readonly freezeId: string; readonly at: string };
  readonly drawnAt?: string;
}

/** Mirrors the fold in columns that lists and the public page filter by. */
export async function saveProgress(tx: Tx, key: DrawKey, progress: DrawProgress): Promise<void> {
  const { seal, drawnAt } = progress;
  await tx
    .updateTable('draws')
    .set({
      state: progress.state,
      updated_at: progress.updatedAt,
      snapshot_id: progress.snapshotId,
      ...(seal === undefined ? {} : { no: seal.no, freeze_id: seal.freezeId, sealed_at: seal.at }),
      ...(drawnAt === undefined ? {} : { drawn_at: drawnAt }),
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

export async function insertAction(
  tx: Tx,
  key: DrawKey,
  entry: { readonly seq: number; readonly action: CeremonyAction; readonly personName: string },
): Promise<void> {
  await tx
    .insertInto('draw_actions')
    .values({
      jurisdiction_id: key.jurisdictionId,
      draw_id: key.id,
      seq: entry.seq,
      action: JSON.stringify(entry.action),
      person_name: entry.personName,
    })
    .execute();
}

export interface StoredAction {
  readonly action: CeremonyAction;
  readonly personName: string;
}

export async function actionsOf(tx: Tx, key: DrawKey): Promise<readonly StoredAction[]> {
  const rows = await tx
    .selectFrom('draw_actions')
    .select(['action', 'person_name'])
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({ action: row.action as CeremonyAction, personName: row.person_name }));
}

/** The next number of the series; the counter's row stays locked until the seal commits. */
export async function takeNumber(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly agencyId: string; readonly series: number },
): Promise<number> {
  const row = await tx
    .insertInto('draw_numbers')
    .values({ jurisdiction_id: key.jurisdictionId, agency_id: key.agencyId, series: key.series, last_no: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['jurisdiction_id', 'agency_id', 'series'])
        .doUpdateSet((eb) => ({ last_no: eb('draw_numbers.last_no', '+', 1) })),
    )
    .returning('last_no')
    .executeTakeFirstOrThrow();
  return row.last_no;
}

/** The rule book that a sealed draw stands on. */
export async function saveRuleBook(
  tx: Tx,
  key: DrawKey,
  book: { readonly id: string | null; readonly version: number },
): Promise<void> {
  await tx
    .updateTable('draws')
    .set({ rule_book_id: book.id, rule_book_version: book.version })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** The redraw of a void draw, when there is one. */
export async function redrawOf(tx: Tx, key: DrawKey): Promise<DrawRow | undefined> {
  const raw = await tx
    .selectFrom('draws')
    .selectAll()
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('previous_id', '=', key.id)
    .executeTakeFirst();
  return raw === undefined ? undefined : drawRow(raw);
}

export async function carriedOf(tx: Tx, key: DrawKey): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('draw_carried')
    .select('object_id')
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('draw_id', '=', key.id)
    .orderBy('object_id')
    .execute();
  return rows.map((row) => row.object_id);
}

export async function insertCarried(tx: Tx, key: DrawKey, objectIds: readonly string[]): Promise<void> {
  if (objectIds.length === 0) return;
  await sql`INSERT INTO draw_carried (jurisdiction_id, draw_id, object_id)
    SELECT ${key.jurisdictionId}, ${key.id}, unnest(${[...objectIds]}::uuid[])`.execute(tx);
}
