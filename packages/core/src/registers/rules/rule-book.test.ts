import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetRules, presets } from './presets-form.ts';
import { clocks, type RuleBook, ruleBook } from './rule-book.ts';
import { exampleOf, ruleBookObstacles } from './rule-book-rules.ts';
import { classInWords, clauseChanges, percentText, ruleClauses } from './rule-clauses.ts';

const zh = { locale: 'zh', sections: [] } as const;
const plain = presetRules('plain');

test('R061 each preset keeps the schema, names every clock but the one that only some places have, and can be submitted as it is', () => {
  for (const preset of presets) {
    assert.deepEqual(ruleBook.parse(preset), preset);
    assert.deepEqual(ruleBookObstacles(preset), []);
    const named = new Set(clocks.filter((clock) => clock !== 'schemeFiled'));
    assert.deepEqual(new Set(preset.deadlines.map((one) => one.clock)), named);
    assert.equal(
      new Set(ruleClauses(preset, zh).map((one) => `${one.section} ${one.key}`)).size,
      ruleClauses(preset, zh).length,
    );
  }
});

test('37 objects at 15 % are 6 rounded up, 6 rounded half up, 5 rounded down, and the product is shown exactly', () => {
  const sampling: RuleBook['sampling'] = {
    ...plain.sampling,
    rounding: 'half',
    classes: [
      { code: 'M', name: '非煤矿山', where: {}, history: null, take: { rule: 'draw', rate: [15, 100] } },
    ],
  };
  const [row] = exampleOf(sampling, [37, 0]).classes;
  assert.deepEqual([row?.product, row?.target], ['5.55', 6]);
  assert.deepEqual(
    row?.byRounding.map((one) => [one.rounding, one.target]),
    [
      ['ceil', 6],
      ['half', 6],
      ['floor', 5],
      ['cascade', 5],
    ],
  );
});

test('a directory of 4,928 objects gives the sum over its classes; small and empty classes are told apart', () => {
  const example = exampleOf(plain.sampling, [2000, 2500, 400, 20, 8, 0]);
  assert.deepEqual(
    example.classes.map((one) => [one.target, one.isSmall]),
    [
      [50, false],
      [125, false],
      [40, false],
      [4, false],
      [1, true],
    ],
  );
  assert.deepEqual([example.objects, example.target], [4928, 220]);
  const empty = exampleOf(plain.sampling, [0, 0, 0, 0, 0, 3]);
  assert.deepEqual([empty.target, empty.unclassed, empty.classes[0]?.isSmall], [0, 3, false]);
});

test('a history condition is said in words', () => {
  const [first] = presetRules('shanxi').sampling.classes;
  assert.ok(first);
  assert.equal(
    classInWords(first, zh),
    '近 12 个月内查实投诉举报不少于 3 件，或者近 12 个月内有严重违法行为',
  );
  const both = {
    ...first,
    where: { credit: ['C', 'D'] },
    history: { complaints: 2, seriousViolation: false, months: 6 },
  };
  assert.equal(
    classInWords(both, zh),
    '信用等级为C 类（信用一般）或者D 类（信用差），且近 6 个月内查实投诉举报不少于 2 件',
  );
});

test('rates are said exactly', () => {
  assert.deepEqual(
    [percentText([25, 1000]), percentText([1, 3]), percentText([7, 100]), percentText([1, 1])],
    ['2.5', '100/3', '7', '100'],
  );
});

/** One change per member of a rule book; none may pass unseen. */
const changes: readonly ((rules: RuleBook) => RuleBook)[] = [
  (r) => ({ ...r, sampling: { ...r.sampling, rounding: 'floor' } }),
  (r) => ({ ...r, sampling: { ...r.sampling, minimumOne: false } }),
  (r) => ({ ...r, sampling: { ...r.sampling, classes: r.sampling.classes.slice(1) } }),
  (r) => ({
    ...r,
    sampling: {
      ...r.sampling,
      classes: [
        ...r.sampling.classes.slice(1, 2),
        ...r.sampling.classes.slice(0, 1),
        ...r.sampling.classes.slice(2),
      ],
    },
  }),
  (r) => ({ ...r, sampling: { ...r.sampling, generalItemMost: [3, 100] } }),
  (r) => ({ ...r, caps: { ...r.caps, jointCountsOnce: false } }),
  (r) => ({ ...r, caps: { ...r.caps, above: 'refuse' } }),
  (r) => ({ ...r, caps: { ...r.caps, sameInspector: 4 } }),
  (r) => ({ ...r, caps: { ...r.caps, exemptions: r.caps.exemptions.slice(1) } }),
  (r) => ({ ...r, caps: { ...r.caps, warnings: [{ per: 'day', times: 5 }] } }),
  (r) => ({ ...r, matching: { ...r.matching, teamSize: 3 } }),
  (r) => ({ ...r, matching: { ...r.matching, fallback: [...r.matching.fallback].reverse() } }),
  (r) => ({ ...r, matching: { ...r.matching, recheck: 'drawn' } }),
  (r) => ({ ...r, mergeWindowDays: 31 }),
  (r) => ({ ...r, deadlines: r.deadlines.map((one) => ({ ...one, length: one.length + 1 })) }),
  (r) => ({ ...r, reveal: { ...r.reveal, daysAfterStart: 9 } }),
  (r) => ({ ...r, results: r.results.map((one) => ({ ...one, isPublished: !one.isPublished })) }),
  (r) => ({ ...r, publication: { ...r.publication, termMonths: 7 } }),
  (r) => ({ ...r, leniency: { ...r.leniency, firstTimeMonths: 7 } }),
  (r) => ({ ...r, training: { ...r.training, yearlyHours: 40 } }),
  (r) => ({ ...r, training: { ...r.training, basis: '省规定' } }),
  (r) => ({ ...r, training: { ...r.training, sheetGate: 'refuse' } }),
  (r) => ({ ...r, formats: { ...r.formats, taskNumber: '{year}-{serial}' } }),
  (r) => ({ ...r, wording: { ...r.wording, standards: '新' } }),
];

test('the comparison of two versions shows every change and nothing else', () => {
  for (const locale of ['zh', 'en'] as const) {
    assert.deepEqual(clauseChanges(plain, plain, { locale, sections: [] }), []);
    for (const [index, change] of changes.entries())
      assert.ok(clauseChanges(plain, change(plain), { locale, sections: [] }).length > 0, `change ${index}`);
  }
  const [only, ...rest] = clauseChanges(plain, { ...plain, mergeWindowDays: 45 }, zh);
  assert.deepEqual(rest, []);
  assert.equal(only?.before, '计划时间相距 30 天以内、对象相同的检查，建议合并为一次。');
  assert.equal(only?.after, '计划时间相距 45 天以内、对象相同的检查，建议合并为一次。');
});
