/** Names by day, divisions and their chain, as pure rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDivision, divisionLevel, parentDivision } from './division.ts';
import { existsOn, nameOnDay } from './organisation.ts';

test('the name on a day is the earliest one that was still in use', () => {
  const former = [
    { name: '甲', shortName: '', untilDay: '2020-01-01' },
    { name: '乙', shortName: '', untilDay: '2023-03-23' },
  ];
  const on = (day: string) => nameOnDay('丙', former, day);
  assert.deepEqual(['2019-12-31', '2020-01-01', '2023-03-22', '2023-03-23', '2026-01-01'].map(on), [
    '甲',
    '乙',
    '乙',
    '丙',
    '丙',
  ]);
});

test('levels and superiors follow the form of the code', () => {
  const codes = ['140000', '140500', '140502', '140502001', '140502001001'];
  assert.deepEqual(codes.map(divisionLevel), ['province', 'prefecture', 'county', 'township', 'village']);
  assert.deepEqual(codes.map(parentDivision), [null, '140000', '140500', '140502', '140502001']);
  assert.deepEqual(['99', '990000', '1405', '14050200', 'abcdef'].map(divisionLevel), [
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a code may be given anew once its days are over', () => {
  const known = [
    { id: 'a', code: '130000', name: '河北省', validFrom: null, validTo: null },
    { id: 'b', code: '130100', name: '旧名', validFrom: null, validTo: '2000-01-01' },
  ];
  const check = (validFrom: string | null) =>
    checkDivision({ id: null, code: '130100', name: '新名', validFrom, validTo: null }, known);
  assert.equal(check('2000-01-01').ok, true);
  const early = check('1999-12-31');
  assert.equal(early.ok ? '' : early.error.code, 'division.code_taken');
});

test('a unit exists from its first day up to the day before its end', () => {
  const unit = { validFrom: '2020-01-01', validTo: '2021-01-01' };
  assert.deepEqual(
    ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map((day) => existsOn(unit, day)),
    [false, true, true, false],
  );
});
