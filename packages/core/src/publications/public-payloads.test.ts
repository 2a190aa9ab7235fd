/** Every kind of public payload, field by field: no text takes personal data, no object takes a field that is not named. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicPayload } from './public-record.ts';

const id = '00000000-0000-4000-8000-000000000001';
const agency = { id, name: '茶亭区应急管理局' };
const day = '2026-03-02';
const samples: readonly Readonly<Record<string, unknown>>[] = [
  {
    kind: 'result',
    agency,
    plan: { number: '1301812026001', name: '2026年度抽查计划' },
    task: { number: '茶亭抽查〔2026〕1号', name: '专项检查' },
    origin: 'draw',
    originWording: '双随机抽查',
    isTargeted: false,
    object: { name: '茶亭1号采石场', code: '91130181MA0K000000', kind: 'enterprise' },
    inspectedOn: day,
    items: [{ name: '安全生产检查', code: 'correctedOnOrder', wording: '发现问题已责令改正' }],
    overall: { code: 'correctedOnOrder', wording: '发现问题已责令改正', isProblem: true },
    findings: [{ id, text: '配电箱未上锁' }],
    followups: [{ kind: 'rectify', wording: '责令改正', isClosed: true, stateWording: '已整改' }],
    withheld: ['taskName'],
    corrections: [{ version: 2, on: day, what: ['findings'], ground: '表述不准确' }],
  },
  {
    kind: 'document',
    documentKind: 'itemList',
    agency,
    title: '随机抽查事项清单',
    version: 1,
    publishedOn: day,
    path: `items/${id}`,
  },
  {
    kind: 'draw',
    agency,
    number: '2026-001',
    title: '非煤矿山联合抽查',
    drawnOn: day,
    voided: { reason: 'other', on: day },
    path: `draws/${id}`,
  },
  {
    kind: 'listing',
    agency,
    number: '茶应急列〔2026〕1号',
    title: '列入严重失信主体名单决定',
    object: { name: '茶亭1号采石场', code: null },
    ground: { code: 'refused', wording: '拒不执行处罚决定' },
    basis: '应急管理部令第11号',
    decidedOn: day,
    endsOn: day,
    measures: [{ name: '增加检查频次', basis: '第十五条', authority: '应急管理局' }],
  },
  {
    kind: 'tombstone',
    of: 'result',
    agency,
    task: { number: '1号', name: '专项检查' },
    publishedOn: day,
    removedOn: day,
    reason: 'lawful',
  },
];

/** Codes and addresses of our own, which nobody types. */
const coded = new Set(['code', 'path']);
const personal = ['13912345678', '13018119800101106X'];

interface Leaf {
  readonly name: string;
  readonly at: string;
  /** The sample with another text here. */
  readonly with: (text: string) => unknown;
}

function leaves(value: unknown, at: string, put: (value: unknown) => unknown): readonly Leaf[] {
  if (typeof value === 'string') return [{ name: at.split('.').at(-1) ?? '', at, with: put }];
  if (Array.isArray(value))
    return value.flatMap((each, n) =>
      leaves(each, `${at}.${n}`, (next) => put(value.map((old: unknown, m) => (m === n ? next : old)))),
    );
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    leaves(each, `${at}.${name}`, (next) => put({ ...value, [name]: next })),
  );
}

test('P-01 no text of any public payload takes a mobile or identity number', () => {
  let checked = 0;
  for (const sample of samples) {
    const kind = String(sample['kind']);
    assert.deepEqual(publicPayload.safeParse(sample).error?.issues, undefined, kind);
    for (const leaf of leaves(sample, kind, (value) => value)) {
      if (coded.has(leaf.name) || (leaf.name === 'kind' && leaf.at !== `${kind}.kind`)) continue;
      if (leaf.at === 'draw.voided.reason') continue;
      for (const text of personal)
        assert.equal(publicPayload.safeParse(leaf.with(`王某${text}`)).success, false, leaf.at);
      checked += 1;
    }
  }
  assert.ok(checked > 40, `${checked}`);
});

/** Every object inside a value, each with a way to add a member to it. */
function objects(value: unknown, at: string, put: (value: unknown) => unknown): readonly Leaf[] {
  if (Array.isArray(value))
    return value.flatMap((each, n) =>
      objects(each, `${at}.${n}`, (next) => put(value.map((old: unknown, m) => (m === n ? next : old)))),
    );
  if (typeof value !== 'object' || value === null) return [];
  const own: Leaf = { name: at, at, with: (text) => put({ ...value, [text]: '王某' }) };
  return [
    own,
    ...Object.entries(value).flatMap(([name, each]) =>
      objects(each, `${at}.${name}`, (next) => put({ ...value, [name]: next })),
    ),
  ];
}

test('P-01 no object of any public payload takes a person, a telephone, an address or a position', () => {
  let checked = 0;
  for (const sample of samples)
    for (const place of objects(sample, String(sample['kind']), (value) => value))
      for (const member of ['phone', 'address', 'legalRep', 'inspectors', 'position', 'idNumber']) {
        assert.equal(publicPayload.safeParse(place.with(member)).success, false, `${place.at} ${member}`);
        checked += 1;
      }
  assert.ok(checked > 90, `${checked}`);
});
