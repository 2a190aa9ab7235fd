/**
 * SQL of what waits for a person, one SELECT per kind of the workbench, each bounded by the own agency or the own account.
 * Every part has the same columns, so that counts and rows are read from the same place.
 */
import { type Actor, hasRole } from '@mingcha/core/common/roles.ts';
import type { TodoKind } from '@mingcha/core/oversight/board/workbench.ts';
import { type RawBuilder, sql } from 'kysely';
import { ratingParts } from './rating-parts.queries.ts';
import { mayReview } from './review-parts.queries.ts';

export type Fragment = RawBuilder<unknown>;

export interface Part {
  readonly id: Fragment;
  readonly title: Fragment;
  readonly note: Fragment;
  readonly path: Fragment;
  readonly since: Fragment;
  readonly dueOn: Fragment;
  /** FROM and WHERE. */
  readonly from: Fragment;
}

const noDay = sql`NULL::date`;
const at = (name: string): Fragment => sql.ref(name);

/** Teams that stand at an open inspection of a task that was sent out. */
const teamTables = sql`inspection_teams x
  JOIN inspections i ON i.jurisdiction_id = x.jurisdiction_id AND i.id = x.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
  LEFT JOIN result_clocks c ON c.jurisdiction_id = x.jurisdiction_id AND c.inspection_id = x.inspection_id
    AND c.agency_id = x.agency_id AND c.clock = 'resultEntered'
  LEFT JOIN result_clocks p ON p.jurisdiction_id = x.jurisdiction_id AND p.inspection_id = x.inspection_id
    AND p.agency_id = x.agency_id AND p.clock = 'resultPublished'`;
const ofTeam = {
  id: sql`x.inspection_id::text || ':' || x.agency_id::text`,
  title: sql`coalesce(i.object ->> 'name', '')`,
  note: sql`t.number`,
  path: sql`'/inspections/' || i.id::text || '?tab=results'`,
  since: sql`coalesce(x.submitted_at, x.recorded_at, x.updated_at)`,
  dueOn: sql`CASE WHEN c.done_on IS NULL THEN c.due_on ELSE p.due_on END`,
};
const isOpen = sql`i.state = 'open' AND t.state NOT IN ('prepared', 'void')`;
/** The team of the own agency, or of a body outside that it enters for. */
const answers = (actor: Actor) =>
  sql`((NOT x.outside AND x.agency_id = ${actor.agencyId}) OR (x.outside AND t.agency_id = ${actor.agencyId}))`;
const isMember = (actor: Actor) => sql`EXISTS (SELECT 1 FROM inspection_members m
  WHERE m.jurisdiction_id = x.jurisdiction_id AND m.inspection_id = x.inspection_id AND m.agency_id = x.agency_id
    AND m.account_id = ${actor.accountId} AND m.role IN ('lead', 'member') AND m.state IN ('assigned', 'claimed'))`;
const isAskedForTime = sql`EXISTS (SELECT 1 FROM result_extensions e WHERE e.jurisdiction_id = x.jurisdiction_id
  AND e.inspection_id = x.inspection_id AND e.agency_id = x.agency_id AND e.state = 'asked')`;
/** The last word of the enterprise's representative under a paper of this team was a refusal. */
const isUnsigned = sql`EXISTS (SELECT 1 FROM visit_signatures s WHERE s.jurisdiction_id = x.jurisdiction_id
  AND s.inspection_id = x.inspection_id AND s.agency_id = x.agency_id
  AND s.role = 'representative' AND s.content ->> 'refused' IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visit_signatures l WHERE l.jurisdiction_id = s.jurisdiction_id
    AND l.inspection_id = s.inspection_id AND l.agency_id = s.agency_id AND l.document = s.document
    AND l.role = s.role AND l.signed_at > s.signed_at AND l.content ->> 'refused' IS NULL))`;

const team = (where: Fragment): Part => ({
  ...ofTeam,
  from: sql`${teamTables} WHERE ${isOpen} AND ${where}`,
});

function teamParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  return {
    resultEnter: team(sql`x.stage = 'recorded' AND ${isMember(actor)}`),
    resultReturned: team(sql`x.stage = 'returned' AND ${isMember(actor)}`),
    resultReview: team(sql`x.stage = 'submitted' AND ${answers(actor)} AND ${mayReview(actor)}`),
    resultUnsigned: team(
      sql`x.stage IN ('recorded', 'submitted', 'returned') AND ${answers(actor)} AND ${isUnsigned}`,
    ),
    resultExtensions: team(sql`${answers(actor)} AND ${isAskedForTime}`),
    claim: {
      ...ofTeam,
      id: sql`w.id::text`,
      path: sql`'/inspections/' || i.id::text`,
      since: sql`coalesce(t.dispatched_at, w.updated_at)`,
      dueOn: sql`t.claim_due`,
      from: sql`inspection_members w JOIN ${teamTables} ON x.jurisdiction_id = w.jurisdiction_id
        AND x.inspection_id = w.inspection_id AND x.agency_id = w.agency_id
        WHERE ${isOpen} AND x.stage <> 'withdrawn' AND w.account_id = ${actor.accountId} AND w.state = 'assigned'`,
    },
    approvals: {
      ...ofTeam,
      id: sql`a.id::text`,
      path: sql`'/approvals'`,
      since: sql`a.applied_at`,
      dueOn: noDay,
      from: sql`inspection_approvals a
        JOIN inspections i ON i.jurisdiction_id = a.jurisdiction_id AND i.id = a.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
        WHERE a.agency_id = ${actor.agencyId} AND a.state = 'submitted' AND a.applied_by <> ${actor.accountId}
          AND NOT EXISTS (SELECT 1 FROM inspection_members m WHERE m.jurisdiction_id = a.jurisdiction_id
            AND m.inspection_id = a.inspection_id AND m.account_id = ${actor.accountId}
            AND m.state IN ('assigned', 'claimed'))`,
    },
    cancellations: {
      ...ofTeam,
      id: sql`k.id::text`,
      path: sql`'/inspections/' || i.id::text`,
      since: sql`k.asked_at`,
      dueOn: noDay,
      from: sql`inspection_cancellations k
        JOIN inspections i ON i.jurisdiction_id = k.jurisdiction_id AND i.id = k.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
        WHERE k.state = 'asked' AND k.agency_id = ${actor.agencyId} AND k.asked_by <> ${actor.accountId}`,
    },
  };
}

/** States of draws that stand for a kind of work. */
const drawWork = {
  drawCheck: ['draft'],
  drawSeal: ['checked', 'sealing'],
  drawDraw: ['sealed', 'commitments', 'numbers', 'reveals', 'beacon', 'ready'],
  drawVoid: ['infeasible'],
  drawRecord: ['drawn'],
  drawRelease: ['recorded'],
  drawClose: ['released'],
} as const satisfies Partial<Record<TodoKind, readonly string[]>>;

const drawNumber = sql`CASE WHEN d.no IS NULL THEN '' ELSE d.series || '-' || lpad(d.no::text, 3, '0') END`;
const ofDraw = {
  id: sql`d.id::text`,
  title: sql`d.title_zh`,
  note: drawNumber,
  path: sql`'/draws/' || d.id::text`,
  since: sql`d.updated_at`,
  dueOn: noDay,
};
const lastVoidStep = sql`(SELECT s.action ->> 'kind' FROM draw_actions s
  WHERE s.jurisdiction_id = d.jurisdiction_id AND s.draw_id = d.id
    AND s.action ->> 'kind' IN ('voidProposed', 'voidRefused', 'voided') ORDER BY s.seq DESC LIMIT 1)`;

function drawParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  const { jurisdictionId, agencyId } = actor;
  const own = sql`d.jurisdiction_id = ${jurisdictionId} AND d.agency_id = ${agencyId}`;
  const seen = hasRole(actor, 'witness') ? sql`d.jurisdiction_id = ${jurisdictionId}` : own;
  const parts: Partial<Record<TodoKind, Part>> = {
    drawDecide: {
      ...ofDraw,
      from: sql`draws d WHERE ${seen} AND (${lastVoidStep} = 'voidProposed' OR EXISTS (SELECT 1 FROM draw_amendments a
        WHERE a.jurisdiction_id = d.jurisdiction_id AND a.draw_id = d.id AND a.state = 'proposed'))`,
    },
    drawInvited: {
      ...ofDraw,
      path: sql`'/draws'`,
      since: sql`d.created_at`,
      from: sql`draw_participants q JOIN draws d ON d.jurisdiction_id = q.jurisdiction_id AND d.id = q.draw_id
        WHERE q.agency_jurisdiction_id = ${jurisdictionId} AND q.agency_id = ${agencyId} AND NOT q.initiator
          AND q.state = 'invited'`,
    },
    dispatch: {
      ...ofDraw,
      id: sql`o.id::text`,
      title: sql`o.title`,
      note: sql`o.number`,
      path: sql`'/tasks/dispatch/' || o.kind || '/' || o.id::text`,
      since: sql`o.since`,
      from: sql`(SELECT 'draw' AS kind, d.id, d.title_zh AS title, ${drawNumber} AS number, d.drawn_at AS since
          FROM draws d WHERE ${own} AND d.state IN ('drawn', 'recorded', 'released', 'closed')
            AND NOT EXISTS (SELECT 1 FROM inspection_tasks t
              WHERE t.jurisdiction_id = d.jurisdiction_id AND t.draw_id = d.id AND t.state <> 'void')
        UNION ALL
        SELECT 'outsideDraw', d.id, d.title, d.number, d.imported_at FROM outside_draws d
         WHERE ${own} AND NOT EXISTS (SELECT 1 FROM inspection_tasks t
              WHERE t.jurisdiction_id = d.jurisdiction_id AND t.outside_draw_id = d.id AND t.state <> 'void')) AS o`,
    },
  };
  for (const [kind, states] of Object.entries(drawWork))
    parts[kind as keyof typeof drawWork] = {
      ...ofDraw,
      from: sql`draws d WHERE ${own} AND d.state = ANY(${[...states]}::text[])`,
    };
  return parts;
}

function planParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  const { jurisdictionId, agencyId } = actor;
  const ofPlan = {
    id: sql`p.id::text`,
    title: sql`p.title`,
    note: sql`p.document_number`,
    path: sql`'/plans/' || p.id::text`,
    since: sql`p.updated_at`,
    dueOn: noDay,
  };
  const ofEntry = {
    ...ofPlan,
    id: sql`e.id::text`,
    title: sql`e.title`,
    note: sql`p.title`,
    since: sql`e.updated_at`,
  };
  const own = sql`p.jurisdiction_id = ${jurisdictionId} AND p.agency_id = ${agencyId}`;
  const receives = hasRole(actor, 'coordinator', 'justiceOfficer')
    ? sql`p.jurisdiction_id = ${jurisdictionId}`
    : own;
  const inState = (whose: Fragment, ...states: readonly string[]): Part => ({
    ...ofPlan,
    from: sql`plans p WHERE ${whose} AND p.state = ANY(${[...states]}::text[])`,
  });
  return {
    planCollect: inState(own, 'collecting'),
    planApprove: inState(own, 'checked'),
    planFile: inState(receives, 'approved'),
    planPublish: inState(own, 'filed'),
    planProposals: {
      ...ofEntry,
      from: sql`plan_entries e JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
        WHERE ${own} AND e.state = 'proposed' AND p.state IN ('collecting', 'drafted')`,
    },
    planInvited: {
      ...ofEntry,
      id: sql`e.id::text || ':' || q.seq::text`,
      path: sql`'/plans'`,
      dueOn: sql`e.window_from`,
      from: sql`plan_partners q JOIN plan_entries e ON e.jurisdiction_id = q.jurisdiction_id AND e.id = q.entry_id
        JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
        WHERE q.agency_jurisdiction_id = ${jurisdictionId} AND q.agency_id = ${agencyId} AND q.state = 'invited'
          AND e.state = 'taken' AND p.state NOT IN ('superseded', 'closed')`,
    },
    planMerges: {
      ...ofEntry,
      id: sql`g.id::text`,
      path: sql`'/plans'`,
      since: sql`g.asked_at`,
      from: sql`plan_merges g JOIN plan_entries e ON e.jurisdiction_id = g.jurisdiction_id AND e.id = g.entry_id
        JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
        WHERE g.jurisdiction_id = ${jurisdictionId} AND g.other_agency_id = ${agencyId} AND g.state = 'asked'`,
    },
  };
}

/** States of the rule book in which somebody with one of the roles takes the next step. */
function ruleBookStates(actor: Actor): readonly string[] {
  return [
    ...(hasRole(actor, 'legalOfficer', 'sectionOfficer') ? ['draft'] : []),
    ...(hasRole(actor, 'legalOfficer') ? ['legalReview', 'approved'] : []),
    ...(hasRole(actor, 'agencyHead') ? ['reviewed'] : []),
  ];
}

/** What the public and enterprises wait for. */
function publicParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  const { jurisdictionId, agencyId } = actor;
  const own = sql`z.jurisdiction_id = ${jurisdictionId} AND z.agency_id = ${agencyId}`;
  const base = { id: sql`z.id::text`, dueOn: noDay };
  return {
    objections: {
      ...base,
      title: sql`coalesce(b.object_name, z.number)`,
      note: at('z.number'),
      path: sql`'/objections/' || z.id::text`,
      since: at('z.received_at'),
      dueOn: at('z.due_on'),
      from: sql`objections z LEFT JOIN publications b ON b.id = z.publication_id
        WHERE z.agency_id = ${agencyId} AND z.state <> 'closed'`,
    },
    contacts: {
      ...base,
      title: at('z.subject'),
      note: at('z.number'),
      path: sql`'/contacts/' || z.id::text`,
      since: at('z.received_at'),
      dueOn: at('z.due_on'),
      from: sql`contacts z WHERE ${own} AND z.state <> 'answered'`,
    },
    publicationAsked: {
      ...base,
      title: sql`coalesce(nullif(b.object_name, ''), b.title)`,
      note: at('b.task_number'),
      path: sql`'/publication-requests'`,
      since: at('z.asked_at'),
      dueOn: at('b.due_on'),
      from: sql`publication_requests z
        JOIN publications b ON b.jurisdiction_id = z.jurisdiction_id AND b.id = z.publication_id
        WHERE z.agency_id = ${agencyId} AND z.state = 'asked'`,
    },
  };
}

function otherParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  const { jurisdictionId, agencyId, accountId } = actor;
  const own = sql`z.jurisdiction_id = ${jurisdictionId} AND z.agency_id = ${agencyId}`;
  const base = { id: sql`z.id::text`, dueOn: noDay };
  return {
    imports: {
      ...base,
      title: sql`z.file_name`,
      note: sql`''`,
      path: sql`'/imports/' || z.id::text`,
      since: at('z.created_at'),
      from: sql`imports z WHERE ${own} AND z.state IN ('uploaded', 'previewed')`,
    },
    ruleBooks: {
      ...base,
      title: sql`'V' || z.version::text`,
      note: sql`z.reason`,
      path: sql`'/rule-books/' || z.id::text`,
      since: at('z.updated_at'),
      from: sql`rule_books z WHERE ${own} AND z.state = ANY(${[...ruleBookStates(actor)]}::text[])`,
    },
    recusals: {
      ...base,
      title: sql`y.name`,
      note: sql`''`,
      path: sql`'/declarations?tab=recusals'`,
      since: at('z.created_at'),
      from: sql`recusal_requests z JOIN inspectors y ON y.jurisdiction_id = z.jurisdiction_id AND y.id = z.inspector_id
        WHERE ${own} AND z.state = 'received'`,
    },
    experts: {
      ...base,
      title: at('z.name'),
      note: sql`''`,
      path: sql`'/inspectors?tab=experts'`,
      since: at('z.created_at'),
      from: sql`experts z WHERE ${own} AND z.status IN ('proposed', 'reviewed')`,
    },
    grants: {
      ...base,
      title: sql`y.person_name`,
      note: at('z.reason'),
      path: sql`'/account-grants'`,
      since: at('z.asked_at'),
      from: sql`account_grants z JOIN accounts y ON y.jurisdiction_id = z.jurisdiction_id AND y.id = z.account_id
        WHERE z.jurisdiction_id = ${jurisdictionId} AND z.state = 'waiting' AND z.asked_by <> ${accountId}
          AND z.account_id <> ${accountId}
          AND (${hasRole(actor, 'securityAdministrator')} OR z.kind = 'password')`,
    },
  };
}

/** Parts that this person may read, by kind. */
export function todoParts(actor: Actor): Partial<Record<TodoKind, Part>> {
  return {
    ...teamParts(actor),
    ...drawParts(actor),
    ...planParts(actor),
    ...publicParts(actor),
    ...otherParts(actor),
    ...ratingParts(actor),
  };
}

/** What the person began and what has not come to its end. */
export function startedParts(actor: Actor): readonly Part[] {
  const { jurisdictionId, accountId } = actor;
  const noted = { dueOn: noDay };
  return [
    {
      ...ofDraw,
      from: sql`draws d WHERE d.jurisdiction_id = ${jurisdictionId} AND d.created_by = ${accountId}
        AND d.state NOT IN ('closed', 'voided', 'released')`,
    },
    {
      ...ofTeam,
      ...noted,
      id: sql`a.id::text`,
      path: sql`'/inspections/' || i.id::text`,
      since: sql`a.applied_at`,
      from: sql`inspection_approvals a JOIN inspections i ON i.jurisdiction_id = a.jurisdiction_id AND i.id = a.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = i.jurisdiction_id AND t.id = i.task_id
        WHERE a.agency_id = ${actor.agencyId} AND a.applied_by = ${accountId} AND a.state = 'submitted'`,
    },
    {
      ...noted,
      id: sql`e.id::text`,
      title: sql`e.title`,
      note: sql`p.title`,
      path: sql`'/plans/' || p.id::text`,
      since: sql`e.updated_at`,
      from: sql`plan_entries e JOIN plans p ON p.jurisdiction_id = e.jurisdiction_id AND p.id = e.plan_id
        WHERE e.jurisdiction_id = ${jurisdictionId} AND e.proposed_by = ${accountId}
          AND e.state IN ('draft', 'proposed', 'returned') AND p.state IN ('collecting', 'drafted')`,
    },
    {
      ...noted,
      id: sql`z.id::text`,
      title: sql`z.title`,
      note: sql`z.number`,
      path: sql`'/tasks/' || z.id::text`,
      since: sql`z.created_at`,
      from: sql`inspection_tasks z WHERE z.jurisdiction_id = ${jurisdictionId} AND z.created_by = ${accountId}
        AND z.agency_id = ${actor.agencyId} AND z.state IN ('prepared', 'dispatched')`,
    },
  ];
}
