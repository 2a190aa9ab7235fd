import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ItemFields } from './item.ts';
import { writeCell } from './item-cells.ts';
import { proposeColumns } from './item-columns.ts';
import { compareImport } from './item-import.ts';
import { itemLayouts, layoutColumns } from './item-layouts-form.ts';
import { readItems, withCodes } from './item-table.ts';
import { readMethods, readRatio, readRatioAndFrequency, readTier, readYearlyCap } from './item-values.ts';

const item: ItemFields = {
  code: '3-2',
  unit: '市应急管理局',
  category: '工贸企业检查',
  name: '有限空间作业的检查',
  subItems: ['辨识', '审批'],
  tier: 'key',
  bases: [
    { law: '安全生产法', article: '第四十三条', text: '', statuteId: null, articleId: null },
    { law: '有限空间作业安全规定', article: '', text: '', statuteId: null, articleId: null },
  ],
  subject: '县级以上应急管理部门',
  objectsText: '工贸企业\n（存在有限空间的）',
  objectKinds: [],
  content: '=台账；审批；监护',
  methods: ['onSite', 'testing'],
  otherMethods: '突击暗访',
  ratio: [1, 20],
  ratioText: '不低于5%',
  frequencyText: '每年不超过2次',
  yearlyCap: 2,
  qualifications: ['有限空间'],
  announced: true,
  sheetIds: [],
  guidance: '看台账',
  leniencyKeys: [],
  sectionId: null,
  coAgencies: ['消防救援机构', '市场监管部门'],
  remark: '无',
};

for (const layout of itemLayouts) {
  test(`R011 an item written in the layout ${layout} is read again without a difference`, () => {
    const columns = layoutColumns[layout];
    const rows = [item, { ...item, code: '4', name: '另一事项', tier: 'general' as const }].map(
      (fields, at) => ({
        row: at + 2,
        cells: columns.map(({ field }) => writeCell(fields, field)),
        ranges: columns.map(() => 0),
        role: 'data' as const,
      }),
    );
    const mapping = proposeColumns(
      columns.map(({ title }) => title),
      rows,
    );
    assert.deepEqual(Object.keys(mapping).toSorted(), columns.map(({ field }) => field).toSorted());
    const read = withCodes(readItems(rows, { sheet: '', mapping }).items);
    const draft = [
      { id: 'a', itemKey: 'a', fields: item },
      { id: 'b', itemKey: 'b', fields: { ...item, code: '4', name: '另一事项', tier: 'general' as const } },
    ];
    const found = compareImport(read, draft, { columns: columns.map(({ field }) => field), units: null });
    assert.deepEqual(
      found.items.map((one) => [one.outcome, one.existing?.id]),
      [
        ['same', 'a'],
        ['same', 'b'],
      ],
    );
  });
}

test('a row goes on with the item above when its name is blank or lies in the same merged cell; another tier is another item', () => {
  const row = (at: number, cells: readonly string[], range = 0) => ({
    row: at,
    cells,
    ranges: [0, range, 0, 0],
    role: 'data' as const,
  });
  const mapping = { category: 0, name: 1, tier: 2, bases: 3 };
  const { items } = readItems(
    [
      row(2, ['甲类', '事项一', '一般', '《甲法》第一条'], 7),
      row(3, ['甲类', '事项一', '一般', '《乙法》第二条'], 7),
      row(4, ['甲类', '事项一', '重点', '《丙法》第三条'], 7),
      row(5, ['', '事项二', '重点', '《丁法》第四条']),
      row(6, ['', '', '', '《戊法》第五条']),
    ],
    { sheet: '', mapping },
  );
  assert.deepEqual(
    items.map(({ fields, firstRow, lastRow }) => [
      fields.name,
      fields.category,
      fields.bases.length,
      firstRow,
      lastRow,
    ]),
    [
      ['事项一', '甲类', 2, 2, 3],
      ['事项一', '甲类', 1, 4, 4],
      ['事项二', '甲类', 2, 5, 6],
    ],
  );
});

test('words of methods, tiers, ratios and frequencies are understood, and what is not is kept', () => {
  assert.deepEqual(readMethods('现场检查、网络巡查、抽样检测等'), {
    methods: ['onSite', 'network', 'testing'],
    otherMethods: '',
  });
  assert.deepEqual(readMethods('非现场检查'), { methods: [], otherMethods: '非现场检查' });
  assert.deepEqual([readTier('重点检查事项\r\n'), readTier('一般'), readTier('')], ['key', 'general', null]);
  assert.deepEqual(
    [readRatio('不低于2.5%'), readRatio('全覆盖'), readRatio('5%至10%')],
    [[1, 40], [1, 1], null],
  );
  assert.deepEqual(readRatioAndFrequency('不低于5%；每年不超过1次'), {
    ratioText: '不低于5%',
    frequencyText: '每年不超过1次',
  });
  assert.deepEqual([readYearlyCap('每年不超过两次'), readYearlyCap('按需')], [2, null]);
});
