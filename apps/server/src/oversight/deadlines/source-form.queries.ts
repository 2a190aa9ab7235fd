/** The form that every source of clocks has, and the fragments that several share: days, agencies, people with a role or a post. */
import type { DeadlineClock } from '@mingcha/core/oversight/deadlines/deadline-clock.ts';
import { type RawBuilder, sql } from 'kysely';

export type Fragment = RawBuilder<unknown>;

/** One source of clocks, in the columns that every source has. */
export interface Source {
  readonly clocks: readonly DeadlineClock[];
  readonly clock: Fragment;
  /** Unique under its clock: the text of `subjectId`, and what else tells it from others. */
  readonly id: Fragment;
  /** The uuid of a stage's record; an index of it leads to the clock. */
  readonly subjectId: Fragment;
  /** Of the records. */
  readonly jurisdictionId: Fragment;
  /** Who answers, and whose calendar and rule book hold. */
  readonly agencyId: Fragment;
  readonly agencyName: Fragment;
  readonly home: Fragment;
  readonly sectionId: Fragment;
  readonly taskNumber: Fragment;
  readonly subject: Fragment;
  /** What stands in place of the subject for other agencies while the names are sealed. */
  readonly cover: Fragment;
  readonly sealedUntil: Fragment;
  readonly path: Fragment;
  /** Accounts and names of those who have it to do. */
  readonly accounts: Fragment;
  readonly people: Fragment;
  readonly startedOn: Fragment;
  readonly dueOn: Fragment;
  readonly doneOn: Fragment;
  readonly basis: Fragment;
  /** Stands still by a decision of its own stage. */
  readonly stopped: Fragment;
  readonly from: Fragment;
  /** Condition that what is done does not meet: it lets the planner use the stages' indexes. */
  readonly isOpen: Fragment;
}

export const none = {
  sectionId: sql`NULL::uuid`,
  taskNumber: sql`''`,
  sealedUntil: sql`NULL::timestamptz`,
  stopped: sql`false`,
} as const;
export const dayOf = (instant: Fragment) => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
export const agencyNameOf = (jurisdiction: string, agency: string) => sql`(SELECT g.name FROM agencies g
   WHERE g.jurisdiction_id = ${sql.ref(jurisdiction)} AND g.id = ${sql.ref(agency)})`;

/** Accounts and names of an agency's people, as the lateral `who`. */
export const whoIs = (rows: Fragment) => sql`LEFT JOIN LATERAL (
   SELECT array_agg(DISTINCT w.id) AS accounts, array_agg(DISTINCT w.name) AS people FROM (${rows}) AS w) AS who ON true`;
export const withRole = (
  home: Fragment,
  agency: Fragment,
  role: string,
) => sql`SELECT a.id, a.person_name AS name FROM accounts a
   JOIN account_roles held ON held.jurisdiction_id = a.jurisdiction_id AND held.account_id = a.id
  WHERE a.jurisdiction_id = ${home} AND a.agency_id = ${agency} AND a.status = 'active' AND held.role = ${role}`;
/** Holders of a post today, else those with the role. */
export const holders = (of: {
  readonly home: Fragment;
  readonly agency: Fragment;
  readonly post: Fragment;
  readonly today: string;
}) => {
  const held = sql`SELECT a.id, a.person_name AS name FROM posts p
     JOIN post_holders h ON h.jurisdiction_id = p.jurisdiction_id AND h.post_id = p.id
     JOIN accounts a ON a.jurisdiction_id = h.jurisdiction_id AND a.id = h.account_id
    WHERE p.jurisdiction_id = ${of.home} AND p.agency_id = ${of.agency} AND ${of.post}
      AND p.since <= ${of.today}::date AND coalesce(p.until_day > ${of.today}::date, true)
      AND h.since <= ${of.today}::date AND coalesce(h.until_day > ${of.today}::date, true)`;
  return sql`${held} UNION ALL (${withRole(of.home, of.agency, 'legalOfficer')} AND NOT EXISTS (${held}))`;
};
