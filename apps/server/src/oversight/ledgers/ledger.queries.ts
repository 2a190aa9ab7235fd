/**
 * SQL of the customary ledgers. A page is a set of keys in order of day and key; the columns are read for those only, so
 * that a long ledger costs no more per page than a short one. Names of a list that is still sealed stand in none of them.
 */
import type { CustomaryLedger } from '@mingcha/core/oversight/ledgers/ledger.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

type Fragment = RawBuilder<unknown>;

export interface LedgerScope {
  readonly jurisdictionId: string;
  /** Null: every agency of the jurisdiction. */
  readonly agencyId: string | null;
  readonly from: string;
  readonly to: string;
  /** Instant: lists that open later are left out. */
  readonly now: string;
  readonly today: string;
}

export type LedgerRow = Readonly<Record<string, string | number | boolean | readonly string[] | null>> & {
  readonly day: string;
  readonly key: string;
};

const dayOf = (instant: Fragment) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;

interface Source {
  readonly day: Fragment;
  readonly key: Fragment;
  /** Named columns that lead to the row, for the page. */
  readonly keys: Fragment;
  readonly from: Fragment;
  readonly agencyId: Fragment;
  readonly agencyJurisdictionId: Fragment;
  readonly where: (scope: LedgerScope) => Fragment;
  /** Columns, of `page` joined to the records. */
  readonly columns: (scope: LedgerScope) => Fragment;
  readonly joins: Fragment;
}

const visits = sql`inspection_teams m
  JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;
const visitJoins = sql`JOIN inspection_teams m ON m.jurisdiction_id = page.j AND m.inspection_id = page.i AND m.agency_id = page.a
  JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;
const visitKeys = sql`m.jurisdiction_id AS j, m.inspection_id AS i, m.agency_id AS a`;
const isOpenList = (scope: LedgerScope) =>
  sql`m.stage <> 'withdrawn' AND t.state IN ('dispatched', 'done', 'archived')
    AND (t.reveal_at IS NULL OR t.reveal_at <= ${scope.now}::timestamptz)`;
const objectColumns = sql`o.object ->> 'name' AS object,
  coalesce(o.object ->> 'uscc', o.object ->> 'localCode', '') AS code, t.number AS "taskNumber"`;
const people = sql`(SELECT string_agg(x.name || CASE WHEN x.certificate_number = '' THEN ''
      ELSE '（' || x.certificate_number || '）' END, '、' ORDER BY x.role, x.name COLLATE "C")
    FROM inspection_members x WHERE x.jurisdiction_id = m.jurisdiction_id AND x.inspection_id = m.inspection_id
      AND x.agency_id = m.agency_id AND x.state IN ('assigned', 'claimed') AND x.role IN ('lead', 'member')) AS people`;

const inspections: Source = {
  day: dayOf(sql`coalesce(t.dispatched_at, t.created_at)`),
  key: sql`m.inspection_id::text || m.agency_id::text`,
  keys: visitKeys,
  from: visits,
  agencyId: sql`m.agency_id`,
  agencyJurisdictionId: sql`m.agency_jurisdiction_id`,
  where: isOpenList,
  joins: sql`${visitJoins}
    LEFT JOIN LATERAL (SELECT r.overall_wording, r.submitted_at FROM visit_results r
      WHERE r.jurisdiction_id = m.jurisdiction_id AND r.inspection_id = m.inspection_id AND r.agency_id = m.agency_id
      ORDER BY r.round DESC LIMIT 1) r ON true`,
  columns: () => sql`${objectColumns}, t.title AS "taskTitle", m.agency_name AS agency, ${people},
    (SELECT string_agg(p.agency_name, '、' ORDER BY p.agency_name COLLATE "C") FROM inspection_teams p
      WHERE p.jurisdiction_id = m.jurisdiction_id AND p.inspection_id = m.inspection_id
        AND p.agency_id <> m.agency_id AND p.stage <> 'withdrawn') AS partners,
    coalesce(o.object ->> 'address', '') AS address,
    (SELECT string_agg(n.name, '、' ORDER BY n.name COLLATE "C") FROM (SELECT DISTINCT ON (i.item_key) i.name
      FROM items i WHERE i.jurisdiction_id = m.agency_jurisdiction_id AND i.agency_id = m.agency_id
        AND i.item_key = ANY(m.item_keys) ORDER BY i.item_key, i.updated_at DESC, i.id) n) AS items,
    page.day AS "dispatchedOn", ${dayOf(sql`m.recorded_at`)} AS "visitedOn", r.overall_wording AS result,
    (SELECT count(*)::integer FROM visit_findings f WHERE f.jurisdiction_id = m.jurisdiction_id
      AND f.inspection_id = m.inspection_id AND f.agency_id = m.agency_id AND f.removed_in_round IS NULL) AS findings,
    ARRAY(SELECT DISTINCT coalesce(u.kind, f.action) || ':' || coalesce(u.state, 'pending') FROM visit_findings f
      LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id
      WHERE f.jurisdiction_id = m.jurisdiction_id AND f.inspection_id = m.inspection_id AND f.agency_id = m.agency_id
        AND f.removed_in_round IS NULL ORDER BY 1) AS handling,
    ${dayOf(sql`r.submitted_at`)} AS "enteredOn",
    (SELECT b.published_on FROM publications b WHERE b.kind = 'result' AND b.jurisdiction_id = m.jurisdiction_id
      AND b.inspection_id = m.inspection_id AND b.team_agency_id = m.agency_id LIMIT 1) AS "publishedOn",
    coalesce(o.outcome, '') AS remark`,
};

const lastMove = (move: string) => sql`LATERAL (SELECT v.form, v.at, v.person_name FROM followup_moves v
  WHERE v.jurisdiction_id = page.j AND v.finding_id = page.f AND v.move = ${move} ORDER BY v.seq DESC LIMIT 1)`;
const findingKeys = sql`f.jurisdiction_id AS j, f.id AS f, f.inspection_id AS i, f.agency_id AS a`;
const findingJoins = sql`${visitJoins}
  JOIN visit_findings f ON f.jurisdiction_id = page.j AND f.id = page.f
  LEFT JOIN followups u ON u.jurisdiction_id = f.jurisdiction_id AND u.finding_id = f.id`;

const rectification: Source = {
  day: dayOf(sql`coalesce(s.submitted_at, m.recorded_at, m.updated_at)`),
  key: sql`f.id::text`,
  keys: findingKeys,
  from: sql`visit_findings f LEFT JOIN visit_results s ON s.jurisdiction_id = f.jurisdiction_id
      AND s.inspection_id = f.inspection_id AND s.agency_id = f.agency_id AND s.round = f.round
    JOIN (${visits}) ON m.jurisdiction_id = f.jurisdiction_id AND m.inspection_id = f.inspection_id
      AND m.agency_id = f.agency_id`,
  agencyId: sql`m.agency_id`,
  agencyJurisdictionId: sql`m.agency_jurisdiction_id`,
  where: () => sql`f.removed_in_round IS NULL AND m.stage <> 'withdrawn'`,
  joins: sql`${findingJoins}
    LEFT JOIN papers w ON w.jurisdiction_id = u.jurisdiction_id AND w.id = u.order_paper_id
    LEFT JOIN ${lastMove('report')} reported ON true LEFT JOIN ${lastMove('judgeRecheck')} judged ON true`,
  columns: (scope) => sql`${objectColumns}, m.agency_name AS agency, page.day AS "foundOn",
    f.finding ->> 'text' AS finding,
    (SELECT string_agg((e.value ->> 'law') || coalesce(e.value ->> 'article', ''), '；')
      FROM jsonb_array_elements(f.finding -> 'clauses') e) AS basis,
    coalesce(u.kind, f.action) AS kind, coalesce(w.number, '') AS "paperNumber", coalesce(u.due_on, f.due_on) AS "dueOn",
    ${dayOf(sql`reported.at`)} AS "reportedOn", judged.form ->> 'on' AS "recheckedOn",
    (SELECT e.value ->> 'verdict' FROM jsonb_array_elements(judged.form -> 'verdicts') e
      WHERE e.value ->> 'findingId' = f.id::text LIMIT 1) AS verdict,
    ${dayOf(sql`u.closed_at`)} AS "closedOn", coalesce(u.state, 'pending') AS state,
    (u.closed_at IS NULL AND coalesce(u.due_on, f.due_on) < ${scope.today}::date
      OR EXISTS (SELECT 1 FROM followup_moves l WHERE l.jurisdiction_id = f.jurisdiction_id AND l.finding_id = f.id
        AND l.late_days > 0)) IS TRUE AS overdue, ${people}`,
};

const transferDay = sql`coalesce(${dayOf(sql`(SELECT v.at FROM followup_moves v WHERE v.jurisdiction_id = u.jurisdiction_id
  AND v.finding_id = u.finding_id AND v.move = 'send' ORDER BY v.seq DESC LIMIT 1)`)}, ${dayOf(sql`u.opened_at`)})`;

const transfers: Source = {
  day: transferDay,
  key: sql`f.id::text`,
  keys: findingKeys,
  from: sql`followups u JOIN visit_findings f ON f.jurisdiction_id = u.jurisdiction_id AND f.id = u.finding_id
    JOIN (${visits}) ON m.jurisdiction_id = f.jurisdiction_id AND m.inspection_id = f.inspection_id
      AND m.agency_id = f.agency_id`,
  agencyId: sql`m.agency_id`,
  agencyJurisdictionId: sql`m.agency_jurisdiction_id`,
  where: () => sql`u.kind IN ('transferAgency', 'transferPolice', 'handover')`,
  joins: sql`${findingJoins}
    LEFT JOIN ${lastMove('proposeTransfer')} proposed ON true LEFT JOIN ${lastMove('send')} sent ON true
    LEFT JOIN ${lastMove('receive')} received ON true LEFT JOIN ${lastMove('conclude')} concluded ON true
    LEFT JOIN LATERAL (SELECT coalesce(proposed.form -> 'transfer', sent.form -> 'handover') AS it) x ON true
    LEFT JOIN LATERAL (SELECT w.number FROM papers w WHERE w.jurisdiction_id = f.jurisdiction_id AND w.followup_id = f.id
      AND w.kind IN ('caseTransfer', 'clueTransfer', 'handover') AND w.state <> 'void'
      ORDER BY w.year DESC NULLS LAST, w.no DESC NULLS LAST LIMIT 1) w ON true`,
  columns: () => sql`${objectColumns}, m.agency_name AS agency, u.kind AS kind, x.it ->> 'cause' AS cause,
    coalesce(x.it ->> 'to', (SELECT s.name FROM sections s WHERE s.jurisdiction_id = m.agency_jurisdiction_id
      AND s.id = u.to_section_id)) AS receiver,
    w.number AS "paperNumber", ${dayOf(sql`sent.at`)} AS "sentOn", sent.form ->> 'way' AS way,
    (SELECT sum((e.value ->> 'copies')::integer)::integer FROM jsonb_array_elements(x.it -> 'files') e) AS files,
    received.form ->> 'by' AS "receivedBy", received.form ->> 'on' AS "receivedOn",
    concluded.form ->> 'outcome' AS outcome, concluded.form ->> 'note' AS "outcomeNote",
    concluded.form ->> 'on' AS "outcomeOn", x.it ->> 'copyTo' AS "copyTo", u.state AS state,
    coalesce(sent.person_name, proposed.person_name) AS handler`,
};

const contacts: Source = {
  day: sql`c.received_on`,
  key: sql`c.id::text`,
  keys: sql`c.jurisdiction_id AS j, c.id AS c`,
  from: sql`contacts c`,
  agencyId: sql`c.agency_id`,
  agencyJurisdictionId: sql`c.jurisdiction_id`,
  where: () => sql`c.kind IN ('complaint', 'tip')`,
  joins: sql`JOIN contacts c ON c.jurisdiction_id = page.j AND c.id = page.c`,
  columns: (
    scope,
  ) => sql`c.number, c.kind, c.channel, c.outside_number AS "outsideNumber", c.received_on AS "receivedOn",
    c.subject, c.object_name AS object, c.is_anonymous AS anonymous, c.handler_id AS "handlerId",
    c.handler_name AS handler, c.due_on AS "dueOn", c.replied_on AS "repliedOn", c.outcome, c.state,
    coalesce(c.replied_on, ${scope.today}::date) > c.due_on AS overdue,
    (SELECT string_agg(t.number, '、' ORDER BY t.number COLLATE "C") FROM inspection_tasks t
      WHERE t.jurisdiction_id = c.jurisdiction_id AND t.agency_id = c.agency_id AND t.origin = 'complaint'
        AND t.basis ->> 'number' = c.number) AS "caseTask"`,
};

const sources: Readonly<Record<CustomaryLedger, Source>> = {
  inspection: inspections,
  rectification,
  transfer: transfers,
  contact: contacts,
};

function conditions(source: Source, scope: LedgerScope): Fragment {
  const agency =
    scope.agencyId === null
      ? sql`${source.agencyJurisdictionId} = ${scope.jurisdictionId}`
      : sql`${source.agencyJurisdictionId} = ${scope.jurisdictionId} AND ${source.agencyId} = ${scope.agencyId}`;
  return sql`${agency} AND ${source.where(scope)}
    AND ${source.day} BETWEEN ${scope.from}::date AND ${scope.to}::date`;
}

/** Rows after a key, oldest first. */
export async function ledgerPage(
  tx: Tx,
  ledger: CustomaryLedger,
  asked: {
    readonly scope: LedgerScope;
    readonly after: { readonly day: string; readonly key: string } | null;
    readonly limit: number;
  },
): Promise<readonly LedgerRow[]> {
  const source = sources[ledger];
  const { scope, after, limit } = asked;
  const later =
    after === null
      ? sql`true`
      : sql`(${source.day}, (${source.key}) COLLATE "C") > (${after.day}::date, ${after.key})`;
  const found = await sql<LedgerRow>`WITH page AS MATERIALIZED (
      SELECT ${source.day} AS day, (${source.key}) COLLATE "C" AS key, ${source.keys} FROM ${source.from}
      WHERE ${conditions(source, scope)} AND ${later}
      ORDER BY 1, 2 LIMIT ${limit})
    SELECT page.day, page.key, ${source.columns(scope)} FROM page ${source.joins}
    ORDER BY page.day, page.key COLLATE "C"`.execute(tx);
  return found.rows;
}

export async function ledgerCount(tx: Tx, ledger: CustomaryLedger, scope: LedgerScope): Promise<number> {
  const source = sources[ledger];
  const found = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${source.from}
    WHERE ${conditions(source, scope)}`.execute(tx);
  return found.rows[0]?.n ?? 0;
}

/** Agencies of a jurisdiction, by name. */
export async function agenciesOf(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy(sql`name COLLATE "C"`)
    .execute();
}
