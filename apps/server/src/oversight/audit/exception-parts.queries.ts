/**
 * Where each kind of exception is read from: the record itself, its day, its agency and its facts as fragments of SQL. The
 * queries beside put them together.
 */
import type { Actor } from '@mingcha/core/common/roles.ts';
import type { ExceptionRow } from '@mingcha/core/oversight/audit/audit-api.ts';
import {
  discardEvents,
  type ExceptionKind,
  latePhoneHours,
  pairVisits,
} from '@mingcha/core/oversight/audit/exceptions.ts';
import { type RawBuilder, sql } from 'kysely';
import { dutiesOf, isLateDuty } from '../responsibility.queries.ts';

export type Fragment = RawBuilder<unknown>;

export interface ExceptionScope {
  readonly actor: Actor;
  readonly agencyId: string | undefined;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  readonly today: string;
  /** When removals before each seal of the period begin to count. */
  readonly windows: readonly SealWindow[];
}
export interface SealWindow {
  readonly drawId: string;
  readonly since: string;
}
export const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();
export const endOf = (day: string): string =>
  new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 86_400_000).toISOString();
export const dayOf = (instant: Fragment) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const agency = (table: string) => sql`(SELECT g.name FROM agencies g
  WHERE g.jurisdiction_id = ${sql.ref(`${table}.jurisdiction_id`)} AND g.id = ${sql.ref(`${table}.agency_id`)})`;
const account = (column: Fragment) =>
  sql`(SELECT a.person_name FROM accounts a WHERE a.jurisdiction_id = x.jurisdiction_id AND a.id = ${column})`;

export interface Part {
  readonly id: Fragment;
  readonly at: Fragment;
  readonly agencyId: Fragment;
  readonly agencyName: Fragment;
  readonly subject: Fragment;
  readonly people: Fragment;
  readonly facts: Fragment;
  readonly evidence: readonly [ExceptionRow['evidence']['kind'], Fragment];
  /** FROM and WHERE. */
  readonly from: Fragment;
  /** The alias whose jurisdiction bounds the part; `x` when absent, null where the part is bounded already. */
  readonly table?: 'm' | 'p' | null;
}

/** A team of an inspection, its object and its task. */
const teamFrom = sql`inspection_teams m
  JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;
const ofTeam = {
  id: sql`m.inspection_id::text || m.agency_id::text`,
  agencyId: sql`m.agency_id`,
  agencyName: sql`m.agency_name`,
  subject: sql`o.object ->> 'name'`,
  people: sql`(SELECT string_agg(n.name, '、' ORDER BY n.role COLLATE "C", n.name COLLATE "C") FROM inspection_members n
    WHERE n.jurisdiction_id = m.jurisdiction_id AND n.inspection_id = m.inspection_id AND n.agency_id = m.agency_id
      AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member'))`,
  evidence: ['subject', sql`m.inspection_id`],
} as const;
const task = sql`'task', t.number`;

/** Inspectors who signed; where none did, those who stand in the team. */
const present = sql`coalesce(nullif((SELECT count(DISTINCT coalesce(s.content ->> 'memberId', s.content ->> 'name'))
    FROM visit_signatures s WHERE s.jurisdiction_id = m.jurisdiction_id AND s.inspection_id = m.inspection_id
      AND s.agency_id = m.agency_id AND s.role = 'inspector'), 0),
  (SELECT count(*) FROM inspection_members n WHERE n.jurisdiction_id = m.jurisdiction_id
    AND n.inspection_id = m.inspection_id AND n.agency_id = m.agency_id
    AND n.state IN ('assigned', 'claimed') AND n.role IN ('lead', 'member')))`;
/** The last word on how the code was shown at the entry. */
const code = sql`(SELECT w.value ->> 'code' FROM visit_writes w WHERE w.jurisdiction_id = m.jurisdiction_id
  AND w.inspection_id = m.inspection_id AND w.agency_id = m.agency_id AND w.path = 'identify' ORDER BY w.seq DESC LIMIT 1)`;

const drawFrom = (more: Fragment) => sql`draws x ${more}`;
const ofDraw = {
  agencyId: sql`x.agency_id`,
  agencyName: agency('x'),
  subject: sql`x.title_zh`,
  evidence: ['draw', sql`x.id`],
} as const;

/** Kinds that need nothing of the scope. */
const fixedParts = {
  voidedDraw: [
    {
      ...ofDraw,
      id: sql`x.id::text`,
      at: sql`x.updated_at`,
      people: sql`(SELECT string_agg(c.person_name, '、' ORDER BY c.seq) FROM draw_actions c
        WHERE c.jurisdiction_id = x.jurisdiction_id AND c.draw_id = x.id AND c.action ->> 'kind' LIKE '%oid%')`,
      facts: sql`jsonb_strip_nulls(jsonb_build_object('reason', (SELECT c.action -> 'ground' ->> 'text' FROM draw_actions c
        WHERE c.jurisdiction_id = x.jurisdiction_id AND c.draw_id = x.id AND c.action -> 'ground' IS NOT NULL
        ORDER BY c.seq DESC LIMIT 1)))`,
      from: drawFrom(sql`WHERE x.state = 'voided'`),
    },
  ],
  redraw: [
    {
      ...ofDraw,
      id: sql`x.id::text`,
      at: sql`x.created_at`,
      people: account(sql`x.created_by`),
      facts: sql`jsonb_build_object('attempt', x.attempt)`,
      from: drawFrom(sql`WHERE x.previous_id IS NOT NULL`),
    },
  ],
  amendedDraw: [
    {
      ...ofDraw,
      id: sql`d.id::text`,
      at: sql`d.decided_at`,
      people: sql`d.proposed_name || '、' || coalesce(d.decided_name, '')`,
      facts: sql`jsonb_strip_nulls(jsonb_build_object('change', d.kind, 'reason', d.request ->> 'text'))`,
      from: drawFrom(sql`JOIN draw_amendments d ON d.jurisdiction_id = x.jurisdiction_id AND d.draw_id = x.id
        WHERE d.state = 'approved'`),
    },
  ],
  teamChange: [
    {
      ...ofTeam,
      id: sql`x.id::text`,
      at: sql`x.departed_at`,
      people: sql`(SELECT n.name FROM inspection_members n WHERE n.jurisdiction_id = x.jurisdiction_id AND n.id = x.member_id)
        || coalesce(' → ' || (SELECT n.name FROM member_substitutes u
          JOIN inspection_members n ON n.jurisdiction_id = u.jurisdiction_id AND n.id = u.member_id
          WHERE u.jurisdiction_id = x.jurisdiction_id AND u.departure_id = x.id LIMIT 1), '')`,
      facts: sql`jsonb_build_object('departure', x.kind, 'note', x.note, ${task})`,
      from: sql`member_departures x
        JOIN inspection_members z ON z.jurisdiction_id = x.jurisdiction_id AND z.id = x.member_id
        JOIN inspection_teams m ON m.jurisdiction_id = z.jurisdiction_id AND m.inspection_id = z.inspection_id
          AND m.agency_id = z.agency_id
        JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
        JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id WHERE true`,
    },
  ],
  cancelledVisit: [
    {
      ...ofTeam,
      id: sql`x.id::text`,
      at: sql`x.decided_at`,
      people: sql`x.asked_name || '、' || coalesce(x.decided_name, '')`,
      facts: sql`jsonb_build_object('note', x.note, ${task})`,
      from: sql`inspection_cancellations x JOIN ${teamFrom} ON x.jurisdiction_id = m.jurisdiction_id
        AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id WHERE x.state = 'approved'`,
    },
  ],
  loneVisit: [
    {
      ...ofTeam,
      table: 'm',
      at: sql`m.recorded_at`,
      facts: sql`jsonb_build_object('count', ${present}, ${task})`,
      from: sql`${teamFrom} WHERE m.recorded_at IS NOT NULL AND NOT m.outside AND t.method IN ('onSite', 'testing')
        AND ${present} < 2`,
    },
  ],
  unscanned: [
    {
      ...ofTeam,
      table: 'm',
      at: sql`m.recorded_at`,
      facts: sql`jsonb_build_object('code', coalesce(${code}, 'none'), ${task})`,
      from: sql`${teamFrom} WHERE m.recorded_at IS NOT NULL AND NOT m.outside AND t.method IN ('onSite', 'testing')
        AND coalesce(${code}, 'none') <> 'scanned'`,
    },
  ],
  afterApproval: [
    {
      ...ofTeam,
      id: sql`x.id::text`,
      at: sql`x.applied_at`,
      people: sql`x.applied_name || '、' || coalesce(x.decided_name, '')`,
      facts: sql`jsonb_build_object('note', x.note, ${task})`,
      from: sql`inspection_approvals x JOIN ${teamFrom} ON x.jurisdiction_id = m.jurisdiction_id
        AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id
        WHERE x.timing = 'afterwards' AND x.state IN ('submitted', 'approved')`,
    },
  ],
  lateEntry: [
    {
      ...ofTeam,
      id: sql`x.id::text`,
      at: sql`x.registered_at`,
      people: sql`x.registered_name`,
      facts: sql`jsonb_strip_nulls(jsonb_build_object('enteredOn', ${dayOf(sql`x.entered_at`)}, 'dueOn', x.due_on,
        'note', x.reason, ${task}))`,
      from: sql`entry_registrations x JOIN ${teamFrom} ON x.jurisdiction_id = m.jurisdiction_id
        AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id WHERE true`,
    },
  ],
  changedAfterPublication: [
    {
      id: sql`x.publication_id::text || ':' || x.version`,
      at: sql`x.at`,
      agencyId: sql`p.agency_id`,
      agencyName: sql`p.agency_name`,
      subject: sql`p.title || coalesce('，' || nullif(p.object_name, ''), '')`,
      people: sql`coalesce(${account(sql`x.account_id`)}, '')`,
      facts: sql`jsonb_build_object('why', x.why, 'publishedOn', p.published_on, 'version', x.version)`,
      evidence: ['subject', sql`x.publication_id`],
      from: sql`publication_versions x JOIN publications p ON p.jurisdiction_id = x.jurisdiction_id AND p.id = x.publication_id
        WHERE x.why IN ('corrected', 'objection', 'resultChanged') AND p.published_on IS NOT NULL
          AND ${dayOf(sql`x.at`)} >= p.published_on`,
    },
    {
      table: 'p',
      id: sql`p.id::text || ':removed'`,
      at: sql`(p.removed_on::timestamp AT TIME ZONE 'Asia/Shanghai')`,
      agencyId: sql`p.agency_id`,
      agencyName: sql`p.agency_name`,
      subject: sql`p.title || coalesce('，' || nullif(p.object_name, ''), '')`,
      people: sql`''`,
      facts: sql`jsonb_build_object('why', p.removal, 'publishedOn', p.published_on)`,
      evidence: ['subject', sql`p.id`],
      from: sql`publications p WHERE p.removed_on IS NOT NULL AND p.published_on IS NOT NULL
        AND p.removal NOT IN ('termOver', 'superseded')`,
    },
  ],
  deletedDraft: [
    {
      id: sql`x.seq::text`,
      at: sql`x.at`,
      agencyId: sql`g.id`,
      agencyName: sql`g.name`,
      subject: sql`x.subject_id`,
      people: sql`coalesce(${account(sql`x.account_id`)}, '')`,
      facts: sql`jsonb_build_object('event', x.type, 'entry', x.seq)`,
      evidence: ['entry', sql`x.seq`],
      from: sql`ledger_events x LEFT JOIN agencies g ON g.jurisdiction_id = x.jurisdiction_id
          AND g.id::text = x.entry::jsonb ->> 'agency'
        WHERE x.type IN (${sql.join(discardEvents)})`,
    },
  ],
  otherCheckpoint: [
    {
      id: sql`x.id::text`,
      at: sql`x.compared_at`,
      agencyId: sql`NULL::uuid`,
      agencyName: sql`''`,
      subject: sql`x.kept_by`,
      people: sql`x.person_name`,
      facts: sql`jsonb_build_object('size', x.size, 'outcome', x.outcome)`,
      evidence: ['subject', sql`x.id`],
      from: sql`ledger_comparisons x WHERE x.outcome <> 'same'`,
    },
  ],
} satisfies Partial<Readonly<Record<ExceptionKind, readonly Part[]>>>;

function poolRemovalParts(scope: ExceptionScope): readonly Part[] {
  const windows = sql`jsonb_to_recordset(${JSON.stringify(scope.windows)}::jsonb) AS w("drawId" uuid, since date)`;
  return [
    {
      id: sql`r.object_id::text || ':' || r.version || ':' || x.id::text`,
      at: sql`r.changed_at`,
      agencyId: sql`b.agency_id`,
      agencyName: agency('b'),
      subject: sql`b.name`,
      people: account(sql`r.changed_by`),
      facts: sql`jsonb_strip_nulls(jsonb_build_object('draw', x.title_zh, 'sealedOn', ${dayOf(sql`x.sealed_at`)},
        'removedBy', r.reason, 'backOn', (SELECT ${dayOf(sql`min(k.changed_at)`)} FROM object_revisions k
          WHERE k.jurisdiction_id = r.jurisdiction_id AND k.object_id = r.object_id AND k.version > r.version
            AND k.changes -> 'status' ->> 1 = 'active')))`,
      evidence: ['subject', sql`r.object_id`],
      from: drawFrom(sql`JOIN ${windows} ON w."drawId" = x.id
        JOIN object_revisions r ON r.jurisdiction_id = x.jurisdiction_id AND r.changes ? 'status'
          AND r.changed_at < x.sealed_at AND ${dayOf(sql`r.changed_at`)} >= w.since
        JOIN objects b ON b.jurisdiction_id = r.jurisdiction_id AND b.id = r.object_id AND b.agency_id = x.agency_id
        WHERE r.changes -> 'status' ->> 1 <> 'active'`),
    },
  ];
}

function latePhoneParts(scope: ExceptionScope): readonly Part[] {
  return [
    {
      ...ofTeam,
      at: sql`x.at`,
      people: sql`x.people`,
      facts: sql`jsonb_build_object('records', x.records, 'hours', x.hours, ${task})`,
      from: sql`(SELECT v.jurisdiction_id, v.inspection_id, v.agency_id, max(v.taken_at) AS at, count(*) AS records,
          string_agg(DISTINCT v.by_name, '、') AS people,
          floor(max(extract(epoch FROM v.taken_at - v.device_at)) / 3600)::integer AS hours FROM visit_records v
        WHERE v.jurisdiction_id = ${scope.actor.jurisdictionId} AND v.source = 'phone'
          AND v.taken_at - v.device_at > ${`${latePhoneHours} hours`}::interval GROUP BY 1, 2, 3) x
        JOIN ${teamFrom} ON x.jurisdiction_id = m.jurisdiction_id
        AND x.inspection_id = m.inspection_id AND x.agency_id = m.agency_id WHERE true`,
    },
  ];
}

function lateWorkParts(scope: ExceptionScope): readonly Part[] {
  return [
    {
      table: null,
      id: sql`key`,
      at: sql`("dueOn"::timestamp AT TIME ZONE 'Asia/Shanghai')`,
      agencyId: sql`"agencyId"`,
      agencyName: sql`"agencyName"`,
      subject: sql`subject`,
      people: sql`array_to_string(people, '、')`,
      facts: sql`jsonb_strip_nulls(jsonb_build_object('link', link, 'dueOn', "dueOn", 'doneOn', "doneOn", 'task', "taskNumber"))`,
      evidence: ['subject', sql`split_part(split_part(path, '?', 1), '/', 3)`],
      from: sql`${dutiesOf(scope.actor, {})} WHERE ${isLateDuty(scope.today)}`,
    },
  ];
}

function zeroFindingPairParts(scope: ExceptionScope): readonly Part[] {
  return [
    {
      id: sql`x.first::text || x.second::text || x.agency_id::text`,
      at: sql`x.at`,
      agencyId: sql`x.agency_id`,
      agencyName: sql`x.agency_name`,
      subject: sql`x.names`,
      people: sql`x.names`,
      facts: sql`jsonb_build_object('visits', x.visits)`,
      evidence: ['subject', sql`x.last`],
      from: sql`(SELECT m.jurisdiction_id, m.agency_id, min(m.agency_name) AS agency_name, a.inspector_id AS first,
          b.inspector_id AS second, min(a.name) || '、' || min(b.name) AS names, count(*) AS visits,
          max(m.recorded_at) AS at, (array_agg(m.inspection_id ORDER BY m.recorded_at DESC))[1] AS last
        FROM inspection_teams m
        JOIN inspection_members a ON a.jurisdiction_id = m.jurisdiction_id AND a.inspection_id = m.inspection_id
          AND a.agency_id = m.agency_id AND a.state IN ('assigned', 'claimed') AND a.role IN ('lead', 'member')
        JOIN inspection_members b ON b.jurisdiction_id = m.jurisdiction_id AND b.inspection_id = m.inspection_id
          AND b.agency_id = m.agency_id AND b.state IN ('assigned', 'claimed') AND b.role IN ('lead', 'member')
          AND b.inspector_id > a.inspector_id
        WHERE m.jurisdiction_id = ${scope.actor.jurisdictionId} AND m.recorded_at >= ${startOf(scope.from)}
          AND m.recorded_at < ${endOf(scope.to)}
        GROUP BY m.jurisdiction_id, m.agency_id, a.inspector_id, b.inspector_id
        HAVING count(*) >= ${pairVisits} AND NOT bool_or(EXISTS (SELECT FROM visit_findings f
          WHERE f.jurisdiction_id = m.jurisdiction_id AND f.inspection_id = m.inspection_id AND f.agency_id = m.agency_id))) x
        WHERE true`,
    },
  ];
}

export function partsOf(scope: ExceptionScope): Readonly<Record<ExceptionKind, readonly Part[]>> {
  return {
    ...fixedParts,
    poolRemoval: poolRemovalParts(scope),
    latePhone: latePhoneParts(scope),
    lateWork: lateWorkParts(scope),
    zeroFindingPair: zeroFindingPairParts(scope),
  };
}
