/**
 * SQL of what is open of one person, read from the records of each stage: visits, follow-ups, papers, tasks, objections,
 * contacts, approvals, phones, statements asked for. What was handed over follows the latest hand-over. Reads only.
 */
import type { HandoverKind } from '@mingcha/core/oversight/handover/handover.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import '../accountability/tables.ts';

export interface OpenRow {
  readonly kind: HandoverKind;
  readonly id: string;
  readonly title: string;
  readonly number: string;
  readonly path: string;
  readonly dueOn: string | null;
  /** Of the inspection's object; null where there is none. */
  readonly objectId: string | null;
  /** Where the object's row lies. */
  readonly homeId: string;
  readonly isEntered: boolean;
}

export interface Person {
  readonly jurisdictionId: string;
  readonly agencyId: string;
  readonly accountId: string;
  readonly isHead: boolean;
}

type Part = RawBuilder<unknown>;

/** The person has it: by the latest hand-over of it that the person gave or took, else by the record itself. */
function has(
  person: Person,
  of: { readonly kind: HandoverKind; readonly id: Part; readonly owns: Part },
): Part {
  const latest = sql`(SELECT h.to_id = ${person.accountId} FROM handover_things x
    JOIN handovers h ON h.jurisdiction_id = x.jurisdiction_id AND h.id = x.handover_id
    WHERE x.jurisdiction_id = ${person.jurisdictionId} AND x.thing_id = ${of.id} AND x.kind = ${of.kind}
      AND x.state = 'moved' AND (h.from_id = ${person.accountId} OR h.to_id = ${person.accountId})
    ORDER BY x.moved_at DESC LIMIT 1)`;
  return sql`coalesce(${latest}, ${of.owns})`;
}

const inTeam = (person: Person): Part => sql`EXISTS (SELECT FROM inspection_members n
  WHERE n.jurisdiction_id = o.jurisdiction_id AND n.inspection_id = o.id AND n.account_id = ${person.accountId}
    AND n.agency_id = m.agency_id AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member'))`;

const inspected = sql`JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;
const name = sql`o.object ->> 'name'`;

function parts(person: Person): readonly Part[] {
  const { jurisdictionId: j, agencyId, accountId } = person;
  const own = sql`m.agency_id = ${agencyId} AND m.agency_jurisdiction_id = ${j}`;
  return [
    sql`SELECT 'visit' AS kind, o.id, ${name} AS title, t.number, '/inspections/' || o.id::text AS path,
        CASE WHEN m.stage IN ('recorded', 'returned') THEN c.due_on ELSE t.window_to END AS "dueOn",
        o.object_id AS "objectId", o.jurisdiction_id AS "homeId", m.stage IN ('recorded', 'returned') AS "isEntered"
      FROM inspection_teams m ${inspected}
      LEFT JOIN result_clocks c ON c.jurisdiction_id = m.jurisdiction_id AND c.inspection_id = m.inspection_id
        AND c.agency_id = m.agency_id AND c.clock = 'resultEntered'
      WHERE ${own} AND t.state IN ('dispatched', 'done') AND coalesce(o.outcome, '') NOT IN ('replaced', 'cancelled')
        AND m.stage IN ('assigned', 'claimed', 'approved', 'noticed', 'visiting', 'recorded', 'returned') AND ${inTeam(person)}`,
    sql`SELECT 'followup', f.finding_id, ${name}, t.number, '/followups/' || f.finding_id::text, f.due_on, o.object_id,
        o.jurisdiction_id, false
      FROM followups f JOIN inspection_teams m ON m.jurisdiction_id = f.jurisdiction_id
        AND m.inspection_id = f.inspection_id AND m.agency_id = f.agency_id ${inspected}
      WHERE ${own} AND f.state <> 'closed'
        AND ${has(person, { kind: 'followup', id: sql`f.finding_id`, owns: inTeam(person) })}`,
    sql`SELECT 'paper', p.id, p.kind, p.number, coalesce('/inspections/' || p.inspection_id::text, '/papers'), NULL::date,
        o.object_id, p.jurisdiction_id, false
      FROM papers p LEFT JOIN inspections o ON o.jurisdiction_id = p.jurisdiction_id AND o.id = p.inspection_id
      WHERE p.agency_id = ${agencyId} AND p.agency_jurisdiction_id = ${j} AND p.delivered_at IS NULL
        AND (p.state = 'draft' OR (p.state = 'issued' AND p.seal_state = 'waiting'))
        AND ${has(person, { kind: 'paper', id: sql`p.id`, owns: sql`coalesce(p.created_by = ${accountId}, false)` })}`,
    sql`SELECT 'task', t.id, t.title, t.number, '/tasks/' || t.id::text, t.window_to, NULL::uuid, t.jurisdiction_id, false
      FROM inspection_tasks t WHERE t.jurisdiction_id = ${j} AND t.agency_id = ${agencyId}
        AND t.state IN ('prepared', 'dispatched')
        AND ${has(person, { kind: 'task', id: sql`t.id`, owns: sql`coalesce(t.created_by = ${accountId}, false)` })}`,
    sql`SELECT 'objection', b.id, '', b.number, '/objections/' || b.id::text, b.due_on, NULL::uuid, b.jurisdiction_id, false
      FROM objections b WHERE b.agency_id = ${agencyId} AND b.handler_id = ${accountId}
        AND b.state IN ('accepted', 'investigating', 'decided')`,
    sql`SELECT 'contact', k.id, CASE WHEN k.kind = 'tip' THEN '' ELSE k.subject END, k.number, '/contacts/' || k.id::text,
        k.due_on, k.object_id, k.jurisdiction_id, false
      FROM contacts k WHERE k.jurisdiction_id = ${j} AND k.agency_id = ${agencyId} AND k.handler_id = ${accountId}
        AND k.state = 'assigned'`,
    sql`SELECT 'approval', a.inspection_id, ${name}, t.number, '/approvals', NULL::date, o.object_id, o.jurisdiction_id, false
      FROM inspection_approvals a JOIN inspections o ON o.jurisdiction_id = a.jurisdiction_id AND o.id = a.inspection_id
      JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id
      WHERE ${person.isHead}::boolean AND a.agency_id = ${agencyId} AND a.decided_at IS NULL AND a.state = 'submitted'`,
    sql`SELECT 'device', d.id, d.name, '', '/visit-devices', NULL::date, NULL::uuid, d.jurisdiction_id, false
      FROM visit_devices d WHERE d.jurisdiction_id = ${j} AND d.account_id = ${accountId} AND d.revoked_at IS NULL
        AND d.pack_key IS NULL`,
    sql`SELECT 'statement', e.id, e.facts ->> 'subject', e.number, '/accountability/' || e.id::text, e.statement_due,
        NULL::uuid, e.jurisdiction_id, false
      FROM accountability_events e WHERE e.jurisdiction_id = ${j} AND e.person_id = ${accountId} AND e.state = 'asked'`,
  ];
}

const most = 500;

/** What is due first stands first. */
export async function openRows(tx: Tx, person: Person): Promise<readonly OpenRow[]> {
  const found = await sql<OpenRow>`SELECT * FROM (${sql.join(parts(person), sql` UNION ALL `)}) AS every
    ORDER BY "dueOn" NULLS LAST, kind COLLATE "C", id LIMIT ${most}`.execute(tx);
  return found.rows;
}
