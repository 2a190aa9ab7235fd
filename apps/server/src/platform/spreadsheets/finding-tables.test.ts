/** Where the table stands in its sheet: titles above, headers over two rows, notes below, several sheets; and the real files. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { proposeMapping } from '@mingcha/core/registers/columns.ts';
import { inspectTable } from './index.ts';
import { textRows, workbook } from './testing/build-files.ts';
import { csv, reader, table, titles } from './testing/reader.ts';
import { scratch } from './testing/scratch.ts';
import type { TableInspection } from './types.ts';

const files = scratch();
const { inspect, roles } = reader(files);

test('of several sheets the visible one with the known titles is taken, a named one when asked', async () => {
  const sheets = [
    {
      name: '填表说明',
      rows: textRows([
        ['说明', '内容'],
        ['一', '请如实填写'],
        ['二', '不得空缺'],
      ]),
    },
    { name: '旧名录', state: 'hidden', rows: textRows(table) },
    { name: '名录', rows: textRows(table) },
    { name: '空表', rows: '' },
  ];
  const found = await inspect('a.xlsx', workbook({ rows: '', sheets }));
  assert.equal(found.sheet, '名录');
  assert.deepEqual(found.notices, [
    { code: 'spreadsheet.other_sheets', data: { sheet: '名录', sheets: '填表说明' } },
  ]);
  assert.equal((await inspect('a.xlsx', workbook({ rows: '', sheets }), { sheet: '旧名录' })).dataRows, 2);
});

test('a readable file under a wrong name is read and the name is noted', async () => {
  const note = (found: TableInspection) =>
    found.notices.map((notice) => [notice.code, notice.data['extension'], notice.data['format']]);
  assert.deepEqual(note(await inspect('a.xls', csv)), [['spreadsheet.extension_differs', '.xls', 'CSV']]);
  assert.deepEqual(note(await inspect('a.csv', workbook({ rows: textRows(table) }))), [
    ['spreadsheet.extension_differs', '.csv', 'XLSX'],
  ]);
  assert.deepEqual(note(await inspect('a.txt', csv)), []);
});

test('title rows above, notes, totals, repeated headers and section titles are told from data', async () => {
  const sheet = [
    ['附件1'],
    ['2026年度检查对象名录库'],
    ['填报单位：晋城市应急管理局', '', '2026年3月1日'],
    ['序号', '企业名称', '统一社会信用代码', '地址'],
    ['一、矿山企业'],
    ['1', '甲煤矿', '91140581111357539Y', '高平'],
    ['2', '乙煤矿', '91140581111354354G', '沁水'],
    ['序号', '企业名称', '统一社会信用代码', '地址'],
    ['二、危化企业'],
    ['3', '丙化工厂', '9114052111129040X1', '陵川'],
    ['合计', '3家'],
    ['填表人：王小明', '', '审核人：李丽'],
    ['注：本表一式两份。'],
  ];
  const expected = [
    '5 section',
    '6 data',
    '7 data',
    '8 repeatedHeader',
    '9 section',
    '10 data',
    '11 total',
    '12 note',
    '13 note',
  ];
  assert.deepEqual(await roles('a.xlsx', workbook({ rows: textRows(sheet) })), expected);
  const found = await inspect('a.csv', sheet.map((cells) => cells.join(',')).join('\n'));
  assert.deepEqual([found.headerRow, found.headerRows, found.dataRows], [4, 1, 3]);
  assert.deepEqual(found.titleLines, [
    '附件1',
    '2026年度检查对象名录库',
    '填报单位：晋城市应急管理局 2026年3月1日',
  ]);
  assert.deepEqual(
    found.notesBelow?.map((note) => note.row),
    [12, 13],
  );
});

test('a last row with nothing but a name is data, not a note', async () => {
  assert.deepEqual(await roles('a.csv', `${csv}\n丙公司,,\n`), ['2 data', '3 data', '4 data']);
});

test('a header over two rows with merged cells is joined', async () => {
  const rows = textRows([
    ['名录'],
    ['序号', '企业名称', '联系人', '', '风险'],
    ['', '', '姓名', '电话', ''],
    ['1', '甲公司', '王小明', '13800000000', '低'],
    ['2', '乙公司', '李丽', '13800000001', '高'],
  ]);
  const behind = `<mergeCells>${['A1:E1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:E3'].map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const found = await inspect('a.xlsx', workbook({ rows, behind }));
  assert.deepEqual([found.headerRow, found.headerRows, found.dataRows], [2, 2, 2]);
  assert.deepEqual(found.titles, ['序号', '企业名称', '联系人/姓名', '联系人/电话', '风险']);
});

test('a header over two rows without merged cells is joined', async () => {
  const found = await inspect(
    'a.csv',
    '序号,企业名称,联系人,,风险\n,,姓名,电话,\n1,甲公司,王小明,13800000000,低\n2,乙公司,李丽,13800000001,高\n',
  );
  assert.deepEqual(found.titles, ['序号', '企业名称', '联系人/姓名', '联系人/电话', '风险']);
});

test('a roster without header is all data', async () => {
  const found = await inspect('a.csv', '甲公司,91140581111357539Y,城区\n乙公司,91140581111354354G,城区\n');
  assert.deepEqual(
    [found.headerRow, found.headerRows, found.dataRows, found.titles],
    [0, 0, 2, ['', '', '']],
  );
});

test('titles that we do not know are found by their form', async () => {
  const found = await inspect(
    'a.csv',
    '某某局重点单位清单,,\nQYBH,QYJC,KZXX\nA1,甲,2026-01-02\nA2,乙,2026-01-03\n',
    { knownTitles: [] },
  );
  assert.deepEqual([found.headerRow, found.titles], [2, ['QYBH', 'QYJC', 'KZXX']]);
});

test('codes that lost their digits are announced with column and row before anything is imported', async () => {
  const found = await inspect('a.csv', `${csv}\n丙公司,9.11405E+17,城区\n`);
  assert.deepEqual(found.notices, [
    { code: 'spreadsheet.precision_lost_cells', data: { column: 'B', row: 4 } },
  ]);
});

// Real files, where they lie beside the checkout.
const shared = new URL('../../../../../../shared/data/', import.meta.url);
const real = existsSync(shared);
const note = real ? '' : ' (no ../shared/data: a generated roster instead)';
async function inspectReal(name: string): Promise<TableInspection> {
  const path = fileURLToPath(new URL(name, shared));
  return inspectTable(real ? path : files.file('a.csv', generatedRoster()), { whole: true, ...titles });
}
function generatedRoster(): string {
  const line = (i: number) =>
    `晋城市第${i}煤矿有限公司,N/A,1980-05-09,N/A,"2,500(万)",采煤,山西,晋城,山西省晋城市高平市${i}号`;
  return [
    '企业名称,统一社会信用代码,注册日期,企业类型,注册资金,经营范围,所在省份,地区,注册地址',
    ...Array.from({ length: 860 }, (_, i) => line(i)),
  ].join('\n');
}

test(`the real rosters are read whole${note}`, async () => {
  for (const [name, count] of [
    ['objects-jincheng.csv', 4928],
    ['objects-jinzhou.csv', 860],
  ] as const) {
    const found = await inspectReal(name);
    assert.equal(found.dataRows, real ? count : 860);
    assert.deepEqual([found.headerRow, found.notesBelow, found.notices], [1, [], []]);
    const columns = found.titles.map((title, column) => ({
      column,
      title,
      values: found.samples.map((row) => row.cells[column] ?? ''),
    }));
    const { mapping, looksLike } = proposeMapping('objects', columns);
    assert.deepEqual(
      {
        name: mapping['name'],
        uscc: mapping['uscc'],
        area: mapping['area'],
        address: mapping['address'],
        looksLike,
      },
      { name: 0, uscc: 1, area: 7, address: 8, looksLike: null },
    );
  }
});

test('the real item lists are read with their merged cells', {
  skip: real ? false : 'no ../shared/data beside the checkout',
}, async () => {
  const list = await inspectReal('item-list-hainan-2020.xlsx');
  assert.deepEqual([list.headerRow, list.headerRows, list.dataRows], [2, 2, 388]);
  assert.deepEqual(list.titles, [
    '编制单位名称',
    '序号',
    '抽查项目/抽查类别',
    '抽查项目/抽查事项',
    '检查对象',
    '事项类别',
    '检查方式',
    '检查主体',
    '检查依据',
  ]);
  assert.ok(
    list.samples.every((row) => row.cells[0] !== '' && row.cells[2] !== ''),
    'continued items carry their heads',
  );
  const joint = await inspectReal('joint-item-list-hainan.xls');
  assert.deepEqual([joint.format, joint.headerRow, joint.dataRows], ['xls', 3, 83]);
  assert.deepEqual(joint.titles, ['序号', '抽查领域', '抽查事项', '检查对象', '发起部门', '配合部门']);
});
