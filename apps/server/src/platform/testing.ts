/** What tests of the server share: a database of their own, a clock that stands still, ids and chance that repeat. */
import { createHash } from 'node:crypto';
import type { Clock, IdSource, RandomSource } from './platform.ts';
import { clockOf, uuidSource } from './system.ts';

export { createTestDatabase, type TestDatabase } from './db/test-database.ts';

/** A clock that shows `start` (ISO-8601 UTC) until it is moved on. */
export interface TestClock extends Clock {
  advance(milliseconds: number): void;
  set(instant: string): void;
}

export function testClock(start = '2026-11-23T01:00:00.000Z', zone = 'Asia/Shanghai'): TestClock {
  let at = Date.parse(start);
  return {
    ...clockOf(() => at, zone),
    advance: (milliseconds) => {
      at += milliseconds;
    },
    set: (instant) => {
      at = Date.parse(instant);
    },
  };
}

/** Bytes that follow from `seed`: SHA-256 of seed and counter. */
export function testRandom(seed = 'mingcha'): RandomSource {
  let counter = 0;
  return {
    bytes(length) {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
        counter += 1;
        return createHash('sha256').update(`${seed} ${counter}`).digest();
      });
      return new Uint8Array(Buffer.concat(blocks).subarray(0, length));
    },
  };
}

/** UUIDv7s of the test clock and the test chance. */
export function testIds(clock: Clock = testClock(), random: RandomSource = testRandom('ids')): IdSource {
  return uuidSource(clock, random);
}
