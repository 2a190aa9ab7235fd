/**
 * The mutation list of protocol §14 and some more: each changes one rule in a copy of the sources, and the
 * sentinel tests must notice. A mutation whose text is no longer found fails too: bring it up to date.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

interface Mutation {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Beginning of the sentinel that must notice. */
  readonly noticedBy: string;
}

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'sort by 32 bits of the ticket read little-endian',
    file: 'select.ts',
    from: '(first[a] ?? 0) - (first[b] ?? 0) || compareBytes(row(a), row(b))',
    to: 'new DataView(rows.slice().buffer).getUint32(a * 64, true) - new DataView(rows.slice().buffer).getUint32(b * 64, true)',
    noticedBy: 'the demo session',
  },
  {
    name: 'off-by-one quota',
    file: 'quotas.ts',
    from: '(base * a + b - 1n) / b;',
    to: '(base * a + b) / b;',
    noticedBy: 'quotas are exact',
  },
  {
    name: 'ceil by floats',
    file: 'quotas.ts',
    from: 'return (base * a + b - 1n) / b;',
    to: 'return BigInt(Math.ceil((Number(a) / Number(b)) * Number(base)));',
    noticedBy: 'quotas are exact',
  },
  {
    name: 'cascade coin from a truncated hash',
    file: 'quotas.ts',
    from: "toInt(keyed(hash, roundKey)('cascade', new Uint8Array()))",
    to: "toInt(keyed(hash, roundKey)('cascade', new Uint8Array()).slice(0, 4))",
    noticedBy: 'cascade: ',
  },
  {
    name: 'pps coin from a truncated hash',
    file: 'select.ts',
    from: "toInt(keyed(hash, keys.round)('pps', u16(input.h)))",
    to: "toInt(keyed(hash, keys.round)('pps', u16(input.h)).slice(0, 4))",
    noticedBy: 'pps: ',
  },
  {
    name: 'walk steps from a truncated hash',
    file: 'assign/mix.ts',
    from: 'return ((high % n) * (2 ** 32 % n) + low) % n;',
    to: 'return (high - high + low) % n;',
    noticedBy: 'assignments are those',
  },
  {
    name: 'comparator Math.random() − 0.5',
    file: 'select.ts',
    from: '(first[a] ?? 0) - (first[b] ?? 0) || compareBytes(row(a), row(b))',
    to: '(first[a] ?? 0) * 0 + (b - b) + Math.random() - 0.5',
    noticedBy: 'equal: ',
  },
  {
    name: 'missing tag byte of tree leaves in the plain tree',
    file: 'tree.ts',
    from: 'return hash.hash(concat(LEAF, data));',
    to: 'return hash.hash(data);',
    noticedBy: 'trees of one-letter',
  },
  {
    name: 'missing tag byte of tree leaves in the kernel',
    file: 'hash/sha256-wasm.ts',
    from: 'tag: 0, before: 0',
    to: 'tag: null, before: 0',
    noticedBy: 'trees of one-letter',
  },
  {
    name: 'another tag byte of object leaves',
    file: 'freeze.ts',
    from: 'const OBJECT_TAG = 0x4f;',
    to: 'const OBJECT_TAG = 0x00;',
    noticedBy: 'the demo session',
  },
  {
    name: 'missing tag byte of assignment leaves',
    file: 'assign/leaves.ts',
    from: 'out[at] = 0x41;',
    to: '',
    noticedBy: 'the demo session',
  },
  {
    name: 'non-NFC id accepted',
    file: 'json.ts',
    from: "if (text.normalize('NFC') !== text) throw",
    to: "if (text.normalize('NFC') === '') throw",
    noticedBy: 'text that is not',
  },
  {
    name: 'reserve sorted by id',
    file: 'draw.ts',
    from: '    reserves,\n',
    to: '    reserves: reserves.sort((a, b) => (a.c < b.c ? -1 : 1)),\n',
    noticedBy: 'the reserve list',
  },
  {
    name: 'step D skipped',
    file: 'assign/assign.ts',
    from: "mixSeats(state, (done, total) => progress?.('mix', done, total));",
    to: 'void mixSeats;',
    noticedBy: 'the demo session',
  },
  {
    name: 'step C skipped',
    file: 'assign/fill.ts',
    from: 'for (; level >= 2;',
    to: 'for (; level >= 2 && false;',
    noticedBy: 'assignments are those',
  },
  {
    name: 'step B gives up without a search',
    file: 'assign/fill.ts',
    from: 'if (search.run([seat], NOBODY, goal)) {\n      augmentations',
    to: 'if (false as boolean) {\n      augmentations',
    noticedBy: 'assignments are those',
  },
  {
    name: 'workload ignored when dealing',
    file: 'assign/deal.ts',
    from: 'high[inspector] = now * 2 ** 21 + (first >>> 11);',
    to: 'high[inspector] = first >>> 11;',
    noticedBy: 'assignments are those',
  },
  {
    name: 'avoidance pairs ignored',
    file: 'assign/model.ts',
    from: '(avoid[position[task]!] ??= new Set()).add(inspector)',
    to: 'void inspector',
    noticedBy: 'assignments are those',
  },
  {
    name: 'one person twice in a team',
    file: 'assign/deal.ts',
    from: 'avoided?.has(top) || inTeam(state, seat, top)',
    to: 'avoided?.has(top)',
    noticedBy: 'assignments are those',
  },
  {
    name: 'contributions accepted after the beacon',
    file: 'verify/seed-steps.ts',
    from: 'unixSeconds(event.at) < timeOfRound(round)',
    to: 'true',
    noticedBy: 'contributions come before the beacon',
  },
  {
    name: 'a draw that goes on after its void',
    file: 'verify/log-steps.ts',
    from: "after.length === 0, 'monitor.void'",
    to: "true, 'monitor.void'",
    noticedBy: 'a void draw is over',
  },
  {
    name: 'a shortage claimed by people who are not used up',
    file: 'assign/shortage.ts',
    from: 'counted[inspector] = task;\n        supply += 1;',
    to: 'counted[inspector] = task;',
    noticedBy: 'assignments are those',
  },
];

const root = fileURLToPath(new URL('../', import.meta.url));
const copies: string[] = [];

function makeCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'draw-mutation-'));
  for (const part of ['src', 'test', 'package.json']) {
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.includes('mutations'),
    });
  }
  symlinkSync(join(root, '../../node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Runs the sentinels of a copy whose names begin with `only`; resolves to exit code and TAP text. */
async function sentinels(folder: string, only: string): Promise<{ code: number | null; tap: string }> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const file = join(folder, 'test/sentinels.test.ts');
  const options = ['--test-reporter=tap', `--test-name-pattern=^${only}`];
  const child = spawn(process.execPath, [...options, file], { env });
  let tap = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      tap += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, tap }));
  });
}

before(() => copies.push(makeCopy(), makeCopy()));
after(() => copies.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

test('the sentinels pass on the sources as they are', async () => {
  const { code, tap } = await sentinels(copies[0]!, '');
  assert.equal(code, 0, tap);
});

test('every mutation is noticed', { concurrency: 2 }, async (t) => {
  const free = [...copies];
  const runs = MUTATIONS.map(({ name, file, from, to, noticedBy }) =>
    t.test(`${name} is noticed`, async () => {
      const folder = free.pop()!;
      const path = join(folder, 'src', file);
      const original = readFileSync(path, 'utf8');
      assert.equal(original.split(from).length, 2, `the text to change stands once in ${file}`);
      try {
        writeFileSync(
          path,
          original.replace(from, () => to),
        );
        const { code, tap } = await sentinels(folder, noticedBy);
        assert.notEqual(code, 0, 'the sentinels passed');
        assert.doesNotMatch(tap, /SyntaxError|ERR_MODULE_NOT_FOUND/u);
        const noticed = tap
          .split('\n')
          .some((line) => /^not ok \d+ - /u.test(line) && line.includes(`- ${noticedBy}`));
        assert.ok(noticed, tap);
      } finally {
        writeFileSync(path, original);
        free.push(folder);
      }
    }),
  );
  await Promise.all(runs);
});
