/** Clocks of visits: entry and publication of their results, follow-ups of their problems, late registration of an entry. */
import { type FollowupState, followupKinds, followupStates } from '@mingcha/core/followups/followup.ts';
import { clockOfState } from '@mingcha/core/followups/followup-clocks.ts';
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { sql } from 'kysely';
import { agencyNameOf, dayOf, holders, type Source, whoIs } from './source-form.queries.ts';

/** People of the team who have the visit and what follows from it to do; whoever leads it first. */
const team = sql`LEFT JOIN LATERAL (
   SELECT array_agg(x.account_id) FILTER (WHERE x.account_id IS NOT NULL) AS accounts,
          array_agg(x.name ORDER BY x.role, x.name COLLATE "C") AS people,
          (array_agg(a.section_id ORDER BY x.role))[1] AS section_id
     FROM inspection_members x LEFT JOIN accounts a ON a.id = x.account_id AND a.jurisdiction_id = coalesce(m.agency_jurisdiction_id, m.jurisdiction_id)
    WHERE x.jurisdiction_id = m.jurisdiction_id AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id
      AND x.state IN ('assigned', 'claimed') AND x.role IN ('lead', 'member')) AS crew ON true`;
/** Of a body outside the platform the initiator answers. */
const initiator = sql`LEFT JOIN inspection_teams i ON m.outside AND i.jurisdiction_id = m.jurisdiction_id
   AND i.inspection_id = m.inspection_id AND i.initiator`;
const inspected = sql`JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
   JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
   ${initiator} ${team}`;
const stands = sql`m.stage <> 'withdrawn' AND t.state IN ('dispatched', 'done', 'archived')
   AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')`;

const answering = sql`coalesce(i.agency_id, m.agency_id)`;
const home = sql`coalesce(i.agency_jurisdiction_id, m.agency_jurisdiction_id, m.jurisdiction_id)`;
const ofTeam = {
  id: sql`m.inspection_id::text || m.agency_id::text`,
  subjectId: sql`m.inspection_id`,
  jurisdictionId: sql`m.jurisdiction_id`,
  agencyId: answering,
  agencyName: sql`coalesce(i.agency_name, m.agency_name)`,
  home,
  sectionId: sql`coalesce(CASE WHEN t.agency_id = m.agency_id THEN t.section_id END, crew.section_id)`,
  taskNumber: sql`t.number`,
  subject: sql`o.object ->> 'name'`,
  cover: sql`t.title`,
  sealedUntil: sql`t.reveal_at`,
  path: sql`'/inspections/' || o.id::text || '?tab=results'`,
  accounts: sql`crew.accounts`,
  people: sql`crew.people`,
  stopped: sql`false`,
} as const;

export const entered: Source = {
  ...ofTeam,
  clocks: ['resultEntered'],
  clock: sql`c.clock`,
  startedOn: sql`c.started_on`,
  dueOn: sql`c.due_on`,
  doneOn: sql`c.done_on`,
  basis: sql`CASE WHEN c.extended_from IS NULL THEN c.basis ELSE c.basis || '{"fixed":"extension"}' END`,
  from: sql`result_clocks c JOIN inspection_teams m ON m.jurisdiction_id = c.jurisdiction_id
      AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
    ${inspected} WHERE c.clock = 'resultEntered' AND ${stands}`,
  isOpen: sql`c.done_on IS NULL`,
};

export const published = (today: string): Source => ({
  ...ofTeam,
  clocks: ['resultPublished'],
  clock: sql`c.clock`,
  path: sql`coalesce('/publications/' || b.id::text, '/inspections/' || o.id::text || '?tab=results')`,
  accounts: sql`who.accounts`,
  people: sql`who.people`,
  startedOn: sql`c.started_on`,
  dueOn: sql`c.due_on`,
  doneOn: sql`coalesce(b.published_on, c.done_on)`,
  basis: sql`c.basis`,
  stopped: sql`coalesce(b.state = 'suspended', false)`,
  from: sql`result_clocks c JOIN inspection_teams m ON m.jurisdiction_id = c.jurisdiction_id
      AND m.inspection_id = c.inspection_id AND m.agency_id = c.agency_id
    ${inspected} LEFT JOIN publications b ON b.kind = 'result' AND b.jurisdiction_id = c.jurisdiction_id
      AND b.inspection_id = c.inspection_id AND b.team_agency_id = c.agency_id
    ${whoIs(holders({ home, agency: answering, post: sql`'publication' = ANY(p.duties)`, today }))}
    WHERE c.clock = 'resultPublished' AND ${stands}
      AND coalesce(b.state, '') NOT IN ('exempt', 'excluded', 'contained')`,
  isOpen: sql`c.done_on IS NULL AND b.published_on IS NULL`,
});

/** Which clock runs in which state of which kind, as a table. */
const followupClockRows = followupKinds.flatMap((kind) =>
  followupStates.flatMap((state) => {
    const clock = state === 'ordered' ? 'rectified' : clockOfState(kind, state);
    return clock === null ? [] : [{ kind, state, clock }];
  }),
);
const followupClocks = [...new Set(followupClockRows.map((row) => row.clock as DeadlineClock))];
const clockTable = sql`(VALUES ${sql.join(
  followupClockRows.map((row) => sql`(${row.kind}::text, ${row.state}::text, ${row.clock}::text)`),
)}) AS k(kind, state, clock)`;
const receiverStates: readonly FollowupState[] = ['sent', 'received'];
/** The receiver answers for what was sent to it, on the platform. */
const receives = sql`(f.to_agency_id IS NOT NULL AND f.state = ANY(${[...receiverStates]}::text[]))`;
const decides = sql`(f.state = 'proposed')`;
const handles = sql`CASE WHEN ${receives} THEN f.to_agency_id ELSE m.agency_id END`;

export const handled: Source = {
  ...ofTeam,
  clocks: followupClocks,
  clock: sql`k.clock`,
  id: sql`f.finding_id::text`,
  subjectId: sql`f.finding_id`,
  agencyId: handles,
  agencyName: sql`CASE WHEN ${receives} THEN ${agencyNameOf('f.jurisdiction_id', 'f.to_agency_id')} ELSE m.agency_name END`,
  home: sql`CASE WHEN ${receives} THEN f.jurisdiction_id ELSE coalesce(m.agency_jurisdiction_id, m.jurisdiction_id) END`,
  sectionId: sql`CASE WHEN ${receives} THEN NULL ELSE coalesce(f.to_section_id, CASE WHEN t.agency_id = m.agency_id THEN t.section_id END, crew.section_id) END`,
  path: sql`'/followups/' || f.finding_id::text`,
  accounts: sql`CASE WHEN ${receives} OR ${decides} OR f.to_section_id IS NOT NULL THEN who.accounts ELSE crew.accounts END`,
  people: sql`CASE WHEN ${receives} OR ${decides} OR f.to_section_id IS NOT NULL THEN who.people ELSE crew.people END`,
  startedOn: sql`f.started_on`,
  dueOn: sql`f.due_on`,
  doneOn: sql`NULL::date`,
  basis: sql`f.due_basis`,
  from: sql`followups f JOIN ${clockTable} ON k.kind = f.kind AND k.state = f.state
    JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id
      AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id
    ${inspected}
    ${whoIs(sql`SELECT a.id, a.person_name AS name FROM accounts a
       JOIN account_roles r ON r.jurisdiction_id = a.jurisdiction_id AND r.account_id = a.id
      WHERE a.status = 'active' AND CASE
        WHEN ${receives} THEN a.jurisdiction_id = f.jurisdiction_id AND a.agency_id = f.to_agency_id AND r.role = 'legalOfficer'
        WHEN ${decides} THEN a.jurisdiction_id = coalesce(m.agency_jurisdiction_id, m.jurisdiction_id) AND a.agency_id = m.agency_id AND r.role = 'agencyHead'
        ELSE a.section_id = f.to_section_id AND r.role = 'sectionOfficer' END`)}
    WHERE f.due_on IS NOT NULL AND f.started_on IS NOT NULL AND m.stage <> 'withdrawn' AND t.state <> 'void'`,
  isOpen: sql`f.state <> 'closed'`,
};

/** An order that the team issued at the door, about a problem that nobody has touched in the office. */
export const orderedAtDoor: Source = {
  ...ofTeam,
  clocks: ['rectified'],
  clock: sql`'rectified'`,
  id: sql`v.id::text`,
  subjectId: sql`v.id`,
  path: sql`'/followups/' || v.id::text`,
  startedOn: dayOf(sql`q.created_at`),
  dueOn: sql`v.due_on`,
  doneOn: sql`NULL::date`,
  basis: sql`'{"length":0,"unit":"days","source":"","provisional":false,"ruleVersion":0,"fixed":"order"}'::jsonb`,
  from: sql`visit_findings v JOIN inspection_teams m ON m.jurisdiction_id = v.jurisdiction_id
      AND m.inspection_id = v.inspection_id AND m.agency_id = v.agency_id
    ${inspected}
    JOIN LATERAL (SELECT p.created_at FROM papers p
       WHERE p.jurisdiction_id = v.jurisdiction_id AND p.inspection_id = v.inspection_id
         AND p.agency_id = v.agency_id AND p.kind = 'rectificationOrder' AND p.state = 'issued'
         AND (p.data -> 'findings' @> jsonb_build_array(jsonb_build_object('findingId', v.id::text))
           OR p.data -> 'findings' @> jsonb_build_array(jsonb_build_object('text', v.finding ->> 'text')))
       ORDER BY p.created_at DESC LIMIT 1) q ON true
    WHERE v.action = 'rectify' AND v.due_on IS NOT NULL AND v.removed_in_round IS NULL AND ${stands}
      AND NOT EXISTS (SELECT 1 FROM followups u WHERE u.jurisdiction_id = v.jurisdiction_id AND u.finding_id = v.id)`,
  isOpen: sql`true`,
};

export const registered: Source = {
  ...ofTeam,
  clocks: ['lateEntry'],
  clock: sql`r.clock`,
  path: sql`'/inspections/' || o.id::text`,
  startedOn: sql`r.started_on`,
  dueOn: sql`r.due_on`,
  doneOn: dayOf(sql`m.entered_at`),
  basis: sql`r.due_basis`,
  from: sql`clock_runs r JOIN inspection_teams m ON m.jurisdiction_id = r.jurisdiction_id
      AND m.inspection_id = r.subject_id AND m.agency_id = r.agency_id
    ${inspected} WHERE r.clock = 'lateEntry' AND ${stands}`,
  isOpen: sql`m.entered_at IS NULL`,
};
