/**
 * Moments in which a phone dies. `armMoment` stops the page for good just before or after it asks the disk for one
 * thing, and says so: what is killed then was certainly in the middle of it.
 */
import type { Page } from 'playwright-core';

export interface Moment {
  readonly store: 'drafts' | 'counters' | 'records' | 'files' | 'parts';
  readonly does: 'put' | 'delete';
  /** The first, second … such request from now on. */
  readonly nth: number;
  /** The request has been made, its transaction has not ended; else it was about to be made. */
  readonly made: boolean;
}

export const momentWords = ({ store, does, nth, made }: Moment): string =>
  `${made ? 'after' : 'before'} ${does} ${nth} of ${store}`;

/** Fulfilled when the moment has come; the page stands still from then on. */
export async function armMoment(page: Page, moment: Moment): Promise<{ readonly come: Promise<void> }> {
  const come = new Promise<void>((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new Error(`never came: ${momentWords(moment)}`)), 20_000);
    page.on('console', (message) => {
      if (message.text() !== 'the moment') return;
      clearTimeout(giveUp);
      resolve();
    });
  });
  come.catch(() => undefined);
  await page.evaluate(({ store, does, nth, made }) => {
    const prototype = IDBObjectStore.prototype as unknown as Record<
      'put' | 'delete',
      (...args: unknown[]) => unknown
    >;
    const own = prototype[does];
    let left = nth;
    prototype[does] = function (this: IDBObjectStore, ...args) {
      if (this.name !== store) return own.apply(this, args);
      left -= 1;
      if (left !== 0) return own.apply(this, args);
      const result = made ? own.apply(this, args) : null;
      console.log('the moment');
      const end = performance.now() + 60_000;
      while (performance.now() < end);
      return result;
    };
  }, moment);
  return { come };
}
