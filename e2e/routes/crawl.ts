/** Goes through pages and gives what a watch noticed. */
import type { Browser } from 'playwright-core';
import type { Place, World } from './places.ts';
import { newVisitor } from './visitor.ts';
import { type Fault, newWatch } from './watch.ts';

export interface Crawled {
  readonly pages: number;
  readonly requests: number;
  readonly faults: readonly Fault[];
  /** Places that did not come to rest. */
  readonly unopened: readonly string[];
  readonly longestMs: number;
}

export interface Crawl {
  readonly browser: Browser;
  readonly world: World;
  readonly places: readonly Place[];
  readonly say?: (line: string) => void;
}

export async function crawl({ browser, world, places, say }: Crawl): Promise<Crawled> {
  const watch = newWatch(world.server.base);
  const visitor = newVisitor(browser, world, { ready: watch.ready });
  const unopened: string[] = [];
  let longestMs = 0;
  for (const place of places) {
    const began = performance.now();
    const known = watch.faults.length;
    watch.at(place);
    try {
      await watch.inspect(await visitor.open(place));
    } catch (error) {
      unopened.push(`${place.path} as ${place.as ?? 'anybody'}: ${String(error).split('\n')[0]}`);
    }
    longestMs = Math.max(longestMs, performance.now() - began);
    for (const { kind, what } of watch.faults.slice(known)) say?.(`${place.path}: ${kind} ${what}`);
  }
  await visitor.close();
  return { pages: places.length, requests: watch.requests(), faults: watch.faults, unopened, longestMs };
}
