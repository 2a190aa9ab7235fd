/**
 * Instants of a ceremony without a clock: when a beacon round appears, and that after it nobody may add to the seed
 * any more. Nothing else is decided here.
 */
import { timeOfRound } from '@mingcha/draw';
import type { Ceremony } from './ceremony.ts';

/** Instants with and without milliseconds compare alike. */
export function instantKey(instant: string): string {
  return instant.slice(0, 19);
}

/**
 * The beacon's moment ends every other contribution: who commits, reads or withholds must do so before the beacon
 * can be known (draw-protocol §6.4, Theorem 2).
 */
export function isBeaconMomentOver(ceremony: Ceremony, now: string): boolean {
  const round = ceremony.sources.find((each) => each.kind === 'drand')?.round;
  return round !== undefined && instantKey(now) >= instantKey(roundInstant(round));
}

/** `YYYY-MM-DDThh:mm:ssZ` of a beacon round. */
export function roundInstant(round: number): string {
  return instantOfUnix(timeOfRound(round));
}

/** Unix seconds to `YYYY-MM-DDThh:mm:ssZ`; proleptic Gregorian, by Hinnant's civil-from-days. */
export function instantOfUnix(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = [Math.floor(rest / 3600), Math.floor((rest % 3600) / 60), rest % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}Z`;
}
