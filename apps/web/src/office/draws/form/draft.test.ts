import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DrawSettingsInput, drawSettings } from '@mingcha/core/draws/draw-task.ts';
import { draftOf, instantOf, newStratum, percentOf, rateOf, settingsOf } from './draft.ts';

const agencyId = '01980000-0000-7000-8000-000000000001';
const partnerId = '01980000-0000-7000-8000-000000000002';

/** A task that uses every kind of rule and source. */
const task: DrawSettingsInput = {
  series: 2026,
  origin: {
    kind: 'adHoc',
    ground: {
      document: '通知',
      number: '〔2026〕2号',
      day: '2026-03-01',
      approver: '市政府',
      reason: '部署',
    },
  },
  itemKeys: [agencyId, partnerId],
  insteadOf: { drawId: partnerId, reason: '范围调整' },
  item: { code: 'FM-01', name: '非煤矿山' },
  planNumber: '〔2026〕2号',
  window: { from: '2026-04-01', to: '2026-11-30' },
  place: '三楼会议室',
  meetsAt: '2026-04-02T01:30:00.000Z',
  scope: { mode: 'targeted', filter: { credit: ['C', 'D'], division: ['130181'] } },
  exclusions: [{ reason: 'exempt', note: '', where: { tag: ['停产'] }, objectIds: [] }],
  strata: [
    {
      rule: 'draw',
      code: '01',
      name: 'C 类',
      where: { credit: ['C'] },
      rate: [25, 1000],
      round: 'half',
      min: 1,
    },
    { rule: 'fixed', code: '02', name: 'D 类', where: { credit: ['D'] }, number: 3 },
    { rule: 'all', code: '04', name: '投诉', history: { complaints: 2, seriousViolation: true, months: 12 } },
    { rule: 'all', code: '03', name: '其余' },
  ],
  participants: [partnerId],
  teams: [
    {
      stratum: '*',
      groups: [
        { agencyId, lead: true, n: 1 },
        { agencyId, skills: ['矿山'], n: 1 },
        { agencyId: partnerId, n: 2, anyArea: true },
      ],
    },
  ],
  ceremony: {
    preset: 'A',
    onMissing: 'skip',
    sources: [
      { kind: 'party', role: '纪检监察' },
      { kind: 'digits', means: 'dice', who: '业务科室代表', length: 20 },
      { kind: 'lottery', game: '排列五', issue: '26312', pattern: '[0-9]{5}', outcomes: 100_000 },
      { kind: 'drand', delayS: 1200 },
    ],
  },
  disclosure: { mode: 'sealed', releaseAt: '2026-12-01T00:00:00.000Z' },
};

test('a saved task that is opened and saved again unchanged is the same task', () => {
  const saved = drawSettings.parse(task);
  const again = drawSettings.parse(settingsOf(draftOf(saved)));
  assert.deepEqual(
    { ...again, strata: again.strata.map(withoutScale) },
    { ...saved, strata: saved.strata.map(withoutScale) },
  );
});

/** 25/1000 and 2.5 % are one rate in two spellings. */
function withoutScale(stratum: { readonly rule: string; readonly rate?: readonly [number, number] }) {
  return stratum.rate === undefined ? stratum : { ...stratum, rate: stratum.rate[0] / stratum.rate[1] };
}

test('a percent becomes a fraction of whole numbers, never a float', () => {
  assert.deepEqual(rateOf('15'), [15, 100]);
  assert.deepEqual(rateOf('2.5'), [25, 1000]);
  assert.deepEqual(rateOf('１５％'), [15, 100]);
  assert.deepEqual(rateOf('0.0001'), [1, 1_000_000]);
  for (const typed of ['', 'x', '-1', '1e1', '1.23456', '15.', '１0１0'])
    assert.equal(rateOf(typed), null, typed);
  assert.equal(percentOf([25, 1000]), '2.5');
});

test('a number that cannot be read is refused beside its field instead of becoming another number', () => {
  const draft = draftOf(drawSettings.parse(task));
  const wrong = { ...draft, strata: [newStratum({ code: '01', name: '全部', percent: '15a' })] };
  const read = drawSettings.safeParse(settingsOf(wrong));
  assert.ok(
    !read.success && read.error.issues.some((issue) => issue.path.join('.').startsWith('strata.0.rate')),
  );
});

test('moments are typed in the business zone', () => {
  assert.equal(instantOf('2026-12-01T08:00'), '2026-12-01T00:00:00.000Z');
  assert.equal(instantOf(''), '');
});
