/**
 * Small random assignment problems, the same ones on every run. `assignInstances` gives the 300 of the vector
 * files: among them at least 50 without a full assignment, 30 that need augmenting paths, 30 with shifts.
 */
import { type AssignInput, type AssignOutcome, assign, assignRoot } from '../src/assign/index.ts';
import { ascii, compareBytes, hex } from '../src/bytes.ts';
import { plainSha256Provider, providerFor } from '../src/hash/providers.ts';
import type { Suite } from '../src/hash-provider.ts';

/** Repeatable whole numbers below a limit, from a sentence. */
export function dice(sentence: string): (limit: number) => number {
  let block = plainSha256Provider.hash(ascii(sentence));
  let at = 0;
  return (limit) => {
    if (at === 32) {
      block = plainSha256Provider.hash(block);
      at = 0;
    }
    const value = new DataView(block.buffer, block.byteOffset + at, 4).getUint32(0);
    at += 4;
    return value % limit;
  };
}

/** 32 bytes from a sentence. */
export const bytes32 = (sentence: string): Uint8Array => plainSha256Provider.hash(ascii(sentence));

export interface AssignInstance {
  readonly name: string;
  readonly suite: Suite;
  readonly input: AssignInput;
}

const DEPTS = ['YJ', 'XF'];
const SKILLS = ['lead', 'mine'];
const AREAS = ['a1', 'a2', 'a3'];

/** One problem; how tight, how uneven and how many pairs depends on the number. */
export function instance(name: string, suite: Suite = 'SHA256'): AssignInstance {
  const roll = dice(name);
  const some = (from: readonly string[], chance: number): string[] => from.filter(() => roll(100) < chance);
  const depts = 1 + roll(2);
  const people = 3 + roll(7);
  const tightness = roll(4);
  const uneven = roll(3);
  const inspectors = Array.from({ length: people }, (_, i) => {
    const areas = roll(2) === 0 ? ['*'] : some(AREAS, 70);
    return {
      c: bytes32(`${name}/inspector ${i}`),
      pub: {
        dept: DEPTS[roll(depts)] ?? '',
        skills: some(SKILLS, 50).sort(),
        areas,
        cap: tightness === 0 ? 20 : tightness === 1 ? 2 + roll(2) : roll(6),
        load: uneven === 0 ? 0 : uneven === 1 ? roll(3) : roll(9),
      },
    };
  }).sort((a, b) => compareBytes(a.c, b.c));
  const tasks = Array.from({ length: 1 + roll(6) }, (_, t) => ({
    c: bytes32(`${name}/task ${t}`),
    area: AREAS[roll(AREAS.length)] ?? '',
    groups: Array.from({ length: 1 + roll(2) }, () => ({
      dept: DEPTS[roll(depts)] ?? '',
      skills: roll(5) === 0 ? some(SKILLS, 50) : [],
      n: 1 + (roll(4) === 0 ? 1 : 0),
      anyArea: roll(3) === 0,
    })),
  }));
  const pairs = tasks.flatMap((task) =>
    inspectors.filter(() => roll(100) < 8).map((inspector) => [task.c, inspector.c] as const),
  );
  const key = bytes32(`${name}/key`);
  return { name, suite, input: { key, tasks, inspectors, pairs, mix: roll(5) === 0 ? 0 : 8 } };
}

/** The kinds that must be well represented. */
export function kindOf(outcome: AssignOutcome): 'infeasible' | 'augmented' | 'shifted' | 'plain' {
  if (!outcome.feasible) return 'infeasible';
  if (outcome.stats.augmentations > 0) return 'augmented';
  return outcome.stats.shifts > 0 ? 'shifted' : 'plain';
}

const WANTED = { infeasible: 90, augmented: 50, shifted: 60, plain: 100 };

/** The 300 problems of the vector files. */
export function assignInstances(): readonly AssignInstance[] {
  const left = { ...WANTED };
  const chosen: AssignInstance[] = [];
  for (let n = 0; chosen.length < 300; n += 1) {
    const candidate = instance(`assign ${n}`, n % 2 === 0 ? 'SHA256' : 'SM3');
    const kind = kindOf(assign(candidate.input, providerFor(candidate.suite)));
    if (left[kind] === 0) continue;
    left[kind] -= 1;
    chosen.push(candidate);
  }
  return chosen;
}

/** A problem and its result as plain JSON: bytes in hex, everything else as in the protocol's documents. */
export function assignVector({ name, suite, input }: AssignInstance): object {
  const hash = providerFor(suite);
  const outcome = assign(input, hash);
  return {
    name,
    suite,
    key: hex(input.key),
    mix: input.mix,
    tasks: input.tasks.map(({ c, area, groups }) => ({ c: hex(c), area, groups })),
    inspectors: input.inspectors.map(({ c, pub }) => ({ c: hex(c), pub })),
    pairs: input.pairs.map(([object, inspector]) => [hex(object), hex(inspector)]),
    expected: outcome.feasible
      ? {
          feasible: true,
          root: hex(assignRoot(outcome.seats, hash)),
          seats: outcome.seats.map(({ c, group, k, inspector }) => ({
            c: hex(c),
            group,
            k,
            inspector: hex(inspector),
          })),
          levels: outcome.levels,
          maxLevel: outcome.maxLevel,
          choice: outcome.choice,
          stats: outcome.stats,
        }
      : { feasible: false, open: outcome.open, failures: outcome.failures, stats: outcome.stats },
  };
}
