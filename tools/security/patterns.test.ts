/**
 * F-07: no pattern of the product takes long for any text. Every regular expression of its source is tried with 100 KB of
 * what it is made of, repeated and then broken off, in a thread that is ended when it takes too long.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { type Module, readModules } from '../module-graph.ts';

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

const isProduct = (path: string): boolean =>
  /^(apps\/(server|web)|packages\/(core|draw))\/src\//.test(path) &&
  !/\.test\.tsx?$|testing|\/demo\//.test(path);

/** Literals of the source: the scanner leaves their slashes and flags and blanks what is between. */
function patternsOf(module: Module): readonly Pattern[] {
  const found: Pattern[] = [];
  for (const match of module.source.code.matchAll(/\/( +)\/([dgimsuvy]*)/g)) {
    const from = match.index + 1;
    const source = module.text.slice(from, from + (match[1]?.length ?? 0));
    const line = module.text.slice(0, from).split('\n').length;
    found.push({ source, flags: match[2] ?? '', place: `${module.path}:${line}` });
  }
  return found.filter(isPattern);
}

function isPattern({ source, flags }: Pattern): boolean {
  try {
    return new RegExp(source, flags).source !== '';
  } catch {
    return false;
  }
}

/** Runs in the thread: the longest time that a pattern takes, in milliseconds, for each given one. */
const program = `
const { parentPort } = require('node:worker_threads');
const size = 100000;
const common = ['a', '0', ' ', '甲', '-', '.', 'a-', '0.', ' a', 'a,', '\\n', '<', '"', '\\\\'];
function piecesOf(source) {
  const plain = source.replace(/\\\\[dDwWsSbBpPkuxc](\\{[^}]*\\})?|[\\[\\](){}|^$?*+]/g, ' ');
  const letters = [...new Set([...plain].filter((c) => c.trim() !== ''))].slice(0, 12);
  const words = plain.split(/\\s+/).filter((word) => word.length > 1).slice(0, 4);
  return [...new Set([...common, ...letters, ...words])];
}
function longest(pattern) {
  const expression = new RegExp(pattern.source, pattern.flags);
  let worst = 0;
  for (const piece of piecesOf(pattern.source)) {
    const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size) + '\\u0001';
    let best = Infinity;
    for (let n = 0; n < 3 && best > 50; n += 1) {
      expression.lastIndex = 0;
      const before = process.cpuUsage();
      expression.test(text);
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, (user + system) / 1000);
    }
    worst = Math.max(worst, best);
  }
  return worst;
}
parentPort.on('message', (pattern) => parentPort.postMessage(longest(pattern)));
`;

interface Thread {
  ask(pattern: Pattern): Promise<number>;
  end(): Promise<void>;
}

function newThread(): Thread {
  let worker = new Worker(program, { eval: true });
  return {
    ask: (pattern) =>
      new Promise((done) => {
        const timer = setTimeout(() => {
          void worker.terminate();
          worker = new Worker(program, { eval: true });
          done(Number.POSITIVE_INFINITY);
        }, 20_000);
        worker.once('message', (took: number) => {
          clearTimeout(timer);
          done(took);
        });
        worker.postMessage(pattern);
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

/** Patterns that are slow for a text that never reaches them so long, with what keeps it short. */
const bounded: readonly { readonly place: string; readonly why: string }[] = [
  { place: 'apps/server/src/cli/terminal.ts', why: 'what an operator types at the console, a line' },
  { place: 'apps/server/src/publications/public-overdue.ts', why: 'names of enterprises, 200 letters' },
  { place: 'apps/web/src/office/system/backups/backup-tables.tsx', why: 'sentences of our own catalogue' },
  { place: 'packages/core/src/followups/penalty.ts', why: 'six digits' },
  { place: 'packages/core/src/common/titles.ts', why: 'titles of columns, cut to 200 letters' },
  { place: 'packages/core/src/publications/articles/article.ts', why: 'names of enterprises, 200 letters' },
  { place: 'packages/draw/src/quotas.ts', why: 'the digits of a fraction of our own' },
];

test('F-07 every pattern of the product answers 100 KB of what it is made of within 50 ms', {
  timeout: 580_000,
}, async () => {
  const all = readModules()
    .filter(({ path }) => isProduct(path))
    .flatMap(patternsOf);
  const unique = [...new Map(all.map((one) => [`${one.flags} ${one.source}`, one])).values()];
  assert.ok(unique.length > 200, `${unique.length} patterns`);
  const thread = newThread();
  const slow: string[] = [];
  const isBounded = ({ place }: Pattern) => bounded.some((one) => place.startsWith(`${one.place}:`));
  for (const pattern of unique.filter((one) => !isBounded(one))) {
    const took = await thread.ask(pattern);
    if (took > 50) slow.push(`${pattern.place} /${pattern.source}/${pattern.flags}: ${took} ms`);
  }
  await thread.end();
  assert.deepEqual(slow, []);
  for (const { place, why } of bounded)
    assert.ok(why.length > 5 && all.some((one) => one.place.startsWith(place)), place);
});
