/**
 * Speed of the draw's own machinery, as ratios within one run: tickets and trees against one `createHash` per
 * item, SM3, the assignment, and the time per object from 10^4 to 10^7.
 *   node bench/draw-kernel.ts            everything, about two minutes
 *   node bench/draw-kernel.ts --quick    a tenth of the sizes, no verdicts
 */
import { createHash } from 'node:crypto';
import { type AssignInput, assign } from '../packages/draw/src/assign/index.ts';
import { ascii, compareBytes } from '../packages/draw/src/bytes.ts';
import { LEAF_LENGTH } from '../packages/draw/src/freeze.ts';
import {
  type BulkHashProvider,
  plainSha256Provider,
  sm3Provider,
  wasmSha256Provider,
} from '../packages/draw/src/hash/providers.ts';
import { prefilter, type Ranking, startRanking } from '../packages/draw/src/select.ts';

const quick = process.argv.includes('--quick');
const scale = quick ? 10 : 1;
const kernel = wasmSha256Provider();

/** Cheap repeatable numbers; their quality does not matter here. */
function numbers(start: number): (limit: number) => number {
  let state = start;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function noise(length: number, start: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = start | 1;
  for (let n = 0; n < words.length; n += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[n] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}

/** Best of a few runs, in seconds: other work on the machine only ever adds time. */
function seconds(run: () => unknown, times = 3): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n += 1) {
    const start = performance.now();
    run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

/** The same in processor time, where a run is too long to fall between the work of others. */
function processorSeconds(run: () => unknown, times: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < times; n += 1) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

const rows: string[][] = [];
let missed = 0;

function row(what: string, time: number, note: string): void {
  rows.push([what, time < 1 ? `${(time * 1000).toFixed(0)} ms` : `${time.toFixed(2)} s`, note]);
}

/** A stated bound; tenth-size runs only show the figure. */
function verdict(text: string, held: boolean): string {
  if (quick) return text;
  if (!held) missed += 1;
  return `${text}: ${held ? 'held' : 'MISSED'}`;
}

function ticketsPerItem(name: string, prefix: Uint8Array, items: Uint8Array): Uint8Array {
  const out = new Uint8Array(items.length);
  for (let at = 0; at < items.length; at += 32) {
    out.set(
      createHash(name)
        .update(prefix)
        .update(items.subarray(at, at + 32))
        .digest(),
      at,
    );
  }
  return out;
}

function rootPerItem(name: string, data: Uint8Array, length: number): Uint8Array {
  const digest = (tag: number, ...parts: Uint8Array[]): Uint8Array => {
    const state = createHash(name).update(Uint8Array.of(tag));
    for (const part of parts) state.update(part);
    return state.digest();
  };
  let level: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += length) level.push(digest(0, data.subarray(at, at + length)));
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n]!, level[n + 1]];
      next.push(right === undefined ? left : digest(1, left, right));
    }
    level = next;
  }
  return level[0] ?? digest(0);
}

function same(a: Uint8Array, b: Uint8Array): void {
  if (compareBytes(a, b) !== 0) throw new Error('two ways to the same bytes differ');
}

/** A ranking of the smallest 3 % with the prefilter that a known size allows, as the draw itself starts it. */
function rankingOf(count: number, key: Uint8Array): Ranking {
  const keep = Math.ceil(count * 0.03);
  const bound = prefilter(keep, count);
  return startRanking(kernel, key, bound === null ? { keep } : { keep, limit: Number(bound >> 16n) + 1 });
}

function tickets(): void {
  const count = 1_000_000 / scale;
  const prefix = noise(64, 7);
  const items = noise(count * 32, 11);
  const leaves = noise(count * LEAF_LENGTH, 13);
  const many = count.toLocaleString('en');
  const base = seconds(() => ticketsPerItem('sha256', prefix, items), 2);
  const fast = seconds(() => kernel.batch96(prefix, items));
  const plain = seconds(() => plainSha256Provider.batch96(prefix, items), 1);
  same(
    ticketsPerItem('sha256', prefix, items.subarray(0, 3200)),
    kernel.batch96(prefix, items.subarray(0, 3200)),
  );
  row(`${many} tickets, createHash per item`, base, '1.0×');
  row(`${many} tickets, plain provider`, plain, `${(base / plain).toFixed(1)}×`);
  row(`${many} tickets, kernel`, fast, `${(base / fast).toFixed(1)}×`);
  const chosen = seconds(() => {
    const ranking = rankingOf(count, prefix.subarray(0, 32));
    ranking.push(leaves);
    ranking.finish();
  });
  const ratio = base / chosen;
  row(
    `${many} tickets and the smallest 3 % in order`,
    chosen,
    verdict(`${ratio.toFixed(1)}×, at least 4×`, ratio >= 4),
  );
  const sm3Base = seconds(() => ticketsPerItem('sm3', prefix, items), 1);
  const sm3 = seconds(() => sm3Provider.batch96(prefix, items), 1);
  row(`${many} SM3 tickets, createHash per item`, sm3Base, '1.0×');
  row(`${many} SM3 tickets, batch in TypeScript`, sm3, `${(sm3Base / sm3).toFixed(1)}×`);
}

function trees(): void {
  const count = 1_000_000 / scale;
  const leaves = noise(count * LEAF_LENGTH, 17);
  const many = count.toLocaleString('en');
  const one = (name: string, provider: BulkHashProvider): void => {
    let expected = new Uint8Array(0);
    let found = new Uint8Array(0);
    const base = seconds(() => {
      expected = rootPerItem(name, leaves, LEAF_LENGTH).slice();
    }, 1);
    const fast = seconds(() => {
      found = provider.merkle(leaves, LEAF_LENGTH).slice();
    }, 2);
    same(expected, found);
    row(`tree of ${many} leaves, ${name}, createHash per item`, base, '1.0×');
    row(`tree of ${many} leaves, ${name}, provider`, fast, `${(base / fast).toFixed(1)}×`);
  };
  one('sha256', kernel);
  one('sm3', sm3Provider);
}

/** Processor time per object of tickets and selection, leaves arriving in pieces as from a database. */
function perObject(): void {
  const piece = noise(65_536 * LEAF_LENGTH, 19);
  const times = [10_000, 100_000, 1_000_000, 10_000_000].map((size) => {
    const count = size / scale;
    const run = (): void => {
      const ranking = rankingOf(count, piece.subarray(0, 32));
      for (let done = 0; done < count; done += 65_536) {
        const part = Math.min(65_536, count - done);
        // Every piece is a different stretch of bytes, so tickets do not repeat.
        piece.set(Uint8Array.of(done >>> 24, done >>> 16, done >>> 8, done), 7);
        for (let n = 0; n < part; n += 1) piece[n * LEAF_LENGTH + 9] = (done / 65_536) & 255;
        ranking.push(piece.subarray(0, part * LEAF_LENGTH));
      }
      ranking.finish();
    };
    const time = processorSeconds(run, size < 1_000_000 ? 20 : 2);
    row(
      `tickets and smallest 3 % of ${count.toLocaleString('en')}`,
      time,
      `${((time / count) * 1e9).toFixed(0)} ns per object`,
    );
    return time / count;
  });
  const spread = Math.max(...times) / Math.min(...times);
  rows.push([
    'time per object, largest to smallest',
    '',
    verdict(`${spread.toFixed(2)}×, at most 2×`, spread <= 2),
  ]);
}

/** 10^5 tasks of 2 to 3 seats in forty areas, six departments, three skills, one avoidance pair per task. */
function problem(tasks: number, people: number): AssignInput {
  const roll = numbers(5);
  const places = 40 / scale;
  const depts = ['YJ', 'XF', 'SC', 'HB', 'ZJ', 'RF'];
  const named = (name: string): Uint8Array => plainSha256Provider.hash(ascii(name));
  const dept = (): string => depts[roll(6)] ?? '';
  const drawn = Array.from({ length: tasks }, (_, n) => {
    const lead = dept();
    const groups = [
      { dept: lead, skills: roll(2) === 0 ? ['a'] : [], n: 1, anyArea: false },
      { dept: lead, skills: [], n: 1, anyArea: roll(4) === 0 },
      ...(roll(10) < 6 ? [{ dept: dept(), skills: [], n: 1, anyArea: roll(2) === 0 }] : []),
    ];
    return { c: named(`task ${n}`), area: `A${roll(places)}`, groups };
  });
  const seats = drawn.reduce((sum, { groups }) => sum + groups.length, 0);
  const cap = Math.ceil((1.7 * seats) / people) + 1;
  const inspectors = Array.from({ length: people }, (_, n) => ({
    c: named(`inspector ${n}`),
    pub: {
      dept: dept(),
      skills: ['a', 'b', 'c'].filter(() => roll(3) === 0),
      areas:
        roll(10) === 0
          ? ['*']
          : [...new Set([roll(places), roll(places), roll(places)].map((area) => `A${area}`))].sort(),
      cap,
      load: roll(3),
    },
  })).sort((a, b) => compareBytes(a.c, b.c));
  const pairs = drawn.map(({ c }) => [c, inspectors[roll(people)]!.c] as const);
  return { key: named('key'), tasks: drawn, inspectors, pairs, mix: 8 };
}

function assignment(): void {
  const input = problem(100_000 / scale, 10_000 / scale);
  const phases: string[] = [];
  let [last, since] = ['prepare', performance.now()];
  const time = seconds(() => {
    [last, since] = ['prepare', performance.now()];
    const note = (phase: string): void => {
      if (phase === last) return;
      phases.push(`${last} ${((performance.now() - since) / 1000).toFixed(2)}`);
      [last, since] = [phase, performance.now()];
    };
    const outcome = assign(input, kernel, note);
    note('end');
    if (!outcome.feasible) throw new Error('the bench problem must have a full assignment');
    const { seats, augmentations, shifts } = outcome.stats;
    phases.push(`${seats.toLocaleString('en')} seats, ${augmentations} paths, ${shifts} shifts`);
  }, 1);
  row(
    `${input.tasks.length.toLocaleString('en')} tasks × ${input.inspectors.length.toLocaleString('en')} inspectors`,
    time,
    verdict('at most 10 s', time <= 10),
  );
  rows.push(['  in seconds', '', phases.join(', ')]);
}

tickets();
trees();
perObject();
assignment();
const widths = [0, 1].map((n) => Math.max(...rows.map((cells) => cells[n]?.length ?? 0)));
for (const cells of rows) {
  console.log(
    `${(cells[0] ?? '').padEnd(widths[0] ?? 0)}  ${(cells[1] ?? '').padStart(widths[1] ?? 0)}  ${cells[2]}`,
  );
}
if (missed > 0) process.exitCode = 1;
