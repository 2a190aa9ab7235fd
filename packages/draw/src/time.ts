/** Instants of the protocol, `YYYY-MM-DDThh:mm:ssZ`, as Unix seconds; written out because there is no clock here. */
import { DrawError } from './error.ts';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/u;

function monthLengths(year: number): readonly number[] {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

/** Days from 1970-01-01 to the first day of a year. */
function daysBefore(year: number): number {
  const until = (y: number): number =>
    y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return until(year - 1) - until(1969);
}

/** Unix seconds of an instant. @throws DrawError `time.instant` for another form or a day that does not exist */
export function unixSeconds(instant: string): number {
  const refuse = (): never => {
    throw new DrawError('time.instant', `${instant} is no instant`);
  };
  const parts = INSTANT.exec(instant) ?? refuse();
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const lengths = monthLengths(year);
  if (year < 1970 || day < 1 || day > (lengths[month - 1] ?? 0)) refuse();
  if (hour > 23 || minute > 59 || second > 59) refuse();
  const days =
    daysBefore(year) + lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0) + day - 1;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}
