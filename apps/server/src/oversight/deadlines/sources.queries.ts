/**
 * The registry of all clocks: each part reads one stage's own records, as one form of row. Nothing is copied; a clock that
 * its stage ends is gone from here at once. What is void, withdrawn, replaced, exempt or contained runs no clock.
 */

import { listingTermMonths } from '@mingcha/core/credit/listing.ts';
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { sql } from 'kysely';
import { schemeFiled } from './scheme-run.queries.ts';
import {
  agencyNameOf,
  dayOf,
  type Fragment,
  holders,
  none,
  type Source,
  whoIs,
  withRole,
} from './source-form.queries.ts';
import { entered, handled, orderedAtDoor, published, registered } from './visit-sources.queries.ts';

/** A record that an agency answers for; `home` is the column with that agency's jurisdiction. */
const ofRecord = (table: 'n' | 'l', home: string) => {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return {
    ...none,
    id: sql`${column('id')}::text`,
    subjectId: column('id'),
    jurisdictionId: column('jurisdiction_id'),
    agencyId: column('agency_id'),
    agencyName: agencyNameOf(home, `${table}.agency_id`),
    home: sql.ref(home),
  };
};

const openObjection = sql`n.state IN ('received', 'accepted', 'investigating', 'decided')`;
const objected: Source = {
  ...ofRecord('n', 'n.agency_jurisdiction_id'),
  clocks: ['objectionAnswered'],
  clock: sql`'objectionAnswered'`,
  subject: sql`n.number`,
  cover: sql`n.number`,
  path: sql`'/objections/' || n.id::text`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  startedOn: sql`n.received_on`,
  dueOn: sql`n.due_on`,
  doneOn: sql`CASE WHEN ${openObjection} THEN NULL ELSE coalesce(n.replied_on, n.closed_on, ${dayOf(sql`n.updated_at`)}) END`,
  basis: sql`n.due_basis`,
  from: sql`objections n
    ${whoIs(sql`SELECT n.handler_id AS id, n.handler_name AS name WHERE n.handler_id IS NOT NULL
      UNION ALL (${withRole(sql`n.agency_jurisdiction_id`, sql`n.agency_id`, 'legalOfficer')} AND n.handler_id IS NULL)`)}
    WHERE true`,
  isOpen: openObjection,
};

const told: Source = {
  ...ofRecord('n', 'n.jurisdiction_id'),
  clocks: ['contactAnswered', 'enquiryAnswered'],
  clock: sql`CASE WHEN n.kind = 'enquiry' THEN 'enquiryAnswered' ELSE 'contactAnswered' END`,
  // What somebody told stays with those who handle it.
  subject: sql`n.number`,
  cover: sql`n.number`,
  path: sql`'/contacts/' || n.id::text`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  startedOn: sql`n.received_on`,
  dueOn: sql`n.due_on`,
  doneOn: sql`CASE WHEN n.state = 'answered' THEN coalesce(n.replied_on, ${dayOf(sql`n.updated_at`)}) END`,
  basis: sql`CASE WHEN n.due_basis ->> 'source' = 'named' THEN n.due_basis || '{"fixed":"named"}' ELSE n.due_basis END`,
  from: sql`contacts n
    ${whoIs(sql`SELECT n.handler_id AS id, n.handler_name AS name WHERE n.handler_id IS NOT NULL
      UNION ALL (${withRole(sql`n.jurisdiction_id`, sql`n.agency_id`, 'legalOfficer')} AND n.handler_id IS NULL)`)}
    WHERE true`,
  isOpen: sql`n.state <> 'answered'`,
};

/**
 * Opinions as matters of oversight. In place of an agency stands the jurisdiction, so that no agency finds one among its own
 * clocks; only who sees those of the whole jurisdiction reads them, and of a matter no more than its number.
 */
const rated: Source = {
  ...none,
  clocks: ['ratingAnswered'],
  clock: sql`'ratingAnswered'`,
  id: sql`n.id::text`,
  subjectId: sql`n.id`,
  jurisdictionId: sql`n.jurisdiction_id`,
  agencyId: sql`n.jurisdiction_id`,
  agencyName: agencyNameOf('n.jurisdiction_id', 'n.office_agency_id'),
  home: sql`n.jurisdiction_id`,
  subject: sql`n.number`,
  cover: sql`n.number`,
  path: sql`'/rating-matters/' || n.id::text`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  startedOn: sql`n.started_on`,
  dueOn: sql`n.due_on`,
  doneOn: sql`n.closed_on`,
  basis: sql`n.due_basis`,
  from: sql`rating_matters n
    ${whoIs(sql`SELECT n.handler_id AS id, n.handler_name AS name WHERE n.handler_id IS NOT NULL`)}
    WHERE true`,
  isOpen: sql`n.state <> 'closed'`,
};

const ofRun = {
  ...none,
  clock: sql`r.clock`,
  subjectId: sql`r.subject_id`,
  jurisdictionId: sql`r.jurisdiction_id`,
  agencyId: sql`r.agency_id`,
  agencyName: agencyNameOf('r.agency_jurisdiction_id', 'r.agency_id'),
  home: sql`r.agency_jurisdiction_id`,
  startedOn: sql`r.started_on`,
  dueOn: sql`r.due_on`,
  basis: sql`r.due_basis`,
} as const;

const dispatched: Source = {
  ...ofRun,
  clocks: ['listDispatched'],
  id: sql`r.subject_id::text`,
  taskNumber: sql`coalesce(t.number, '')`,
  subject: sql`coalesce(d.title_zh, x.title)`,
  cover: sql`coalesce(d.title_zh, x.title)`,
  path: sql`coalesce('/tasks/' || t.id::text, '/tasks/dispatch/' || CASE WHEN d.id IS NULL THEN 'outsideDraw' ELSE 'draw' END || '/' || r.subject_id::text)`,
  accounts: sql`ARRAY[coalesce(d.created_by, x.imported_by)]`,
  people: sql`ARRAY[coalesce(a.person_name, x.imported_name)]`,
  sectionId: sql`a.section_id`,
  doneOn: dayOf(sql`t.dispatched_at`),
  from: sql`clock_runs r
    LEFT JOIN draws d ON d.jurisdiction_id = r.jurisdiction_id AND d.id = r.subject_id
    LEFT JOIN outside_draws x ON x.jurisdiction_id = r.jurisdiction_id AND x.id = r.subject_id
    LEFT JOIN accounts a ON a.jurisdiction_id = r.jurisdiction_id AND a.id = coalesce(d.created_by, x.imported_by)
    LEFT JOIN inspection_tasks t ON t.jurisdiction_id = r.jurisdiction_id AND t.state <> 'void'
      AND (t.draw_id = d.id OR t.outside_draw_id = x.id)
    WHERE r.clock = 'listDispatched' AND coalesce(d.state, '') NOT IN ('voided', 'infeasible')`,
  isOpen: sql`t.dispatched_at IS NULL`,
};

const filed = (today: string): Source => ({
  ...ofRun,
  clocks: ['planFiled'],
  id: sql`r.subject_id::text || '-' || r.year::text`,
  subject: sql`coalesce(p.title, ${agencyNameOf('r.agency_jurisdiction_id', 'r.agency_id')} || ' ' || r.year::text)`,
  cover: sql`coalesce(p.title, ${agencyNameOf('r.agency_jurisdiction_id', 'r.agency_id')} || ' ' || r.year::text)`,
  path: sql`coalesce('/plans/' || p.id::text, '/plans')`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  doneOn: sql`f.filed_on`,
  from: sql`clock_runs r
    LEFT JOIN LATERAL (SELECT p.id, p.title FROM plans p WHERE p.jurisdiction_id = r.jurisdiction_id
       AND p.agency_id = r.agency_id AND p.year = r.year ORDER BY p.version LIMIT 1) p ON true
    LEFT JOIN LATERAL (SELECT min(coalesce(p.filed_on, p.published_on)) AS filed_on FROM plans p
       WHERE p.jurisdiction_id = r.jurisdiction_id AND p.agency_id = r.agency_id AND p.year = r.year
         AND p.state IN ('filed', 'published', 'superseded', 'closed')) f ON true
    ${whoIs(holders({ home: sql`r.agency_jurisdiction_id`, agency: sql`r.agency_id`, post: sql`p.named = 'planMaker'`, today }))}
    WHERE r.clock = 'planFiled'`,
  isOpen: sql`f.filed_on IS NULL`,
});

const announced = (today: string): Source => ({
  ...ofRun,
  clocks: ['specialPlanPublished'],
  id: sql`r.subject_id::text`,
  sectionId: sql`e.section_id`,
  subject: sql`e.title`,
  cover: sql`e.title`,
  path: sql`'/plans/' || e.plan_id::text`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  doneOn: sql`f.published_on`,
  from: sql`clock_runs r
    JOIN LATERAL (SELECT e.title, e.plan_id, e.section_id FROM plan_entries e
       JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
      WHERE e.jurisdiction_id = r.jurisdiction_id AND e.entry_key = r.subject_id AND e.state = 'taken'
      ORDER BY p.version DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT min(p.published_on) AS published_on FROM plan_entries y
       JOIN plans p ON p.jurisdiction_id = y.jurisdiction_id AND p.id = y.plan_id
      WHERE y.jurisdiction_id = r.jurisdiction_id AND y.entry_key = r.subject_id AND p.published_on IS NOT NULL) f ON true
    ${whoIs(holders({ home: sql`r.agency_jurisdiction_id`, agency: sql`r.agency_id`, post: sql`p.named = 'planMaker'`, today }))}
    WHERE r.clock = 'specialPlanPublished'`,
  isOpen: sql`f.published_on IS NULL`,
});

const listed: Source = {
  ...ofRecord('l', 'l.jurisdiction_id'),
  clocks: ['listingTerm'],
  clock: sql`'listingTerm'`,
  subject: sql`l.object_name`,
  cover: sql`l.object_name`,
  path: sql`'/credit-listings/' || l.id::text`,
  accounts: sql`ARRAY[l.proposed_by]`,
  people: sql`ARRAY[l.proposed_name]`,
  startedOn: sql`l.published_on`,
  dueOn: sql`l.ends_on`,
  doneOn: sql`l.ended_on`,
  basis: sql`jsonb_build_object('length', ${listingTermMonths}::integer, 'unit', 'months', 'source', l.basis, 'provisional', false, 'ruleVersion', 0)`,
  from: sql`credit_listings l WHERE l.published_on IS NOT NULL AND l.ends_on IS NOT NULL`,
  isOpen: sql`l.ended_on IS NULL`,
};

/** Every source. `today` decides who holds a post. */
function sourcesOf(today: string): readonly Source[] {
  return [
    entered,
    published(today),
    handled,
    orderedAtDoor,
    objected,
    told,
    rated,
    dispatched,
    filed(today),
    announced(today),
    schemeFiled,
    registered,
    listed,
  ];
}

/** Every clock that some source reads; a test holds that none of the rule book's is missing. */
export function watchedClocks(): readonly DeadlineClock[] {
  return [...new Set(sourcesOf('2026-01-01').flatMap((source) => source.clocks))];
}

export interface Narrowed {
  readonly today: string;
  readonly clock?: DeadlineClock | undefined;
  /** Agencies, or the jurisdiction of those that answer; null = everywhere (the daily round). */
  readonly within: { readonly agencyId: string } | { readonly home: string } | null;
  /** Only what runs; the drawer also explains what is done. */
  readonly isOpen: boolean;
  /** Only the clocks of one subject. */
  readonly id?: string | undefined;
  /** Only clocks of these records: a table with their "jurisdictionId" and "subjectId". */
  readonly among?: Fragment | undefined;
}

/** All clocks within bounds, as one query with the columns of a source. */
export function clockRows(of: Narrowed): Fragment {
  const asked = sourcesOf(of.today).filter(
    (source) => of.clock === undefined || source.clocks.includes(of.clock),
  );
  return sql`(${sql.join(
    asked.map((source) => selectOf(source, of)),
    sql` UNION ALL `,
  )})`;
}

const beginsWithUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

function selectOf(source: Source, of: Narrowed): Fragment {
  const conditions: Fragment[] = [];
  if (of.isOpen) conditions.push(source.isOpen);
  if (of.clock !== undefined && source.clocks.length > 1) conditions.push(sql`${source.clock} = ${of.clock}`);
  if (of.id !== undefined) conditions.push(sql`${source.id} = ${of.id}`);
  if (of.id !== undefined && beginsWithUuid.test(of.id))
    conditions.push(sql`${source.subjectId} = ${of.id.slice(0, 36)}::uuid`);
  if (of.among !== undefined)
    conditions.push(
      sql`${source.jurisdictionId} = ANY(ARRAY(SELECT DISTINCT "jurisdictionId" FROM ${of.among}))`,
      sql`${source.subjectId} = ANY(ARRAY(SELECT "subjectId" FROM ${of.among}))`,
    );
  if (of.within !== null)
    conditions.push(
      // A jurisdiction answers for most of what its tables hold. Of a plain comparison the planner guesses one row of two
      // hundred, and reads table after table row by row; of a CASE it guesses half.
      'home' in of.within
        ? sql`CASE WHEN ${source.home} = ${of.within.home} THEN true ELSE false END`
        : sql`${source.agencyId} = ${of.within.agencyId}`,
    );
  const more = conditions.map((condition) => sql` AND ${condition}`);
  return sql`SELECT ${source.clock}::text COLLATE "C" AS clock, ${source.clock} || ':' || ${source.id} AS key,
    ${source.jurisdictionId} AS "jurisdictionId", ${source.subjectId} AS "subjectId", ${source.agencyId} AS "agencyId", ${source.agencyName} AS "agencyName",
    ${source.home} AS home, ${source.sectionId} AS "sectionId", ${source.taskNumber} AS "taskNumber",
    ${source.subject} AS subject, ${source.cover} AS cover, ${source.sealedUntil} AS "sealedUntil",
    ${source.path} AS path, coalesce(${source.accounts}, '{}') AS accounts, coalesce(${source.people}, '{}') AS people,
    ${source.startedOn} AS "startedOn", ${source.dueOn} AS "dueOn", ${source.doneOn} AS "doneOn",
    ${source.basis} AS basis, ${source.stopped} AS stopped
    FROM ${source.from}${sql.join(more, sql``)}`;
}
