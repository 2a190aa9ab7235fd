import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperDigest } from '../../tasks/papers/paper-data.ts';
import { buildPaper } from '../../tasks/papers/paper-forms.ts';
import { wordingOf } from '../../tasks/papers/paper-wording.ts';
import { visitContent } from './visit-content.ts';
import { mergedFields, type StoredWrite } from './visit-fields.ts';
import type { PackedVisit } from './visit-pack.ts';
import { findingsToPutRight, type PaperFacts, visitPaper } from './visit-papers.ts';

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [bureau, brigade] = [uuid(1), uuid(2)];
const sheet = (versionId: string, agencyId: string): PackedVisit['sheets'][number] => ({
  versionId,
  name: '单位消防安全检查单',
  agencyId,
  itemKey: uuid(5),
  sections: [
    {
      title: '设施',
      lines: [
        {
          key: 'A1',
          requirement: '灭火器完好有效',
          bases: [
            { law: '中华人民共和国消防法', article: '第十六条', text: '', statuteId: null, articleId: null },
          ],
          method: '抽查',
          criterion: '',
          evidence: '',
          answer: 'conformity',
          unit: '',
          choices: [],
          askedWhen: null,
          notApplicable: '',
          findings: [],
        },
      ],
    },
  ],
});
const team = (agencyId: string, agencyName: string, initiator: boolean): PackedVisit['teams'][number] => ({
  agencyId,
  agencyName,
  initiator,
  stage: 'visiting',
  items: [{ itemKey: uuid(5), code: '3', name: '消防安全', content: '', guidance: '', bases: [] }],
  supervisionPhone: '12345',
});
const member = (n: number, agencyId: string, role: 'lead' | 'member' | 'expert') => ({
  id: uuid(n),
  agencyId,
  name: `检查员${n}`,
  certificateNumber: `证${n}`,
  role,
  state: 'claimed' as const,
});
const visit: PackedVisit = {
  inspectionId: uuid(10),
  jurisdictionId: uuid(11),
  taskId: uuid(12),
  taskNumber: '〔2026〕1号',
  taskTitle: '抽查',
  origin: 'draw',
  announced: false,
  offSite: false,
  window: { from: '2026-06-01', to: '2026-06-30' },
  scheduledFor: null,
  outcome: null,
  object: {
    name: '茶亭采石场',
    uscc: null,
    localCode: 'KS-1',
    kind: 'enterprise',
    address: '茶亭路1号',
    area: '',
    legalRep: '韩建国',
    contact: '',
    phone: '',
  },
  memberId: uuid(20),
  agencyId: bureau,
  teams: [team(bureau, '应急局', true), team(brigade, '消防大队', false)],
  members: [
    member(22, brigade, 'lead'),
    member(20, bureau, 'lead'),
    member(21, bureau, 'member'),
    member(23, bureau, 'expert'),
  ],
  approvedAt: null,
  notice: null,
  code: null,
  tripSheet: [],
  sheets: [sheet(uuid(30), bureau), sheet(uuid(31), brigade)],
  history: [],
  numbers: [],
  results: [],
  writes: [],
  evidence: [],
  signatures: [],
};

let seq = 0;
const write = (path: string, value: unknown): StoredWrite => {
  seq += 1;
  const at = '2026-06-01T02:00:00.000Z';
  return { id: uuid(1000 + seq), seq, path, value, base: null, at, by: '甲', deviceId: null };
};
const problem = (n: number, agencyId: string, action: string, dueOn: string | null) => [
  write(`findings/${uuid(n)}`, { agencyId, itemKey: null, sheetVersionId: uuid(30), lineKey: 'A1' }),
  write(`findings/${uuid(n)}/text`, `问题${n}`),
  write(`findings/${uuid(n)}/clauses`, [{ law: '中华人民共和国消防法', article: '第十六条' }]),
  write(`findings/${uuid(n)}/action`, action),
  write(`findings/${uuid(n)}/dueOn`, dueOn),
];

function factsOf(writes: readonly StoredWrite[], more: Partial<PaperFacts> = {}): PaperFacts {
  return {
    visit,
    content: visitContent(mergedFields(writes)),
    evidence: [
      { id: uuid(40), kind: 'scan', findingId: null, line: null },
      { id: uuid(41), kind: 'photo', findingId: uuid(50), line: null },
      { id: uuid(42), kind: 'photo', findingId: null, line: `${uuid(30)}/A1` },
    ],
    setting: {
      agency: { name: '应急局', shortName: '应急', phone: '5551', address: '' },
      remedies: { reviewBody: '市人民政府', court: '市人民法院' },
    },
    today: '2026-06-01',
    siteRecordNumber: '应急检记〔2026〕3号',
    ...more,
  };
}

test('R163 the record of a team holds its own lines and problems and names the other agencies', () => {
  const made = visitPaper(
    'siteRecord',
    factsOf([
      ...problem(50, bureau, 'rectify', '2026-06-16'),
      ...problem(51, brigade, 'case', null),
      write(`lines/${uuid(30)}/A1`, { answer: 'nonConform', value: null, by: 'hand' }),
    ]),
  );
  assert.ok(made.ok);
  assert.deepEqual(
    made.value.findings.map(({ text, photos }) => [text, photos]),
    [['问题50', ['1']]],
  );
  assert.deepEqual(made.value.jointAgencies, ['消防大队']);
  assert.deepEqual(
    made.value.lines.map(({ answer, photos }) => [answer, photos]),
    [['nonConform', ['2']]],
  );
  assert.deepEqual(
    made.value.people.map(({ name }) => name),
    ['检查员20', '检查员21', '检查员22'],
  );
  assert.deepEqual(
    made.value.assistants.map(({ name }) => name),
    ['检查员23'],
  );
});

test('R165 a visit that was refused has its facts and witness on the record and no lines', () => {
  const outcome = { outcome: 'refused', facts: '门卫拒绝开门', witness: '社区王某', witnessContact: '5552' };
  const made = visitPaper('siteRecord', factsOf([write('outcome', outcome)]));
  assert.ok(made.ok);
  assert.equal(made.value.outcome?.facts, '门卫拒绝开门');
  assert.equal(made.value.outcome.text, '拒绝、阻挠检查');
  assert.deepEqual(made.value.lines, []);
});

test('R165 the record of a closed door says nothing of certificates shown and rights told to nobody', () => {
  const outcome = { outcome: 'closedDown', facts: '大门上锁', witness: '', witnessContact: '' };
  const words = (writes: readonly StoredWrite[]) => {
    const made = visitPaper('siteRecord', factsOf(writes));
    assert.ok(made.ok);
    const head = { number: '1', wording: wordingOf(null), check: null };
    return JSON.stringify(buildPaper('siteRecord', made.value, head).blocks);
  };
  const closed = words([write('outcome', outcome)]);
  assert.match(closed, /大门上锁/);
  assert.doesNotMatch(closed, /执法证|回避/);
  const at = '2026-06-01T02:00:00.000Z';
  const refused = words([
    write('identify', { at, certificatesShown: true, code: 'shown' }),
    write('outcome', { ...outcome, outcome: 'refused' }),
  ]);
  assert.match(refused, /执法证/);
});

test('an order to correct holds only problems to be put right, each with its own day', () => {
  const facts = factsOf([
    ...problem(50, bureau, 'rectify', '2026-06-16'),
    ...problem(52, bureau, 'rectify', '2026-07-01'),
    ...problem(53, bureau, 'correctedOnSite', null),
  ]);
  const made = visitPaper('rectificationOrder', facts);
  assert.ok(made.ok);
  assert.deepEqual(
    made.value.findings.map(({ dueOn }) => dueOn),
    ['2026-06-16', '2026-07-01'],
  );
  assert.equal(made.value.siteRecordNumber, '应急检记〔2026〕3号');
  assert.equal(findingsToPutRight(visit, facts.content), 2);
});

test('no order is made of nothing, and none of a problem without its text', () => {
  const none = visitPaper('rectificationOrder', factsOf([]));
  assert.ok(!none.ok);
  assert.equal(none.error.code, 'visit.no_order');
  const untold = problem(50, bureau, 'rectify', '2026-06-16').filter(({ path }) => !path.endsWith('/text'));
  const unready = visitPaper('rectificationOrder', factsOf(untold));
  assert.ok(!unready.ok);
  assert.equal(unready.error.code, 'visit.paper_not_ready');
});

test('R168 guidance stands on the feedback and is no problem', () => {
  const made = visitPaper(
    'resultNotice',
    factsOf([write(`guidance/${uuid(60)}`, { agencyId: bureau, text: '建议每月试水一次', lineKey: null })]),
  );
  assert.ok(made.ok);
  assert.deepEqual(made.value.guidance, ['建议每月试水一次']);
  assert.deepEqual(made.value.findings, []);
});

test('the same visit gives the same digest, and any change another', () => {
  const writes = problem(50, bureau, 'rectify', '2026-06-16');
  const digest = (more: readonly StoredWrite[]): string => {
    const made = visitPaper('siteRecord', factsOf([...writes, ...more]));
    assert.ok(made.ok);
    return paperDigest(made.value);
  };
  assert.equal(digest([]), digest([]));
  assert.notEqual(digest([]), digest([write('situation', '现场有两台叉车')]));
});
