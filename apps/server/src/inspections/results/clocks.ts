/**
 * The clocks of a team's result: started by whatever ends its work (the visit's finish, off-site work), met by the
 * submission, running again after a return. Nothing is decided here but the days. No SQL.
 */
import { resultDues } from '@mingcha/core/inspections/results/result-clocks.ts';
import { termEnd, termOf } from '@mingcha/core/inspections/visits/rectification-term.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { ruleBookInForce, workCalendar } from '../../registers/rules/rule-book-in-force.queries.ts';
import type { StoredTeam } from '../../tasks/inspection.queries.ts';
import { insertClock } from './clock.queries.ts';

/** The day of the business zone in which an instant lies. */
export function businessDay(platform: Platform, instant: string): string {
  // The Swedish locale writes days as YYYY-MM-DD.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: platform.config.zone, dateStyle: 'short' });
  return format.format(Date.parse(instant));
}

/** The day that the agency's rule book proposes for an order of today. */
export async function rectifyBy(
  tx: Tx,
  platform: Platform,
  scope: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<string> {
  const today = platform.clock.today();
  const { rules } = await ruleBookInForce(tx, scope);
  const calendar = await workCalendar(tx, scope.jurisdictionId);
  return termEnd(termOf(rules, { calendar, today }), today);
}

/** Entry and publication start to run on the day of `at`; clocks that run already keep their days. */
export async function startResultClocks(
  tx: Tx,
  platform: Platform,
  of: {
    readonly team: Pick<
      StoredTeam,
      'jurisdiction_id' | 'inspection_id' | 'agency_id' | 'agency_jurisdiction_id'
    >;
    readonly at: string;
  },
): Promise<void> {
  const { team } = of;
  const jurisdictionId = team.agency_jurisdiction_id ?? team.jurisdiction_id;
  const book = await ruleBookInForce(tx, { jurisdictionId, agencyId: team.agency_id });
  const dues = resultDues(
    businessDay(platform, of.at),
    { deadlines: book.rules.deadlines, ruleVersion: book.version },
    await workCalendar(tx, jurisdictionId),
  );
  const key = {
    jurisdictionId: team.jurisdiction_id,
    inspectionId: team.inspection_id,
    agencyId: team.agency_id,
  };
  await insertClock(tx, key, dues.entry);
  await insertClock(tx, key, dues.publication);
}
