import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockEnd, daysLate } from './followup-clocks.ts';
import { penaltyColumns, tenThousands } from './penalty.ts';
import { penaltyLine } from './penalty-form.ts';

test('amounts are written in ten thousands without floating point', () => {
  assert.deepEqual([0, 1, 1_000_000, 1_234_500, 5_000_000_000].map(tenThousands), [
    '0',
    '0.000001',
    '1',
    '1.2345',
    '5000',
  ]);
});

test('R247 a line of the penalty file has every column of the layout and no identity number', () => {
  const line = penaltyLine({
    decision: {
      number: '（晋）应急罚〔2026〕3号',
      decidedOn: '2026-05-08',
      partyKind: 'organisation',
      violation: '未按规定配备消防器材',
      facts: '灭火器压力不足',
      basis: '《中华人民共和国安全生产法》第九十九条',
      kinds: ['warning', 'fine'],
      content: '警告，罚款一万元',
      fineFen: 1_000_000,
      confiscatedFen: 0,
      licence: '',
      validTo: null,
      publicUntil: '2027-05-08',
      remark: '',
    },
    party: { name: '茶亭采石场', uscc: '91130181MA0T00000X', legalRep: '石磊' },
    agency: { name: '茶亭区应急管理局', uscc: '11130181000000000X' },
  });
  assert.equal(line.length, penaltyColumns.length);
  assert.equal(line[penaltyColumns.indexOf('CF_NR_FK')], '1');
  assert.equal(line[penaltyColumns.indexOf('CF_NR_WFFF')], '', 'nothing was confiscated');
  assert.equal(line[penaltyColumns.indexOf('CF_CFLB')], '警告；罚款');
  assert.ok(!penaltyColumns.some((column) => /ZJHM/.test(column)));
});

test('clocks: the rule book’s where it has one, the law’s for suspected crimes; day 0 is not counted', () => {
  const facts = {
    deadlines: [{ clock: 'reinspected', length: 7, unit: 'days', basis: '' }] as const,
    calendar: { years: [{ year: 2026, holidays: ['2026-05-01'], makeUpDays: [] }] },
  };
  const end = (clock: Parameters<typeof clockEnd>[1], from: string) => {
    const day = clockEnd({ ...facts, deadlines: [...facts.deadlines], ruleVersion: 1 }, clock, from);
    return day.ok ? day.value : day.error.code;
  };
  assert.equal(end('reinspected', '2026-04-01'), '2026-04-08');
  assert.equal(end('penaltyDecided', '2026-01-01'), '2026-04-01');
  assert.equal(end('penaltyPublished', '2026-04-29'), '2026-05-11');
  assert.equal(end('policeDecided', '2026-04-29'), '2026-05-02');
  assert.equal(end('penaltyPublished', '2027-01-04'), 'calendar.year_unpublished');
  assert.deepEqual(
    [
      daysLate('2026-05-01', '2026-05-01'),
      daysLate('2026-04-28', '2026-05-01'),
      daysLate(null, '2026-05-01'),
    ],
    [0, 3, 0],
  );
});
