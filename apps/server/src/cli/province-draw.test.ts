/** A draw over several databases is the draw of one: the same bytes, and verified by the library. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { objectRecord, type PoolObject } from '@mingcha/core/draws/draw-pool.ts';
import { finishAlone, sealDraw, verifyBundle } from '@mingcha/draw';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../platform/testing.ts';
import { version } from '../platform/version.ts';
import { planFor } from './draw.command.ts';
import { provinceDraw } from './province-draw.ts';
import { readInspectors, readPairs } from './rosters.ts';
import { rulesSchema } from './rules-file.ts';
import { deliveredFromFile, keysOfDraw, seedSchema } from './seed-file.ts';
import { openTerminal } from './terminal.ts';

const jurisdictions = ['a', 'b', 'c'].map((letter) => `0190000${letter}-0000-7000-8000-000000000001`);

/** Objects of a place with ids that its number decides, so that one database can hold what three hold. */
async function plant({ owner }: TestDatabase, place: number, count: number): Promise<void> {
  const jurisdiction = jurisdictions[place] ?? '';
  const agency = jurisdiction.replace(/1$/, '2');
  await sql`INSERT INTO jurisdictions (id, name, division_code) VALUES (${jurisdiction}, ${`市${place}`}, ${`33010${place}`})`.execute(
    owner,
  );
  await sql`INSERT INTO agencies (jurisdiction_id, id, name, short_name, level, kind, division_code)
    VALUES (${jurisdiction}, ${agency}, ${`市${place}应急管理局`}, '局', 'county', 'emergency', ${`33010${place}`})`.execute(
    owner,
  );
  await sql`INSERT INTO objects (jurisdiction_id, id, agency_id, kind, name, local_code, credit_class, industry, created_at, updated_at,
      division_code)
    SELECT ${jurisdiction}, md5(${place}::text || i)::uuid, ${agency}, 'facility', '单位' || i, 'P' || ${place}::text || '-' || i,
      (ARRAY['A', 'B', 'C', 'D'])[1 + i % 4], CASE WHEN i % 7 = 0 THEN '危险化学品' ELSE '工贸' END, now(), now(),
      '33010' || ${place}::text
    FROM generate_series(1, ${count}::int) AS i`.execute(owner);
}

const rules = (suite: string) => ({
  org: '省应急管理厅',
  series: 2026,
  no: 7,
  item: '重点行业安全生产双随机抽查',
  suite,
  strata: [
    { code: 'H', name: '危险化学品', rule: 'draw', rate: [1, 20], where: { industry: ['危险化学品'] } },
    { code: 'D', name: 'D类', rule: 'draw', max: 9, min: 9, where: { credit: ['D'] } },
    { code: 'R', name: '其余', rule: 'draw', rate: [1, 100] },
  ],
  templates: {
    '*': [
      { dept: 'YJ', skills: ['lead'], n: 1 },
      { dept: 'YJ', n: 1 },
    ],
  },
  sources: [{ kind: 'digits', who: '公证员', length: 40 }],
});

const seed = {
  master: '11'.repeat(32),
  masterInspectors: '22'.repeat(32),
  digits: ['7351920846'.repeat(4)],
  frozen: '2026-11-20T08:00:00Z',
  signKey: '33'.repeat(32),
};

/** The whole pool in memory, as `mingcha draw` does it. */
async function drawnByLibrary(
  { owner }: TestDatabase,
  files: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const terminal = openTerminal('en', true);
  const given = rulesSchema.parse(JSON.parse(readFileSync(files['rules'] ?? '', 'utf8')));
  const plan = planFor('', given, seedSchema.parse(seed));
  const inspectors = await readInspectors(
    files['inspectors'] ?? '',
    { rules: given, day: '2026-11-20' },
    terminal,
  );
  const { rows } =
    await sql<PoolObject>`SELECT id, kind, name, local_code AS code, division_code AS division, industry,
    risk_level AS risk, credit_class AS credit, address FROM objects ORDER BY name`.execute(owner);
  const objects = rows.map((row) => {
    const record = objectRecord(row);
    return { record, stratum: row.industry === '危险化学品' ? 0 : row.credit === 'D' ? 1 : 2, weight: 1 };
  });
  const pairs = await readPairs(files['conflicts'] ?? '', {
    objects: new Set(rows.map(({ id }) => id)),
    inspectors: new Set(inspectors.map(({ id }) => id)),
  });
  const keys = keysOfDraw(seedSchema.parse(seed));
  const sealed = sealDraw({ plan, ...keys, objects, inspectors, pairs });
  return finishAlone({
    sealed,
    objects,
    delivered: deliveredFromFile(sealed.params, seedSchema.parse(seed)),
    at: seed.frozen,
    signer: { name: 'mingcha/cli', secretKey: keys.signKey },
    software: { name: 'mingcha', version, commit: null },
    reproduced: true,
  }).bytes;
}

test('R105 the bundle of a draw over three databases is byte for byte that of one that holds everything', async () => {
  const sizes = [700, 900, 400];
  const three = [await createTestDatabase(), await createTestDatabase(), await createTestDatabase()];
  const one = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-province-'));
  try {
    for (const [place, size] of sizes.entries()) {
      const database = three[place];
      if (database !== undefined) await plant(database, place, size);
      await plant(one, place, size);
    }
    const people = Array.from(
      { length: 30 },
      (_, i) => `检查员${i},ZF${1000 + i},YJ,${i % 2 === 0 ? 'lead' : ''},*`,
    );
    const write = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const inspectors = write('people.csv', ['姓名,执法证号,单位,专业,区域', ...people].join('\n'));
    const [{ rows }] = [
      await sql<{ id: string }>`SELECT id FROM objects ORDER BY id LIMIT 3`.execute(one.owner),
    ];
    const pairs = write(
      'pairs.csv',
      ['对象,人员', ...rows.map(({ id }, i) => `${id},ZF${1000 + i}`)].join('\n'),
    );
    for (const suite of ['SHA256', 'SM3']) {
      const files = {
        inspectors,
        conflicts: pairs,
        rules: write('rules.json', JSON.stringify(rules(suite))),
        'seed-file': write('seed.json', JSON.stringify(seed)),
      };
      const draw = async (name: string, databases: readonly TestDatabase[]) => {
        const out = join(folder, `${name}.json`);
        const list = databases.map(({ appUrl }, i) => ({ name: `库${i}`, url: appUrl }));
        const done = await provinceDraw({
          ...files,
          databases: write(`${name}-list.json`, JSON.stringify(list)),
          out,
        });
        assert.deepEqual(done.objects, databases.length === 3 ? sizes : [2000]);
        return readFileSync(out);
      };
      const together = await draw('one', [one]);
      assert.deepEqual(new Uint8Array(together), await drawnByLibrary(one, files));
      assert.deepEqual(await draw('three', three), together);
      const verdict = verifyBundle(together);
      assert.deepEqual(
        verdict.steps.filter((step) => step.status === 'FAIL'),
        [],
      );
      assert.equal(verdict.steps.find((step) => step.id === 'selection')?.status, 'PASS');
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    for (const database of [...three, one]) await database.drop();
  }
});
