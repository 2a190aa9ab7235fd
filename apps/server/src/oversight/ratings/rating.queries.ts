/** SQL of opinions as matters. Who may read at all is decided before; every query is bounded by the jurisdiction. */
import type { RatingList } from '@mingcha/core/oversight/ratings/rating-api.ts';
import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import { likePart } from '../../platform/db/like.ts';
import { pageKey } from '../../publications/page-key.ts';
import type { RatingMatterStepsTable, RatingMattersTable, RatingQuestionsTable } from './tables.ts';

type Stored = Selectable<RatingMattersTable>;
/** A matter with what was said. */
export type StoredMatter = Stored & {
  readonly showed_certificates: boolean;
  readonly kept_to_notice: boolean;
  readonly manner: number;
  readonly remark: string;
  readonly rated_on: string;
};
export type MatterKey = Pick<Stored, 'jurisdiction_id' | 'id'>;

const columns = sql`m.*, r.showed_certificates, r.kept_to_notice, r.manner, r.remark, r.rated_on
  FROM rating_matters m JOIN visit_ratings r ON r.jurisdiction_id = m.jurisdiction_id AND r.id = m.rating_id`;

const inList = (accountId: string): Readonly<Record<RatingList, RawBuilder<boolean>>> => ({
  open: sql<boolean>`m.state <> 'closed'`,
  mine: sql<boolean>`m.state <> 'closed' AND m.handler_id = ${accountId}`,
  unsatisfied: sql<boolean>`(m.round > 1 OR m.verdict = 'unsatisfied')`,
  closed: sql<boolean>`m.state = 'closed'`,
  all: sql<boolean>`true`,
});

/** Whoever stood at the visit finds nothing of its matter; `matter` is the alias of `rating_matters`. */
export const wasNotThere = (matter: 'm' | 'z', accountId: string): RawBuilder<boolean> => {
  const of = (column: string) => sql.ref(`${matter}.${column}`);
  return sql<boolean>`NOT EXISTS (SELECT FROM inspection_members x WHERE x.jurisdiction_id = ${of('jurisdiction_id')}
    AND x.inspection_id = ${of('inspection_id')} AND x.account_id = ${accountId})`;
};

/** The newest first. */
export async function matterPage(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly accountId: string },
  asked: {
    readonly of: RatingList;
    readonly text: string | undefined;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<readonly StoredMatter[]> {
  const parts = [
    sql<boolean>`m.jurisdiction_id = ${of.jurisdictionId}`,
    inList(of.accountId)[asked.of],
    wasNotThere('m', of.accountId),
  ];
  if (asked.text !== undefined && asked.text !== '')
    parts.push(
      sql<boolean>`(m.number LIKE ${likePart(asked.text)} OR m.handler_name LIKE ${likePart(asked.text)})`,
    );
  const after = pageKey(asked.after);
  if (after !== null)
    parts.push(sql<boolean>`(m.created_at, m.id) < (${after.first}::timestamptz, ${after.id}::uuid)`);
  const found = await sql<StoredMatter>`SELECT ${columns} WHERE ${sql.join(parts, sql` AND `)}
    ORDER BY m.created_at DESC, m.id DESC LIMIT ${asked.limit + 1}`.execute(tx);
  return found.rows;
}

export async function matterById(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  lock: 'read' | 'lock' = 'read',
): Promise<StoredMatter | undefined> {
  const found = await sql<StoredMatter>`SELECT ${columns} WHERE m.jurisdiction_id = ${key.jurisdictionId}
    AND m.id = ${key.id} ${lock === 'lock' ? sql`FOR UPDATE OF m` : sql``}`.execute(tx);
  return found.rows[0];
}

/** An opinion by its code, with its matter where it became one. */
export async function ratingOfCode(
  tx: Tx,
  codeHash: Uint8Array,
): Promise<
  { readonly jurisdictionId: string; readonly ratedOn: string; readonly matterId: string | null } | undefined
> {
  const found = await sql<{ jurisdictionId: string; ratedOn: string; matterId: string | null }>`
    SELECT c.jurisdiction_id AS "jurisdictionId", r.rated_on AS "ratedOn", m.id AS "matterId" FROM visit_rating_codes c
      JOIN visit_ratings r ON r.jurisdiction_id = c.jurisdiction_id AND r.id = c.rating_id
      LEFT JOIN rating_matters m ON m.jurisdiction_id = c.jurisdiction_id AND m.rating_id = c.rating_id
     WHERE c.code_hash = ${Buffer.from(codeHash)}`.execute(tx);
  return found.rows[0];
}

/** Opinions of a visit that are no matter yet. */
export async function newOpinions(tx: Tx, inspectionId: string) {
  return tx
    .selectFrom('visit_ratings as r')
    .selectAll('r')
    .where('r.inspection_id', '=', inspectionId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('rating_matters as m')
            .select('m.id')
            .whereRef('m.jurisdiction_id', '=', 'r.jurisdiction_id')
            .whereRef('m.rating_id', '=', 'r.id'),
        ),
      ),
    )
    .orderBy('r.id')
    .execute();
}

export async function insertMatter(tx: Tx, row: Insertable<RatingMattersTable>): Promise<void> {
  await tx.insertInto('rating_matters').values(row).execute();
}

/** Saves a change and raises the version. */
export async function saveMatter(
  tx: Tx,
  key: MatterKey,
  change: Updateable<RatingMattersTable> & { readonly updated_at: string },
): Promise<void> {
  await tx
    .updateTable('rating_matters')
    .set({ ...change, version: sql`version + 1` })
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('id', '=', key.id)
    .execute();
}

/** Adds a line. Lock the matter first. */
export async function addStep(
  tx: Tx,
  key: MatterKey,
  step: Omit<Insertable<RatingMatterStepsTable>, 'jurisdiction_id' | 'matter_id' | 'seq'>,
): Promise<void> {
  await sql`INSERT INTO rating_matter_steps (jurisdiction_id, matter_id, seq, step, account_id, person_name, words, on_day)
    SELECT ${key.jurisdiction_id}::uuid, ${key.id}::uuid, coalesce(max(seq), 0) + 1, ${step.step}::text,
      ${step.account_id}::uuid, ${step.person_name}::text, ${step.words}::text, ${step.on_day}::date
    FROM rating_matter_steps WHERE jurisdiction_id = ${key.jurisdiction_id} AND matter_id = ${key.id}`.execute(
    tx,
  );
}

export async function stepsOf(tx: Tx, key: MatterKey) {
  return tx
    .selectFrom('rating_matter_steps')
    .select(['step', 'person_name', 'words', 'on_day'])
    .where('jurisdiction_id', '=', key.jurisdiction_id)
    .where('matter_id', '=', key.id)
    .orderBy('seq')
    .execute();
}

export interface RatingHandler {
  readonly id: string;
  readonly name: string;
  readonly agencyId: string;
}

/** People of oversight: no role of those who inspect, not of the visit's teams; the coordination office first. */
export async function handlersFor(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly inspectionId: string },
): Promise<readonly RatingHandler[]> {
  const found =
    await sql<RatingHandler>`SELECT a.id, a.person_name AS name, a.agency_id AS "agencyId" FROM accounts a
    JOIN account_roles h ON h.jurisdiction_id = a.jurisdiction_id AND h.account_id = a.id AND h.role IN ('coordinator', 'witness')
    WHERE a.jurisdiction_id = ${of.jurisdictionId} AND a.status = 'active'
      AND NOT EXISTS (SELECT FROM account_roles o WHERE o.jurisdiction_id = a.jurisdiction_id AND o.account_id = a.id
        AND o.role IN ('legalOfficer', 'sectionOfficer', 'agencyHead', 'inspector'))
      AND NOT EXISTS (SELECT FROM inspection_members x WHERE x.inspection_id = ${of.inspectionId} AND x.account_id = a.id)
    GROUP BY a.id, a.person_name, a.agency_id ORDER BY min(h.role), a.person_name COLLATE "C", a.id LIMIT 100`.execute(
      tx,
    );
  return found.rows;
}

export async function insertQuestion(tx: Tx, row: Insertable<RatingQuestionsTable>): Promise<void> {
  await tx.insertInto('rating_questions').values(row).execute();
}

interface AgencyKey {
  readonly jurisdictionId: string;
  readonly agencyId: string;
}

/** Of one agency, the newest first; neither matter nor visit is among the columns. */
export async function questionsOf(tx: Tx, agency: AgencyKey) {
  return tx
    .selectFrom('rating_questions')
    .select(['id', 'words', 'asked_on', 'state', 'answer', 'answered_name', 'answered_on'])
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .orderBy('asked_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export async function openQuestion(tx: Tx, agency: AgencyKey, id: string) {
  return tx
    .selectFrom('rating_questions')
    .selectAll()
    .where('jurisdiction_id', '=', agency.jurisdictionId)
    .where('agency_id', '=', agency.agencyId)
    .where('id', '=', id)
    .where('state', '=', 'asked')
    .forUpdate()
    .executeTakeFirst();
}

export async function saveAnswer(
  tx: Tx,
  key: { readonly jurisdictionId: string; readonly id: string },
  change: { readonly answer: string; readonly by: string; readonly name: string; readonly onDay: string },
): Promise<void> {
  await tx
    .updateTable('rating_questions')
    .set({
      state: 'answered',
      answer: change.answer,
      answered_by: change.by,
      answered_name: change.name,
      answered_on: change.onDay,
    })
    .where('jurisdiction_id', '=', key.jurisdictionId)
    .where('id', '=', key.id)
    .execute();
}

/** Visits of an agency since a day at which a team stood or gave notice. */
export async function visitsSince(tx: Tx, agency: AgencyKey, since: string): Promise<number> {
  const found = await sql<{
    n: number;
  }>`SELECT count(DISTINCT x.inspection_id)::integer AS n FROM inspection_teams x
    WHERE x.agency_id = ${agency.agencyId} AND coalesce(x.agency_jurisdiction_id, x.jurisdiction_id) = ${agency.jurisdictionId}
      AND x.entered_at >= ${since}::date`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

export interface QuarterRow {
  readonly from: string;
  readonly visits: number;
  readonly ratings: number;
  readonly mannerTenths: number | null;
  readonly withCertificates: number;
  readonly withinNotice: number;
}

/** Opinions about visits of an agency by quarter, of days before `until`. */
export async function quartersOf(tx: Tx, agency: AgencyKey, until: string): Promise<readonly QuarterRow[]> {
  const found = await sql<QuarterRow>`SELECT date_trunc('quarter', r.rated_on::timestamp)::date AS "from",
      count(DISTINCT r.inspection_id)::integer AS visits, count(*)::integer AS ratings,
      round(avg(r.manner) * 10)::integer AS "mannerTenths",
      (count(*) FILTER (WHERE r.showed_certificates))::integer AS "withCertificates",
      (count(*) FILTER (WHERE r.kept_to_notice))::integer AS "withinNotice"
    FROM visit_ratings r WHERE r.rated_on < ${until}::date AND EXISTS (SELECT FROM inspection_teams x
      WHERE x.jurisdiction_id = r.jurisdiction_id AND x.inspection_id = r.inspection_id AND x.agency_id = ${agency.agencyId}
        AND coalesce(x.agency_jurisdiction_id, x.jurisdiction_id) = ${agency.jurisdictionId} AND x.stage <> 'withdrawn')
    GROUP BY 1 ORDER BY 1 DESC LIMIT 12`.execute(tx);
  return found.rows;
}

/** Heads of an agency, to be told of a question. */
export async function headsOf(tx: Tx, agency: AgencyKey): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`SELECT a.id FROM accounts a
    JOIN account_roles h ON h.jurisdiction_id = a.jurisdiction_id AND h.account_id = a.id AND h.role = 'agencyHead'
    WHERE a.jurisdiction_id = ${agency.jurisdictionId} AND a.agency_id = ${agency.agencyId} AND a.status = 'active'`.execute(
    tx,
  );
  return found.rows.map((row) => row.id);
}
