/**
 * What the rows behind every indicator have in common: one SELECT with the same columns, bounded by agencies and by days.
 * Facts count when their day is not after the cut-off; what is void or exempt today is so in every table (I9). Writes
 * nothing.
 */
import { type RawBuilder, sql } from 'kysely';

export type Fragment = RawBuilder<unknown>;

/** What bounds the cases whatever the period. */
export interface CaseCut {
  /** Day; what happened later does not count. */
  readonly asOf: string;
  /** Whether an agency is one of those whose figures are asked for. */
  readonly isOf: (agency: Fragment) => Fragment;
}

/** Bounds of a table. Days; both ends included. */
export interface CaseBounds extends CaseCut {
  readonly from: string;
  readonly to: string;
}

/** What is asked of the cases beside their counts: the unit of a dimension, and the words of a row. What nobody asks is not read. */
export interface CaseColumns {
  readonly unit: 'area' | 'items' | 'task' | null;
  readonly words: boolean;
}

/** One kind of rows behind an indicator. Every row has exactly one of: counted, exempt, neither (void). */
export interface CasePart {
  readonly key: Fragment;
  /** Whose figure it is. */
  readonly agencyId: Fragment;
  /** In which month it counts. */
  readonly day: Fragment;
  readonly area: Fragment;
  readonly items: Fragment;
  readonly taskId: Fragment;
  /** In the denominator; in a change, of the period before. */
  readonly base: Fragment;
  /** In the numerator. */
  readonly hit: Fragment;
  /** Of what is in neither: exempt, else void. */
  readonly exempt: Fragment;
  readonly subject: Fragment;
  /** Number or other words that tell it from others. */
  readonly mark: Fragment;
  readonly path: Fragment;
  /** FROM and WHERE. */
  readonly from: Fragment;
}

const none = sql`NULL::uuid[]`;

/** What a part may leave out. */
type Usual = 'area' | 'items' | 'taskId' | 'exempt';

/** A part whose columns are those that most have, except the given ones; a hit is one of the base. */
export function casePart(part: Omit<CasePart, Usual> & Partial<Pick<CasePart, Usual>>): CasePart {
  return {
    area: sql`''`,
    items: none,
    taskId: sql`NULL::uuid`,
    exempt: sql`false`,
    ...part,
    hit: sql`(${part.base}) AND (${part.hit})`,
  };
}

/** The parts as one SELECT. */
export function casesOf(parts: readonly CasePart[], { unit, words }: CaseColumns): Fragment {
  const units = {
    area: (part: CasePart) => sql`, coalesce(${part.area}, '') AS area`,
    items: (part: CasePart) => sql`, ${part.items} AS items`,
    task: (part: CasePart) => sql`, ${part.taskId} AS task_id`,
  };
  const inWords = (part: CasePart) =>
    sql`, ${part.subject} AS subject, ${part.mark} AS mark, ${part.path} AS path`;
  const selects = parts.map(
    (part) => sql`SELECT ${part.key} AS key, ${part.agencyId} AS agency_id, ${part.day} AS day,
      coalesce(${part.base}, false) AS base, coalesce(${part.hit}, false) AS hit, coalesce(${part.exempt}, false) AS exempt
      ${unit === null ? sql`` : units[unit](part)}${words ? inWords(part) : sql``} FROM ${part.from}`,
  );
  return sql.join(selects, sql` UNION ALL `);
}

export const dayOf = (instant: Fragment) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;

/** A team with its inspection `o` and task `t`. */
export const teamJoins = sql`JOIN inspections o ON o.jurisdiction_id = m.jurisdiction_id AND o.id = m.inspection_id
  JOIN inspection_tasks t ON t.jurisdiction_id = o.jurisdiction_id AND t.id = o.task_id`;

/** The agency that answers for a team: the initiator for a body outside the platform. */
export const answering = sql`CASE WHEN m.outside THEN t.agency_id ELSE m.agency_id END`;

/** A visit that is not made any more: of a void task, replaced or cancelled, or without this team. */
export const isOut = sql`(m.stage = 'withdrawn' OR t.state = 'void' OR coalesce(o.outcome, '') IN ('replaced', 'cancelled'))`;

/** Results that are not owed to the public. */
export const isKept = sql`coalesce(p.state, '') IN ('exempt', 'excluded', 'suspended', 'contained')`;

/** Teams that one of the agencies answers for, before it is known who answers for a body outside. */
export const ofTeams = ({ isOf }: CaseCut) => sql`(m.outside OR ${isOf(sql`m.agency_id`)})`;

export const publicationJoin = sql`LEFT JOIN publications p ON p.kind = 'result' AND p.jurisdiction_id = m.jurisdiction_id
  AND p.inspection_id = m.inspection_id AND p.team_agency_id = m.agency_id`;

/** The names of the task's list are open: not sealed, or only until before the cut-off day. */
export const isOpen = ({ asOf }: Pick<CaseCut, 'asOf'>) =>
  sql`coalesce(${dayOf(sql`t.reveal_at`)} < ${asOf}::date, true)`;

/** The object's name; empty while the list of its task is sealed. */
export function objectName(bounds: Pick<CaseCut, 'asOf'>): Fragment {
  return sql`CASE WHEN ${isOpen(bounds)} THEN o.object ->> 'name' ELSE '' END`;
}

/** Columns of rows that are teams. */
export function teamColumns(bounds: CaseCut) {
  return {
    key: sql`m.inspection_id::text || ':' || m.agency_id::text`,
    agencyId: answering,
    area: sql`o.object ->> 'area'`,
    items: sql`m.item_keys`,
    taskId: sql`t.id`,
    subject: objectName(bounds),
    mark: sql`t.number`,
    path: sql`'/inspections/' || o.id::text`,
  };
}
