import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FilteredObject } from '../pool-filter.ts';
import {
  capStatus,
  countBasis,
  type FrequencyEntry,
  judgedEntries,
  objectKey,
  repeatedInspectors,
  spanAround,
  visitWarnings,
} from './frequency.ts';
import { presetRules } from './presets-form.ts';
import { type CapRules, capExemptions, capRules, entryKinds, type FrequencyCap } from './rule-book.ts';

const base = presetRules('plain').caps;
const object: FilteredObject = {
  kind: 'enterprise',
  division: '140502',
  industry: '工贸',
  risk: 'general',
  credit: 'B',
  tags: [],
  sectionId: null,
};
const viewer = { agencyId: 'a1', level: 'county' };

let serial = 0;
function entry(change: Partial<FrequencyEntry> = {}): FrequencyEntry {
  serial += 1;
  const id = `e${String(serial).padStart(4, '0')}`;
  return {
    id,
    agencyId: 'a1',
    bodyName: '甲局',
    bodyLevel: 'county',
    enteredOn: '2026-03-10',
    kind: 'routine',
    visitKey: `v${id}`,
    exemption: null,
    inspectors: [],
    hasFinding: null,
    isWithdrawn: false,
    ...change,
  };
}

const cap = (change: Partial<FrequencyCap>): FrequencyCap => ({
  name: '上限',
  where: {},
  scope: 'agency',
  perYear: 2,
  planned: null,
  coverageYears: null,
  ...change,
});
/** The rules must pass the schema: what cannot be entered on the screen is no variant. */
const rules = (change: Partial<CapRules>): CapRules => capRules.parse({ ...base, ...change });

function left(caps: CapRules, entries: readonly FrequencyEntry[], of: Partial<FilteredObject> = {}) {
  return capStatus(caps, { ...object, ...of }, { entries, viewer, year: 2026 });
}

test('R075 Xianning: one agency two a year, higher risk by need, several bodies merge into one visit', () => {
  const xianning = rules({
    caps: [cap({ name: '较大以上风险按需', where: { risk: ['higher', 'major'] }, perYear: null }), cap({})],
    jointCountsOnce: true,
  });
  const two = [entry(), entry()];
  assert.equal(left(xianning, two).left, 0);
  assert.equal(left(xianning, two, { risk: 'major' }).left, null);
  const other = entry({ agencyId: 'a2', visitKey: two[0]?.visitKey ?? '' });
  assert.equal(left(xianning, [...two, other]).counted, 2);
});

test('R075 Zhongwei: each level two, both levels together four, cases and ten grounds outside', () => {
  const zhongwei = rules({
    caps: [cap({ scope: 'level', perYear: 2 }), cap({ scope: 'all', perYear: 4 })],
    countedKinds: ['routine', 'special'],
    exemptions: capExemptions.map((ground) => ({ ground, kinds: [] })),
  });
  const city = (change = {}) => entry({ agencyId: 'city', bodyLevel: 'prefecture', ...change });
  const outside = [entry({ kind: 'case' }), ...capExemptions.map((exemption) => entry({ exemption }))];
  assert.equal(left(zhongwei, outside).counted, 0);
  assert.equal(left(zhongwei, [...outside, entry(), city(), city()]).left, 1);
  const three = left(zhongwei, [entry(), city(), city(), city()]);
  assert.deepEqual([three.left, three.counted, three.cap], [0, 4, 4]);
  const own = left(zhongwei, [entry(), entry({ agencyId: 'a2' }), entry({ agencyId: 'a3' }), city()]);
  assert.deepEqual([own.isOver, own.counted, own.cap], [true, 3, 2]);
});

test('R075 Longyan: one visit planned, two at most', () => {
  const longyan = rules({ caps: [cap({ planned: 1, perYear: 2 })] });
  const status = left(longyan, [entry()]);
  assert.deepEqual([status.left, status.isOver, status.measures[0]?.planned], [1, false, 1]);
  assert.equal(left(longyan, [entry(), entry(), entry()]).isOver, true);
});

test('R075 Henan coal: classes A 2, B 4, C 6, D 4, bodies of evaluation once with full coverage in three years', () => {
  const perClass = { A: 2, B: 4, C: 6, D: 4 };
  const henan = rules({
    caps: [
      cap({ name: '评价机构', where: { tag: ['评价机构'] }, perYear: 1, coverageYears: 3 }),
      ...Object.entries(perClass).map(([tag, perYear]) =>
        cap({ name: `${tag}类煤矿`, where: { tag: [`煤矿${tag}类`] }, perYear }),
      ),
      cap({ name: '其他', perYear: null }),
    ],
  });
  for (const [tag, perYear] of Object.entries(perClass))
    assert.equal(left(henan, [], { tags: [`煤矿${tag}类`] }).cap, perYear);
  const body = left(henan, [entry()], { tags: ['评价机构'] });
  assert.deepEqual([body.left, body.measures[0]?.coverageYears], [0, 3]);
});

test('R075 national answer: routine, case and special visits count, but special ones ordered from above do not', () => {
  const national = rules({
    countedKinds: ['routine', 'special', 'case'],
    exemptions: [{ ground: 'superiorOrder', kinds: ['special'] }],
  });
  const basis = (change: Partial<FrequencyEntry>) => countBasis(national, entry(change));
  assert.equal(basis({ kind: 'case' }), 'counted');
  assert.equal(basis({ kind: 'special' }), 'counted');
  assert.equal(basis({ kind: 'special', exemption: 'superiorOrder' }), 'exempt');
  assert.equal(basis({ kind: 'routine', exemption: 'superiorOrder' }), 'counted');
  assert.equal(basis({ kind: 'special', exemption: 'complaint' }), 'counted');
});

test('R075 Shenzhen: a joint visit is one record where entries of all bodies add up, and three where each is counted', () => {
  const joint = ['a1', 'a2', 'a3'].map((agencyId) => entry({ agencyId, visitKey: 'joint' }));
  const once = rules({ caps: [cap({ scope: 'all' })], jointCountsOnce: true });
  assert.equal(left(once, joint).counted, 1);
  assert.deepEqual(
    judgedEntries(once, joint).map((one) => one.basis),
    ['counted', 'sameVisit', 'sameVisit'],
  );
  assert.equal(left({ ...once, jointCountsOnce: false }, joint).counted, 3);
});

test('a service visit and a withdrawn entry stand in the ledger and count nowhere', () => {
  assert.equal(countBasis(base, entry({ kind: 'service' })), 'kindNotCounted');
  assert.equal(countBasis(base, entry({ isWithdrawn: true })), 'withdrawn');
  assert.equal(left(base, [entry({ enteredOn: '2025-12-31' })]).counted, 0);
});

test('R300 the same thing in two directories is one object: by credit code, else by local code and name', () => {
  const key = (uscc: string | null, localCode: string | null, name: string) =>
    objectKey({ uscc, localCode, name });
  assert.equal(key('91140581111357539y', 'RF1', '甲'), key(' 91140581111357539Y', null, '乙'));
  assert.equal(key(null, 'RF1', '广场 人防工程'), key('', 'rf1', '广场人防工程'));
  assert.notEqual(key(null, 'RF1', '甲'), key(null, 'RF1', '乙'));
});

test('R301 more than one a day, two a week, three a month warn; the rule book sets the numbers', () => {
  const on = (enteredOn: string, change = {}) => entry({ enteredOn, ...change });
  // 9 March 2026 is a Monday.
  const visits = [
    on('2026-03-02'),
    on('2026-03-09'),
    on('2026-03-15', { kind: 'service' }),
    on('2026-03-15'),
  ];
  const found = visitWarnings(base, visits, '2026-03-15');
  assert.deepEqual(
    found.map((one) => [one.per, one.found]),
    [
      ['day', 2],
      ['week', 3],
      ['month', 4],
    ],
  );
  assert.deepEqual(
    visitWarnings(base, visits, '2026-03-02').map((one) => one.per),
    ['month'],
  );
  assert.deepEqual(
    visitWarnings({ ...base, warnings: [{ per: 'day', times: 2 }] }, visits, '2026-03-15'),
    [],
  );
  const joint = [on('2026-05-04', { visitKey: 'j' }), on('2026-05-04', { visitKey: 'j', agencyId: 'a2' })];
  assert.deepEqual(visitWarnings(base, joint, '2026-05-04'), []);
  assert.deepEqual(
    visitWarnings(base, [...joint, on('2026-05-04', { isWithdrawn: true })], '2026-05-04'),
    [],
  );
});

test('a week runs from Monday to Sunday and a month to its last day', () => {
  assert.deepEqual(spanAround('week', '2026-03-15'), ['2026-03-09', '2026-03-15']);
  assert.deepEqual(spanAround('week', '2026-01-01'), ['2025-12-29', '2026-01-04']);
  assert.deepEqual(spanAround('month', '2024-02-10'), ['2024-02-01', '2024-02-29']);
  assert.deepEqual(spanAround('month', '2026-12-31'), ['2026-12-01', '2026-12-31']);
});

test('R302 the third visit of an inspector to an object in a year without findings asks for a reason', () => {
  const visit = (change: Partial<FrequencyEntry> = {}) =>
    entry({ inspectors: ['n1'], hasFinding: false, ...change });
  const next = { enteredOn: '2026-09-01', inspectors: ['n1', 'n2'], visitKey: 'next' };
  assert.deepEqual(repeatedInspectors(base, [visit(), visit()], next), ['n1']);
  assert.deepEqual(repeatedInspectors(base, [visit()], next), []);
  for (const change of [
    { hasFinding: true },
    { hasFinding: null },
    { isWithdrawn: true },
    { enteredOn: '2025-09-01' },
  ])
    assert.deepEqual(repeatedInspectors(base, [visit(), visit(change)], next), []);
  assert.deepEqual(repeatedInspectors({ ...base, sameInspector: null }, [visit(), visit()], next), []);
});

const anyEntry = fc
  .record({
    agencyId: fc.constantFrom('a1', 'a2', null),
    bodyLevel: fc.constantFrom('county', 'prefecture'),
    enteredOn: fc.constantFrom('2025-12-31', '2026-01-01', '2026-06-30', '2026-12-31'),
    kind: fc.constantFrom(...entryKinds),
    visitKey: fc.constantFrom('v1', 'v2', 'v3', 'v4'),
    exemption: fc.option(fc.constantFrom(...capExemptions)),
    isWithdrawn: fc.boolean(),
  })
  .map((change) => entry(change));
const anyRules = fc
  .record({
    caps: fc
      .array(fc.record({ scope: fc.constantFrom('agency', 'level', 'all'), perYear: fc.option(fc.nat(4)) }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((caps) => caps.map((one) => cap(one as Partial<FrequencyCap>))),
    countedKinds: fc.subarray([...entryKinds]),
    jointCountsOnce: fc.boolean(),
    exemptions: fc.array(
      fc.record({ ground: fc.constantFrom(...capExemptions), kinds: fc.subarray([...entryKinds]) }),
      { maxLength: 4 },
    ),
  })
  .map((change) => rules(change));

test('R300 I10 the ledger’s count equals the entries that count under the rules, whatever the rules are', () => {
  fc.assert(
    fc.property(anyRules, fc.array(anyEntry, { maxLength: 12 }), (caps, entries) => {
      const status = left(caps, entries);
      for (const measure of status.measures) {
        const counting = entries.filter(
          (one) =>
            one.enteredOn >= '2026-01-01' &&
            !one.isWithdrawn &&
            caps.countedKinds.includes(one.kind) &&
            !caps.exemptions.some(
              ({ ground, kinds }) =>
                ground === one.exemption && (kinds.length === 0 || kinds.includes(one.kind)),
            ) &&
            { agency: one.agencyId === 'a1', level: one.bodyLevel === 'county', all: true }[measure.scope],
        );
        const expected = caps.jointCountsOnce
          ? new Set(counting.map((one) => one.visitKey)).size
          : counting.length;
        assert.equal(measure.counted, expected);
        assert.equal(measure.isOver, measure.cap !== null && expected > measure.cap);
      }
      assert.equal(judgedEntries(caps, entries).length, entries.length);
      const tightest = Math.min(
        ...status.measures.map((one) =>
          one.cap === null ? Number.POSITIVE_INFINITY : one.cap - one.counted,
        ),
      );
      assert.equal(status.left ?? Number.POSITIVE_INFINITY, Math.max(0, tightest));
    }),
  );
});
