import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readNames, readRate, readTimes, readWindow, recognisePlanColumns } from './plan-words.ts';

test('column titles of three found plan tables are recognised', () => {
  const shanxi = [
    '序号',
    '任务名称',
    '事项',
    '对象范围',
    '比例及频次',
    '信用风险要求',
    '起止时间',
    '发起部门',
    '配合部门',
    '检查模式',
  ];
  const emergency = [
    '序号',
    '检查事项',
    '依据',
    '检查对象',
    '检查内容',
    '检查方式',
    '频次和上限',
    '时间',
    '承办科室',
    '是否联合',
    '备注',
  ];
  const customary = [
    '序号',
    '检查主体',
    '配合部门',
    '计划名称',
    '检查内容',
    '对象范围',
    '抽取基数',
    '抽查比例',
    '频次',
    '抽查数量',
    '时间',
    '责任股室',
    '备注',
  ];
  const of = (titles: readonly string[]) => Object.fromEntries(recognisePlanColumns(titles));
  assert.deepEqual(of(shanxi), { scene: 1, items: 2, objects: 3, rate: 4, window: 6, partners: 8 });
  assert.deepEqual(of(emergency), {
    items: 1,
    objects: 3,
    methods: 5,
    times: 6,
    window: 7,
    section: 8,
    remark: 10,
  });
  assert.deepEqual(of(customary), {
    partners: 2,
    scene: 3,
    items: 4,
    objects: 5,
    rate: 7,
    times: 8,
    window: 10,
    section: 11,
    remark: 12,
  });
  assert.equal(recognisePlanColumns(['姓名', '证号']).size, 0);
});

test('ratios, frequencies and periods are read as bureaus write them, and nothing is guessed', () => {
  assert.deepEqual(readRate('15％'), { rule: 'draw', rate: [15, 100] });
  assert.deepEqual(readRate('不低于2.5%'), { rule: 'draw', rate: [25, 1000] });
  assert.deepEqual(readRate('全部'), { rule: 'all' });
  assert.deepEqual(readRate('5户'), { rule: 'fixed', number: 5 });
  assert.equal(readRate('若干'), null);
  assert.equal(readRate('150%'), null);
  assert.deepEqual(['', '1次/年', '每半年一次', '每季度1次', '按需'].map(readTimes), [1, 1, 2, 4, null]);
  assert.deepEqual(readWindow('2023-04-01~2023-11-30', 2023), { from: '2023-04-01', to: '2023-11-30' });
  assert.deepEqual(readWindow('4月1日至11月30日', 2026), { from: '2026-04-01', to: '2026-11-30' });
  assert.deepEqual(readWindow('2-6月', 2024), { from: '2024-02-01', to: '2024-06-30' });
  assert.deepEqual(readWindow('2月至4月', 2024), { from: '2024-02-01', to: '2024-04-30' });
  assert.deepEqual(readWindow('全年', 2026), { from: '2026-01-01', to: '2026-12-31' });
  assert.equal(readWindow('待定', 2026), null);
  assert.equal(readWindow('11月至4月', 2026), null);
  assert.deepEqual(readNames('市场监管局、消防救援大队；无'), ['市场监管局', '消防救援大队']);
});
