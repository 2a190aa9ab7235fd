/**
 * The rule book and the calendar that apply now, for whoever decides something: plans, draws, deadlines, the frequency
 * ledger. Nothing is decided or changed here. A decision stores the version that it got (R062).
 */
import type { WorkCalendar } from '@mingcha/core/common/working-days.ts';
import { calendarOf } from '@mingcha/core/registers/rules/calendar.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { type RuleBookInForce, ruleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import type { Tx } from '../../platform/db/database.ts';
import { ownCalendarYears } from './calendar.queries.ts';

/** The agency's published rule book; the plain preset as version 0 as long as none is published. */
export async function ruleBookInForce(
  tx: Tx,
  scope: { readonly jurisdictionId: string; readonly agencyId: string },
): Promise<RuleBookInForce> {
  const row = await tx
    .selectFrom('rule_books')
    .select(['id', 'version', 'rules'])
    .where('jurisdiction_id', '=', scope.jurisdictionId)
    .where('agency_id', '=', scope.agencyId)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (row === undefined) return { id: null, version: 0, rules: presetRules('plain') };
  return { id: row.id, version: row.version, rules: ruleBook.parse(row.rules) };
}

/** The bundled years with those that the administrator entered or corrected in their place. */
export async function workCalendar(tx: Tx, jurisdictionId: string): Promise<WorkCalendar> {
  return calendarOf(await ownCalendarYears(tx, jurisdictionId));
}
