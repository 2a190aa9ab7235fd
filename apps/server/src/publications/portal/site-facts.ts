/**
 * What many pages of the portal say alike: whose installation it is, whom to call, the day's statistics. Read again after a
 * minute and on a new day, so that a page costs one question to the database and not three.
 */
import type { SiteFact } from '@mingcha/core/publications/packages/facts.ts';
import type { Platform } from '../../platform/platform.ts';

export type SiteFacts = SiteFact;

const minute = 60_000;

/** A reader that asks at most once a minute, and again when the day is another. */
export function keptForAMinute<T>(platform: Platform, read: () => Promise<T>): () => Promise<T> {
  let kept: { readonly at: number; readonly day: string; readonly value: T } | null = null;
  return async () => {
    const at = Date.parse(platform.clock.now());
    const day = platform.clock.today();
    if (kept !== null && kept.day === day && at - kept.at < minute && at >= kept.at) return kept.value;
    const value = await read();
    kept = { at, day, value };
    return value;
  };
}
