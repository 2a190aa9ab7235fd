/** SQL of calendar years that were entered or corrected here. Versions are added, never changed. */
import type { PublishedYear } from '@mingcha/core/registers/rules/calendar.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/db/database.ts';
import type { CalendarYearsTable } from './tables.ts';

export type StoredYear = Selectable<CalendarYearsTable>;

/** The latest version of each own year. */
export async function ownCalendarYears(tx: Tx, jurisdictionId: string): Promise<readonly PublishedYear[]> {
  const rows = await tx
    .selectFrom('calendar_years')
    .distinctOn('year')
    .select(['year', 'source', 'breaks', 'make_up_days'])
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('year')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    year: row.year,
    source: row.source,
    breaks: row.breaks,
    makeUpDays: row.make_up_days,
  }));
}

/** All versions of all own years, newest version first. */
export async function calendarVersions(tx: Tx, jurisdictionId: string): Promise<readonly StoredYear[]> {
  return tx
    .selectFrom('calendar_years')
    .selectAll()
    .where('jurisdiction_id', '=', jurisdictionId)
    .orderBy('year')
    .orderBy('version', 'desc')
    .execute();
}

/** `breaks` as JSON text. Two administrators at once: the later one meets the primary key. */
export async function insertCalendarYear(
  tx: Tx,
  row: Omit<StoredYear, 'breaks'> & { readonly breaks: string },
): Promise<void> {
  await tx.insertInto('calendar_years').values(row).execute();
}
