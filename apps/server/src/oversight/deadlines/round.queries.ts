/** SQL of the daily round: which steps were not told yet, and who holds a role. */
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';

export interface AlertMark {
  readonly jurisdictionId: string;
  readonly key: string;
  readonly dueOn: string;
  readonly mark: string;
}

/** Notes the steps; gives those that nobody had noted before, as "key day mark". Another process that does the same waits here. */
export async function markAlerts(
  tx: Tx,
  of: { readonly alerts: readonly AlertMark[]; readonly at: string },
): Promise<ReadonlySet<string>> {
  const { alerts } = of;
  if (alerts.length === 0) return new Set();
  const found = await sql<{ key: string; dueOn: string; mark: string }>`
    INSERT INTO deadline_alerts (jurisdiction_id, clock_key, due_on, mark, at)
    SELECT n.jurisdiction_id, n.key, n.due_on, n.mark, ${of.at}::timestamptz
      FROM unnest(${alerts.map((each) => each.jurisdictionId)}::uuid[], ${alerts.map((each) => each.key)}::text[],
        ${alerts.map((each) => each.dueOn)}::date[], ${alerts.map((each) => each.mark)}::text[])
        AS n(jurisdiction_id, key, due_on, mark)
     ORDER BY n.jurisdiction_id, n.key COLLATE "C", n.due_on, n.mark COLLATE "C"
    ON CONFLICT DO NOTHING RETURNING clock_key AS key, due_on AS "dueOn", mark`.execute(tx);
  return new Set(found.rows.map((row) => `${row.key} ${row.dueOn} ${row.mark}`));
}

/** Active accounts with a role in a jurisdiction, an agency or a section of it; in the agency where the section has nobody. */
export async function peopleWithRole(
  tx: Tx,
  of: {
    readonly home: string;
    readonly agencyId?: string;
    readonly sectionId?: string | null;
    readonly role: Role;
  },
): Promise<readonly string[]> {
  const found = await tx
    .selectFrom('accounts as a')
    .innerJoin('account_roles as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('r.account_id', '=', 'a.id'),
    )
    .select(['a.id', 'a.agency_id as agencyId', 'a.section_id as sectionId'])
    .where('a.jurisdiction_id', '=', of.home)
    .where('a.status', '=', 'active')
    .where('r.role', '=', of.role)
    .execute();
  const within = found.filter((row) => of.agencyId === undefined || row.agencyId === of.agencyId);
  const inSection = within.filter((row) => row.sectionId === of.sectionId);
  const wantsSection = of.sectionId !== undefined && of.sectionId !== null && inSection.length > 0;
  return (wantsSection ? inSection : within).map((row) => row.id);
}
