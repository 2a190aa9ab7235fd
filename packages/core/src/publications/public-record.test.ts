/** What may stand in a public payload, what hints find, and what an exemption withholds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicLines } from './public-lines.ts';
import { type PublicResult, publicPayload, publicResult } from './public-record.ts';
import { carriedOver, changedParts, resultPayload, withhold } from './public-result.ts';
import { exemptableFields } from './publication.ts';
import { publicationHints } from './publication-hints.ts';

const id = '00000000-0000-4000-8000-000000000001';
const facts = {
  agency: { id, name: '茶亭区应急管理局' },
  plan: null,
  task: { number: '茶亭抽查〔2026〕1号', name: '专项检查' },
  origin: 'draw' as const,
  isTargeted: true,
  object: { name: '茶亭1号采石场', uscc: '91130181M000000001', kind: 'enterprise' },
  inspectedOn: '2026-03-02',
  items: [
    { name: '安全生产检查', code: 'correctedOnOrder', wording: '发现问题已责令改正' },
    { name: '内部事项', code: 'hidden', wording: '不公开' },
  ],
  overall: { code: 'correctedOnOrder', wording: '发现问题已责令改正', isProblem: true },
  findings: [
    { id, text: '配电箱未上锁', isPublic: true },
    { id: '00000000-0000-4000-8000-000000000002', text: '内部记载', isPublic: false },
  ],
  followups: [
    { kind: 'rectify' as const, state: 'closed' as const, ended: 'rectified' as const },
    { kind: 'rectify' as const, state: 'closed' as const, ended: 'rectified' as const },
  ],
};
const results = [
  { code: 'correctedOnOrder', wording: '发现问题已责令改正', isProblem: true, isPublished: true },
  { code: 'hidden', wording: '不公开', isProblem: false, isPublished: false },
];
const payload = (): PublicResult => {
  const made = resultPayload(facts, results);
  assert.ok(made !== null);
  return made;
};

test('R204 only the fields of the schema are taken, and only what is public of them', () => {
  const made = payload();
  assert.deepEqual(publicResult.parse(made), made);
  assert.deepEqual([made.items.length, made.findings.length, made.followups.length], [1, 1, 1]);
  assert.equal(made.followups[0]?.stateWording, '已整改，复查合格');
  for (const extra of ['phone', 'address', 'legalRep', 'inspectors', 'position', 'signature'])
    assert.equal(publicPayload.safeParse({ ...made, [extra]: 'x' }).success, false, extra);
  assert.equal(publicResult.safeParse({ ...made, object: { ...made.object, phone: '1' } }).success, false);
});

test('R204 a result whose code the rule book does not publish has no payload', () => {
  assert.equal(resultPayload({ ...facts, overall: { ...facts.overall, code: 'hidden' } }, results), null);
});

test('R204 no public text holds an identity number or a mobile number, however it is written; a task number is not taken for one', () => {
  const texts = [
    '联系13912345678',
    '联系139 1234 5678',
    '联系+86-13912345678',
    '联系１３９１２３４５６７８',
    '身份证110101199003073714',
    '身份证１１０１０１１９９００３０７１０９Ｘ',
  ];
  for (const text of texts)
    assert.equal(publicResult.safeParse({ ...payload(), findings: [{ id, text }] }).success, false, text);
  const numbers = [
    '130182202611060019',
    '130182198502300018',
    '000000198502280011',
    '任务11010119900307371X号',
  ];
  for (const text of [
    ...numbers,
    '编号20260302001',
    '规格φ159×4.5',
    '面积13912.5平方米',
    '批号1391234567890123',
  ])
    assert.equal(publicResult.safeParse({ ...payload(), findings: [{ id, text }] }).success, true, text);
});

test('R204 an object without a credit code is published without one', () => {
  const made = resultPayload({ ...facts, object: { ...facts.object, uscc: null } }, results);
  assert.equal(publicResult.safeParse(made).success, true);
  assert.ok(made !== null && publicLines(made).some((line) => line.key === 'code'));
});

test('hints find telephones, names, positions and words of secrecy; a name in the name of a unit is public by law', () => {
  const kinds = (text: string, persons: readonly string[] = []) =>
    publicationHints({ ...payload(), findings: [{ id, text }] }, persons).map((hint) => hint.kind);
  assert.deepEqual(kinds('值班室0311-86012345'), ['telephone']);
  assert.deepEqual(kinds('证号110101199003073714'), ['idNumber']);
  assert.deepEqual(kinds('任务130182202611060019'), ['idLike']);
  assert.deepEqual(kinds('位于113.451,38.04321'), ['position', 'position']);
  assert.deepEqual(kinds('指挥工程战时功能'), ['secretWord', 'secretWord']);
  assert.deepEqual(kinds('负责人张三未到场', ['张三', '']), ['personName']);
  const shop = {
    ...payload(),
    object: { ...payload().object, name: '张三小吃店', kind: 'individualBusiness' },
  };
  assert.deepEqual(publicationHints(shop, ['张三']), []);
  assert.deepEqual(kinds('配电箱未上锁', ['石']), []);
});

test('R203 a withheld part is gone from the payload and says so; a later version cannot bring it back', () => {
  for (const field of exemptableFields) {
    const cut = withhold(payload(), [field]);
    assert.equal(publicResult.safeParse(cut).success, true, field);
    assert.deepEqual(cut.withheld, [field]);
  }
  const cut = withhold(payload(), ['findings', 'objectName']);
  const carried = carriedOver(payload(), cut);
  assert.deepEqual([carried.findings, carried.object.name], [[], '']);
  assert.ok(
    publicLines(cut)
      .find((line) => line.key === 'findings')
      ?.values.some((value) => 'word' in value),
  );
});

test('R206 a corrected payload names the parts that changed, whatever the order of its members', () => {
  const made = payload();
  const turned = JSON.parse(JSON.stringify(made), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  ) as PublicResult;
  assert.deepEqual(changedParts(made, turned), []);
  assert.deepEqual(changedParts(made, { ...made, findings: [] }), ['findings']);
});
