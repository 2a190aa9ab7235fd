/**
 * One process of `mutate-guards.ts`: loads one test file, runs each of its tests once as it stands, then once more for each
 * guard that it met and nobody has killed yet, with that guard off. Prints one JSON line per outcome.
 */
import { readFileSync } from 'node:fs';
import { begin, type CollectedTest, collected, end } from './collected-tests.ts';
import { switches } from './guard-runtime.ts';

export interface Ask {
  /** The test file. */
  readonly file: string;
  /** Guards to weaken; with none the tests run as they stand. */
  readonly guards: readonly { readonly id: number; readonly isBound: boolean }[];
  /** Tests that a guard is tried with at most. */
  readonly tries: number;
  /** Milliseconds that the whole process may take. */
  readonly budget: number;
}

export type Told =
  | { readonly kind: 'met'; readonly test: string; readonly guards: readonly number[]; readonly ms: number }
  | { readonly kind: 'broken'; readonly test: string; readonly why: string }
  | { readonly kind: 'tried'; readonly guard: number; readonly test: string; readonly killed: boolean }
  | { readonly kind: 'over' };

const ask = JSON.parse(readFileSync(process.env['GUARD_ASK'] ?? '', 'utf8')) as Ask;
const started = performance.now();
const tell = (told: Told): void => void process.stdout.write(`\u0001${JSON.stringify(told)}\n`);

let loose: Error | null = null;
for (const name of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(name, (error: unknown) => {
    loose = error instanceof Error ? error : new Error(String(error));
  });

/** What a test that hangs may take. */
const longest = 45_000;

async function fails(one: CollectedTest): Promise<string | null> {
  loose = null;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), longest);
  });
  try {
    await Promise.race([one.run(), late]);
    return loose === null ? null : String(loose);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Where a foreigner asks, a bound of a query shows. */
const foreign =
  /another|other|foreign|strang|neighbour|elsewhere|outsid|nobody|Z-0\d|G-06|jurisdiction|agency|section|own|only|not exist/i;

interface Met {
  readonly test: CollectedTest;
  readonly guards: ReadonlySet<number>;
  readonly ms: number;
}

async function asTheyStand(): Promise<readonly Met[]> {
  const met: Met[] = [];
  for (const one of collected) {
    switches.met.clear();
    const before = performance.now();
    const why = await fails(one);
    const ms = performance.now() - before;
    if (why === null) {
      met.push({ test: one, guards: new Set(switches.met), ms });
      tell({ kind: 'met', test: one.name, guards: [...switches.met], ms });
    } else tell({ kind: 'broken', test: one.name, why: why.slice(0, 300) });
  }
  return met;
}

/** A weakened run may leave the process changed: a test that then fails as it stands makes the kills since worthless. */
async function stillSound(one: CollectedTest): Promise<boolean> {
  switches.active = 0;
  return (await fails(one)) === null;
}

async function weaken(met: readonly Met[]): Promise<void> {
  let kills: { readonly guard: number; readonly test: CollectedTest }[] = [];
  const settle = async (): Promise<boolean> => {
    const last = kills.at(-1);
    const sound = last === undefined || (await stillSound(last.test));
    if (sound)
      for (const { guard, test } of kills) tell({ kind: 'tried', guard, test: test.name, killed: true });
    else
      tell({
        kind: 'broken',
        test: last?.test.name ?? '',
        why: `a guard that was off left something behind: what ${kills.length} tests noticed does not count, and no more are asked`,
      });
    kills = [];
    return sound;
  };
  for (const { id, isBound } of ask.guards) {
    const rank = (one: Met): number => (isBound && foreign.test(one.test.name) ? 0 : 1e6) + one.ms;
    const tests = met.filter(({ guards }) => guards.has(id)).toSorted((a, b) => rank(a) - rank(b));
    for (const { test } of tests.slice(0, ask.tries)) {
      if (performance.now() - started > ask.budget) return void (await settle());
      switches.active = id;
      const why = await fails(test);
      switches.active = 0;
      if (why !== null) {
        kills.push({ guard: id, test });
        break;
      }
      tell({ kind: 'tried', guard: id, test: test.name, killed: false });
    }
    if (kills.length >= 10 && !(await settle())) return;
  }
  await settle();
}

await import(ask.file);
await begin();
const met = await asTheyStand();
await weaken(met);
await end();
tell({ kind: 'over' });
process.exit(0);
