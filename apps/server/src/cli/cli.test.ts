import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const python = fileURLToPath(new URL('../../../../packages/draw/verifier.py', import.meta.url));
const real = fileURLToPath(new URL('../../../../../shared/data/objects-jinzhou.csv', import.meta.url));

const rules = {
  org: '130183-YJJ',
  series: 2026,
  no: 1,
  item: '工贸企业联合抽查',
  strata: [
    {
      code: '01',
      name: '有限责任公司',
      rule: 'draw',
      where: { kind: ['有限责任公司'] },
      rate: [15, 100],
      min: 1,
    },
    { code: '02', name: '其他', rule: 'draw', rate: [1, 20], round: 'half', min: 1 },
  ],
  templates: {
    '*': [
      { dept: '应急局', skills: [], n: 2, anyArea: true },
      { dept: '消防', skills: ['组长'], n: 1, anyArea: true },
    ],
  },
  sources: [
    { kind: 'party', role: '纪检' },
    { kind: 'digits', who: '摇号球', length: 20 },
  ],
};
const seed = {
  master: '11'.repeat(32),
  masterInspectors: '22'.repeat(32),
  nonces: ['33'.repeat(32)],
  digits: ['09175059342981586505'],
  drand: [],
  frozen: '2026-05-06T08:00:00Z',
  signKey: '55'.repeat(32),
};
const people = [
  '姓名,执法证号,单位,专业,区域,上限,已查,有效期至',
  ...Array.from(
    { length: 24 },
    (_, i) =>
      `人员${i},1301830${String(i).padStart(4, '0')},${i < 16 ? '应急局' : '消防'},${i % 2 === 0 ? '组长；危化' : ''},,,${i % 3},2029-01-01`,
  ),
  '过期者,13018309999,应急局,,,,,2020-01-01',
];

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingcha-cli-'));
  put('rules.json', JSON.stringify(rules));
  put('seed.json', JSON.stringify(seed));
  put('people.csv', people.join('\n'));
  put(
    'objects.csv',
    [
      '单位名称,统一社会信用代码,类型,区域',
      '甲公司,91140581111357539Y,有限责任公司,城区',
      '乙店,,个体,',
      '丙店,,个体,',
      ...Array.from({ length: 30 }, (_, i) => `丁${i}厂,,个体,`),
    ].join('\n'),
  );
});
after(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(...words: string[]) {
  const done = spawnSync(process.execPath, ['--no-warnings', main, ...words], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

function draw(out: string, more: readonly string[] = [], objects = 'objects.csv') {
  return run(
    'draw',
    '--objects',
    objects,
    '--inspectors',
    'people.csv',
    '--rules',
    'rules.json',
    '--out',
    out,
    ...more,
  );
}

test('a draw from a seed file gives the same bytes twice, verifies, and the independent verifier accepts it', (t) => {
  const objects = existsSync(real) ? real : 'objects.csv';
  if (objects !== real) t.diagnostic('generated roster: the shared one is not beside this checkout');
  const first = draw('one.json', ['--seed-file', 'seed.json'], objects);
  assert.equal(first.code, 0, first.err);
  assert.match(first.out, /封存码 [A-Z2-7]{4}( [A-Z2-7]{4}){12}/);
  assert.equal(draw('two.json', ['--seed-file', 'seed.json', '--json'], objects).code, 0);
  assert.deepEqual(readFileSync(join(folder, 'one.json')), readFileSync(join(folder, 'two.json')));
  const verified = run('verify', 'one.json');
  assert.equal(verified.code, 0, verified.out);
  assert.match(verified.out, /抽取编号 .*\n核验通过\n.*0 步不符/);
  assert.match(verified.out, /✓ selection +PASS +抽中对象/);
  const both = run('verify', 'one.json', 'two.json');
  assert.equal(both.code, 0, both.out);
  for (const name of ['one.json', 'two.json']) assert.ok(both.out.includes(`${name}:\n`), name);
  assert.match(run('verify', 'one.json', '--lang', 'en').out, /reproduced from a seed file/);
  const other = spawnSync('python3', [python, join(folder, 'one.json')], { encoding: 'utf8' });
  assert.equal(other.status, 0, other.stdout + other.stderr);
});

test('a bundle with one byte changed is refused with the step that fails and exit code 1', () => {
  assert.equal(draw('ok.json', ['--seed-file', 'seed.json']).code, 0);
  const text = readFileSync(join(folder, 'ok.json'), 'utf8');
  const at = text.indexOf('"seed":{"bits"');
  assert.ok(at > 0);
  put('bad.json', text.replace('09175059342981586505', '09175059342981586506'));
  const verified = run('verify', 'bad.json', '--json');
  assert.equal(verified.code, 1);
  const verdict = JSON.parse(verified.out) as { ok: boolean; steps: { id: string; status: string }[] };
  assert.equal(verdict.ok, false);
  assert.ok(verdict.steps.some((step) => step.status === 'FAIL' && step.id === 'seed'));
});

test('signers are checked against a trust file, and a key outside it fails', () => {
  assert.equal(draw('trust.json', ['--seed-file', 'seed.json']).code, 0);
  const { certificate } = JSON.parse(readFileSync(join(folder, 'trust.json'), 'utf8')) as {
    certificate: { signatures: { key: string }[] };
  };
  put('good.txt', `# 晋州市应急管理局\n${certificate.signatures[0]?.key} 局\n`);
  put('wrong.txt', `${'ab'.repeat(32)}\n`);
  assert.equal(run('verify', 'trust.json', '--trust', 'good.txt').code, 0);
  const wrong = run('verify', 'trust.json', '--trust', 'wrong.txt');
  assert.equal(wrong.code, 1);
  assert.match(wrong.out, /✗ signatures/);
});

test('entropy below 64 bits is refused: parties made by one lone terminal count nothing', () => {
  put(
    'lone.json',
    JSON.stringify({
      ...rules,
      sources: [
        { kind: 'party', role: '甲' },
        { kind: 'party', role: '乙' },
      ],
    }),
  );
  const done = run(
    'draw',
    '--objects',
    'objects.csv',
    '--inspectors',
    'people.csv',
    '--rules',
    'lone.json',
    '--out',
    'lone-out.json',
  );
  assert.equal(done.code, 1);
  assert.match(done.err, /随机来源只有 0 比特/);
  assert.equal(existsSync(join(folder, 'lone-out.json')), false);
});

test('without a seed file digits are asked for, and where there is no terminal that is one sentence', () => {
  const done = draw('no.json');
  assert.equal(done.code, 1);
  assert.match(done.err, /没有终端。请用 --seed-file 给出/);
});

test('an object that fits no stratum is named with its row', () => {
  put('narrow.json', JSON.stringify({ ...rules, strata: [rules.strata[0]] }));
  const done = run(
    'draw',
    '--objects',
    'objects.csv',
    '--inspectors',
    'people.csv',
    '--rules',
    'narrow.json',
    '--seed-file',
    'seed.json',
    '--out',
    'x.json',
  );
  assert.equal(done.code, 1);
  assert.match(done.err, /objects\.csv 第 3 行“乙店”不符合任何一层的条件/);
});

test('ids are code, else local number, else row-N; an object without area has "-"; expired inspectors are left out', () => {
  const done = draw('ids.json', ['--seed-file', 'seed.json']);
  assert.equal(done.code, 0, done.err);
  assert.match(done.err, /第 26 行“过期者”的执法证已于 2020-01-01 到期/);
  const bundle = JSON.parse(readFileSync(join(folder, 'ids.json'), 'utf8')) as {
    openings: { record: Record<string, string> }[];
    inspectors: unknown[];
    selected: { area: string }[];
  };
  assert.equal(bundle.inspectors.length, 24);
  const records = bundle.openings.map((opening) => opening.record);
  const coded = records.find((record) => record['code'] !== undefined);
  assert.deepEqual(coded, {
    id: '91140581111357539Y',
    code: '91140581111357539Y',
    name: '甲公司',
    kind: '有限责任公司',
    area: '城区',
  });
  const plain = records.find((record) => record['code'] === undefined);
  assert.match(plain?.['id'] ?? '', /^row-\d+$/);
  assert.equal(plain?.['area'], '-');
});

test('rows that repeat a code are reported and left out', () => {
  put(
    'twice.csv',
    '名称,统一社会信用代码,类型\n甲公司,91140581111357539Y,有限责任公司\n甲公司分店,91140581111357539Y,有限责任公司\n乙,,个体\n',
  );
  const done = draw('twice.json', ['--seed-file', 'seed.json'], 'twice.csv');
  assert.equal(done.code, 0, done.err);
  assert.match(done.err, /第 3 行与第 2 行编号相同/);
});

test('avoidance pairs are two columns with or without a header, and an unknown id is named', () => {
  put('pairs.csv', '对象编号,证号\n91140581111357539Y,13018300000\n');
  assert.equal(draw('pairs.json', ['--seed-file', 'seed.json', '--conflicts', 'pairs.csv']).code, 0);
  const bundle = JSON.parse(readFileSync(join(folder, 'pairs.json'), 'utf8')) as { conflicts: unknown[] };
  assert.equal(bundle.conflicts.length, 1);
  put('unknown.csv', '91140581111357539Y,404\n');
  const done = draw('pairs.json', ['--seed-file', 'seed.json', '--conflicts', 'unknown.csv']);
  assert.equal(done.code, 1);
  assert.match(done.err, /第 1 行：名录中没有证号为“404”的检查人员/);
});

test('too few inspectors give a proof instead of names, and exit code 3', () => {
  put('few.csv', people.slice(0, 3).join('\n'));
  const done = run(
    'draw',
    '--objects',
    'objects.csv',
    '--inspectors',
    'few.csv',
    '--rules',
    'rules.json',
    '--seed-file',
    'seed.json',
    '--out',
    'few.json',
  );
  assert.equal(done.code, 3, done.err);
  assert.match(done.out, /检查人员不足/);
  assert.equal(run('verify', 'few.json').code, 0);
});

test('faults of the rules file say where and why; wrong usage exits with 2; help speaks zh and en', () => {
  put('broken.json', '{"org": 1');
  assert.match(
    run(
      'draw',
      '--objects',
      'objects.csv',
      '--inspectors',
      'people.csv',
      '--rules',
      'broken.json',
      '--out',
      'x',
    ).err,
    /不是有效的 JSON/,
  );
  put('wrong.json', JSON.stringify({ ...rules, mix: -1 }));
  assert.match(
    run(
      'draw',
      '--objects',
      'objects.csv',
      '--inspectors',
      'people.csv',
      '--rules',
      'wrong.json',
      '--out',
      'x',
    ).err,
    /的 mix 有误/,
  );
  assert.equal(run('draw', '--nonsense').code, 2);
  assert.equal(run('verify').code, 2);
  assert.match(run('--help').out + run('--help', '--lang', 'zh').out, /用法/);
  assert.match(run('--help', '--lang', 'en').out, /Usage/);
});

test('the SM3 suite draws and verifies as SHA-256 does', () => {
  put('sm3.json', JSON.stringify({ ...rules, suite: 'SM3' }));
  const done = run(
    'draw',
    '--objects',
    'objects.csv',
    '--inspectors',
    'people.csv',
    '--rules',
    'sm3.json',
    '--seed-file',
    'seed.json',
    '--out',
    'sm3-out.json',
  );
  assert.equal(done.code, 0, done.err);
  const other = spawnSync('python3', [python, join(folder, 'sm3-out.json')], { encoding: 'utf8' });
  assert.equal(other.status, 0, other.stdout);
});
