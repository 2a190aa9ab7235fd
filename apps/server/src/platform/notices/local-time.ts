/** The clock on the wall in the business zone, for quiet hours and the daily summary. */
import type { Platform } from '../platform.ts';

/** Minutes since midnight. */
export function wallMinutes({ clock, config }: Pick<Platform, 'clock' | 'config'>): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: config.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [hours = '0', minutes = '0'] = format.format(Date.parse(clock.now())).split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The beginning of the minute that is so many minutes away; now, when none. */
export function minutesFromNow(now: string, minutes: number): string {
  if (minutes === 0) return now;
  const whole = Math.floor(Date.parse(now) / 60_000) * 60_000;
  return new Date(whole + minutes * 60_000).toISOString();
}
