/** Many open clocks of results at once, for the test of the recalculation and for `bench/clocks.ts`: rows as the stages leave them. */
import type { Actor } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import type { Database } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';

/**
 * Teams of one task whose work ended on one of 200 days, each with the clocks of entry and publication; lengths differ, and
 * one team in seven counts calendar days. Days stand as if nobody knew a calendar; ids rise as those of the platform do.
 */
export async function plantClocks(
  db: Database,
  platform: Pick<Platform, 'clock' | 'ids'>,
  of: { readonly person: Actor; readonly teams: number },
): Promise<void> {
  const { jurisdictionId, agencyId, accountId, personName } = of.person;
  const task = platform.ids.next();
  const at = platform.clock.now();
  await sql`INSERT INTO inspection_tasks (jurisdiction_id, id, agency_id, number, year, title, title_en, origin, item_keys,
      basis, dispatched_at, dispatched_by, dispatched_name, method, announced, window_from, window_to, rule_book_version,
      state, created_by, created_name, created_at, updated_at)
    VALUES (${jurisdictionId}, ${task}, ${agencyId}, 'B-1', 2026, 'clocks', 'clocks', 'special', '{}', '{}', ${at},
      ${accountId}, ${personName}, 'onSite', false, '2026-01-01', '2026-12-31', 0,
      'dispatched', ${accountId}, ${personName}, ${at}, ${at})`.execute(db);
  await sql`INSERT INTO inspections (jurisdiction_id, id, task_id, position, object_id, object_key, object, created_at, updated_at)
    SELECT ${jurisdictionId}, ('019b0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${task}, n, gen_random_uuid(), 'k' || n, '{"name":"x"}', ${at}, ${at}
      FROM generate_series(1, ${of.teams}::integer) AS n`.execute(db);
  await sql`INSERT INTO inspection_teams (jurisdiction_id, inspection_id, agency_id, agency_jurisdiction_id, agency_name,
      initiator, item_keys, stage, recorded_at, updated_at)
    SELECT jurisdiction_id, id, ${agencyId}, ${jurisdictionId}, 'a', true, '{}', 'recorded', ${at}, ${at}
      FROM inspections WHERE task_id = ${task}`.execute(db);
  await sql`INSERT INTO result_clocks (jurisdiction_id, inspection_id, agency_id, clock, started_on, due_on, basis)
    SELECT i.jurisdiction_id, i.id, ${agencyId}, k.clock, d.started_on, d.started_on + 28,
           jsonb_build_object('length', k.length + i.position % k.spread, 'source', '', 'capped', 'none', 'provisional', false,
             'unit', CASE WHEN i.position % 7 = 0 THEN 'days' ELSE 'workingDays' END, 'ruleVersion', 0)
      FROM inspections i CROSS JOIN LATERAL (SELECT date '2026-04-01' + (i.position % 200) AS started_on) AS d
      CROSS JOIN (VALUES ('resultEntered', 16, 7), ('resultPublished', 18, 5)) AS k(clock, length, spread)
     WHERE i.task_id = ${task}`.execute(db);
}

/** Two weeks of holidays in October of the year, more than the bundled year has. */
export async function publishYear(
  db: Database,
  platform: Pick<Platform, 'clock'>,
  of: { readonly person: Actor; readonly year: number },
): Promise<void> {
  const { jurisdictionId, accountId, personName } = of.person;
  await db
    .insertInto('calendar_years')
    .values({
      jurisdiction_id: jurisdictionId,
      year: of.year,
      version: 1,
      breaks: JSON.stringify([{ name: '国庆节', from: `${of.year}-10-01`, to: `${of.year}-10-14` }]),
      make_up_days: [],
      source: 'test',
      reason: '',
      entered_by: accountId,
      person_name: personName,
      entered_at: platform.clock.now(),
    })
    .execute();
}
