/**
 * What many pages of the portal say alike: whose installation it is, whom to call, the day's statistics. Read again after a
 * minute and on a new day, so that a page costs one question to the database and not three.
 */
import type { SiteFact } from '@mingcha/core/publications/packages/facts.ts';
import type { Platform } from '../../platform/platform.ts';

export type SiteFacts = SiteFact;

const minute = 60_000;

/**
 * A reader that asks at most once a minute, and again when the day is another. Whoever comes while it asks waits for the
 * same answer; what is at most two minutes old is given at once while it asks again, so that no visitor waits for a count.
 */
export function keptForAMinute<T>(platform: Platform, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly day: string; readonly value: T } | null = null;
  let asking: Promise<T> | null = null;
  const ask = (): Promise<T> => {
    asking ??= (async () => {
      const at = Date.parse(platform.clock.now());
      const day = platform.clock.today();
      try {
        const value = await read();
        kept = { at, day, value };
        return value;
      } finally {
        asking = null;
      }
    })();
    return asking;
  };
  return () => {
    const age = kept === null ? 0 : Date.parse(platform.clock.now()) - kept.at;
    if (kept === null || kept.day !== platform.clock.today() || age < 0 || age >= 2 * minute) return ask();
    // A count that fails keeps the last one; the next minute asks again.
    if (age >= minute) ask().catch((error: unknown) => platform.log.error('portal.facts', { error }));
    return Promise.resolve(kept.value);
  };
}
