/** The calendar day of an instant in the business zone: clocks of the rule book count days, the database keeps instants. */
import type { Platform } from './platform.ts';

/** YYYY-MM-DD. */
export function businessDay(platform: Pick<Platform, 'config'>, instant: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: platform.config.zone, dateStyle: 'short' });
  return format.format(Date.parse(instant));
}
