/** The real clock, ids and randomness. Only `main.ts`, the command line and tests of the platform make them. */
import { randomBytes } from 'node:crypto';
import type { Clock, IdSource, RandomSource } from './platform.ts';

/** The machine's clock; `zone` is the business zone, such as `Asia/Shanghai`. Throws a RangeError for an unknown zone. */
export function systemClock(zone: string): Clock {
  return clockOf(() => Date.now(), zone);
}

/** A clock over any source of milliseconds since 1970, so that tests can hold or turn it. */
export function clockOf(milliseconds: () => number, zone: string): Clock {
  // The Swedish locale writes days as YYYY-MM-DD.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  return {
    now: () => new Date(milliseconds()).toISOString(),
    today: () => day.format(milliseconds()),
  };
}

export const systemRandom: RandomSource = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
};

const versionBits = 0x7000;
const variantBits = 0x8000;

/**
 * UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then a 12-bit counter that orders the ids of one
 * millisecond (method 1 of §6.2), then 62 random bits. Ids of one source never go backwards.
 */
export function uuidSource(clock: Clock, random: RandomSource): IdSource {
  let last = 0;
  let counter = 0;
  return {
    next() {
      const now = Date.parse(clock.now());
      counter = now > last ? 0 : counter + 1;
      last = Math.max(now, last);
      if (counter > 0xfff) {
        last += 1;
        counter = 0;
      }
      return format(last, counter, random.bytes(8));
    },
  };
}

function format(milliseconds: number, counter: number, tail: Uint8Array): string {
  const view = new DataView(tail.buffer, tail.byteOffset, 8);
  const time = milliseconds.toString(16).padStart(12, '0');
  const variant = (variantBits | (view.getUint16(0) & 0x3fff)).toString(16);
  const node = Array.from(tail.subarray(2), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${(versionBits | counter).toString(16)}-${variant}-${node}`;
}
