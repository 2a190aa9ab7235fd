/**
 * One draw over three database clusters against the same draw over one that holds all objects: the same bytes, and how long
 * each takes.
 *   node bench/province-draw.ts            1,000,000 objects
 *   node bench/province-draw.ts --small    6,000, no record kept
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { provinceDraw } from '../apps/server/src/cli/province-draw.ts';
import { migrate, readMigrations } from '../apps/server/src/platform/db/migrate.ts';
import { appRole, ensureLogin } from '../apps/server/src/platform/db/roles.ts';
import { startTestServer } from '../apps/server/src/platform/db/test-database.ts';
import { keepEvidence } from '../tools/evidence/record.ts';

const small = process.argv.includes('--small');
const each = small ? 2_000 : 333_334;
const folder = mkdtempSync(join(tmpdir(), 'mingcha-province-'));

/** A cluster of its own with the objects of these places. */
async function cluster(places: readonly number[]): Promise<string> {
  const url = await startTestServer();
  const client = new pg.Client(url);
  await client.connect();
  await ensureLogin(client, appRole, 'only-for-benches');
  await migrate(url, await readMigrations());
  for (const place of places) {
    const jurisdiction = `0190000${place}-0000-7000-8000-000000000001`;
    const agency = jurisdiction.replace(/1$/, '2');
    await client.query(
      `INSERT INTO jurisdictions (id, name, division_code) VALUES ('${jurisdiction}', '市${place}', '33010${place}')`,
    );
    await client.query(`INSERT INTO agencies (jurisdiction_id, id, name, short_name, level, kind, division_code)
      VALUES ('${jurisdiction}', '${agency}', '市${place}应急管理局', '局', 'county', 'emergency', '33010${place}')`);
    await client.query(`INSERT INTO objects (jurisdiction_id, id, agency_id, kind, name, local_code, created_at, updated_at, division_code)
      SELECT '${jurisdiction}', md5('${place}-' || i)::uuid, '${agency}', 'facility', '单位' || i, 'P${place}-' || i, now(), now(), '33010${place}'
        FROM generate_series(1, ${each}) AS i`);
  }
  await client.query('ANALYZE');
  await client.end();
  return url;
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const rules = write(
  'rules.json',
  JSON.stringify({
    org: '省应急管理厅',
    series: 2026,
    no: 1,
    item: '安全生产双随机抽查',
    strata: [{ code: 'A', name: '全部', rule: 'draw', rate: [1, 1000] }],
    templates: { '*': [{ dept: 'YJ', n: 2 }] },
    sources: [{ kind: 'digits', who: '公证员', length: 40 }],
  }),
);
const people = Array.from({ length: 500 }, (_, i) => `检查员${i},ZF${1000 + i},YJ`);
const inspectors = write('people.csv', ['姓名,执法证号,单位', ...people].join('\n'));
const seed = write(
  'seed.json',
  JSON.stringify({
    master: '11'.repeat(32),
    masterInspectors: '22'.repeat(32),
    digits: ['7351920846'.repeat(4)],
    frozen: '2026-11-20T08:00:00Z',
    signKey: '33'.repeat(32),
  }),
);

async function draw(name: string, urls: readonly string[]): Promise<{ bytes: Buffer; seconds: number }> {
  const databases = write(`${name}.list`, JSON.stringify(urls.map((url, i) => ({ name: `${i}`, url }))));
  const out = join(folder, `${name}.json`);
  const began = performance.now();
  await provinceDraw({ databases, inspectors, rules, 'seed-file': seed, out });
  return { bytes: readFileSync(out), seconds: (performance.now() - began) / 1000 };
}

try {
  const three = await draw('three', [await cluster([1]), await cluster([2]), await cluster([3])]);
  const one = await draw('one', [await cluster([1, 2, 3])]);
  const isSame = three.bytes.equals(one.bytes);
  console.log(
    `${3 * each} objects: three clusters ${three.seconds.toFixed(1)} s, one ${one.seconds.toFixed(1)} s, bundles ${isSame ? 'identical' : 'DIFFER'}`,
  );
  if (!small)
    keepEvidence({
      name: 'province-draw',
      section: 'scale',
      title: 'One draw over three database clusters',
      command: 'node bench/province-draw.ts',
      counts: { done: 1, failed: isSame ? 0 : 1, longestSeconds: three.seconds },
      figures: [
        {
          what: `${3 * each} objects over three clusters: seal, draw, bundle`,
          measured: `${three.seconds.toFixed(1)} s`,
          ratio: `${(three.seconds / one.seconds).toFixed(2)} × one cluster`,
        },
        {
          what: 'bundle against that of one cluster',
          bound: 'identical',
          measured: isSame ? 'identical' : 'different',
          held: isSame,
        },
      ],
    });
  process.exitCode = isSame ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
