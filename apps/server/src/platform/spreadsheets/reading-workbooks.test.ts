/** Cells of xlsx and xls: numbers, dates, merged ranges, formulas, rich text, and nothing from outside. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { sheetXml, textRows, utf16, workbook, workbookParts } from './testing/build-files.ts';
import { buildZip } from './testing/build-zip.ts';
import { reader, table } from './testing/reader.ts';
import { scratch } from './testing/scratch.ts';
import type { CellMark } from './types.ts';

const { rowsOf, cellsOf, inspect } = reader(scratch());

// One row of number cells: what the file stores, the format, what we read.
const numbers: readonly (readonly [stored: string, style: number, text: string, mark: CellMark])[] = [
  ['911405811113541949', 0, '911405811113541949', { kind: 'number' }],
  ['9.11405811113542E+17', 0, '911405811113542016', { kind: 'number', precisionLost: true }],
  ['911405811113541000', 0, '911405811113541000', { kind: 'number', precisionLost: true }],
  ['140500120010012', 0, '140500120010012', { kind: 'number' }],
  ['1E3', 0, '1000', { kind: 'number' }],
  ['0.10000000000000001', 0, '0.1', { kind: 'number' }],
  ['46082', 1, '2026-03-01', { kind: 'date' }],
  ['46082.5', 2, '2026-03-01 12:00:00', { kind: 'date' }],
  ['0.75', 3, '18:00:00', { kind: 'date' }],
  ['46082', 4, '2026-03-01', { kind: 'date' }],
  ['1302', 5, '001302', { kind: 'number' }],
  ['46082', 6, '46082', { kind: 'number' }],
  ['46082', 7, '2026-03-01', { kind: 'date' }],
];
const formats = [
  'yyyy/m/d',
  'yyyy-mm-dd hh:mm',
  'h:mm:ss',
  'yyyy"年"m"月"d"日"',
  '000000',
  '#,##0.00_ ;[Red]\\-#,##0.00',
  '[$-804]aaaa;m/d/yy',
];

test('number cells become exact texts by their formats; codes that lost digits are marked', async () => {
  const cells = numbers.map(([stored, style]) => `<c s="${style}"><v>${stored}</v></c>`).join('');
  // The last format begins with a weekday and is a date only by its later parts: read as a plain number.
  const [row] = await rowsOf('a.xlsx', workbook({ rows: `<row r="1">${cells}</row>`, formats }));
  numbers.slice(0, -1).forEach(([stored, , text, mark], i) => {
    assert.equal(row?.cells[i], text, stored);
    assert.deepEqual(row?.marks?.get(i), mark, stored);
  });
});

test('days counted from 1904 are the right days', async () => {
  const [row] = await rowsOf(
    'a.xlsx',
    workbook({ rows: '<row r="1"><c s="1"><v>44620</v></c></row>', formats: ['yyyy-mm-dd'], date1904: true }),
  );
  assert.deepEqual(row?.cells, ['2026-03-01']);
});

test('shared, rich, inline, formula, boolean and error cells are read; phonetic readings are not', async () => {
  const strings = [
    '甲公司',
    '<r><rPr><b/></rPr><t>乙</t></r><r><t xml:space="preserve"> 公司</t></r>',
    '<t>丙</t><rPh sb="0" eb="1"><t>ピン</t></rPh>',
    'A&amp;B &#x4E01;_x000D_',
  ];
  const cells = [
    '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c><c t="s"><v>99</v></c>',
    '<c t="inlineStr"><is><r><t>丁</t></r><r><t>公司</t></r></is></c><c t="str"><f>A1&amp;"x"</f><v>甲x</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c>',
    '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2026-03-01T00:00:00</v></c><c r="P1" t="str"><v><![CDATA[<b>&]]></v></c>',
  ];
  const [row] = await rowsOf('a.xlsx', workbook({ rows: `<row>${cells.join('')}</row>`, strings }));
  assert.deepEqual(row?.cells, [
    '甲公司',
    '乙 公司',
    '丙',
    'A&B 丁\r',
    '',
    '丁公司',
    '甲x',
    '2',
    '',
    'TRUE',
    '#N/A',
    '2026-03-01',
    '',
    '',
    '',
    '<b>&',
  ]);
  assert.deepEqual(
    [6, 8, 10].map((i) => row?.marks?.get(i)),
    [{ formula: true }, { formula: true, kind: 'error' }, { kind: 'error' }],
  );
});

test('merged values are given to every covered cell and marked, across and down', async () => {
  const rows = await rowsOf(
    'a.xlsx',
    workbook({
      rows: `${textRows([
        ['科', '名', '址'],
        ['一科', '甲', '同'],
        ['', '乙', ''],
        ['', '丙', ''],
      ])}<row r="5"><c r="A5"/></row>`,
      behind:
        '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="C2:E2"/><mergeCell ref="A9:XFD1048576"/></mergeCells>',
    }),
  );
  assert.deepEqual(
    rows.map((row) => row.cells),
    [
      ['科', '名', '址'],
      ['一科', '甲', '同', '同', '同'],
      ['一科', '乙'],
      ['一科', '丙'],
    ],
  );
  assert.equal(rows[3]?.marks?.get(0)?.merged, true);
  assert.equal(rows[3]?.marks?.get(1), undefined);
});

test('hidden rows are marked, rows and cells without references count on, prefixes do not matter', async () => {
  const xml =
    '<x:row r="3" hidden="1"><x:c t="str"><x:v>甲</x:v></x:c></x:row><x:row><x:c t="str"><x:v>乙</x:v></x:c></x:row>';
  const rows = await rowsOf('a.xlsx', workbook({ rows: xml, prefix: 'x:' }));
  assert.deepEqual(
    rows.map((row) => [row.row, row.hidden, ...row.cells]),
    [
      [3, true, '甲'],
      [4, false, '乙'],
    ],
  );
});

test('macros, external links and dynamic data exchange are never followed', async () => {
  const parts = workbookParts({
    rows: '<row r="1"><c t="str"><f>cmd|\'/C calc\'!A0</f><v>甲</v></c></row>',
    extra: [
      { name: 'xl/vbaProject.bin', data: 'macro' },
      {
        name: 'xl/externalLinks/externalLink1.xml',
        data: '<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:9/">]><a>&b;</a>',
      },
    ],
  });
  const bytes = buildZip(
    parts.map((part) =>
      part.name.endsWith('workbook.xml.rels')
        ? {
            ...part,
            data: String(part.data).replace(
              '</Relationships>',
              '<Relationship Id="e" Type="x/externalLink" Target="http://127.0.0.1:9/a" TargetMode="External"/></Relationships>',
            ),
          }
        : part,
    ),
  );
  assert.deepEqual(await cellsOf('a.xlsm', bytes), [['甲']]);
});

test('formatted but empty rows and columns to the edge of the sheet are nothing', async () => {
  const empty = Array.from(
    { length: 3000 },
    (_, i) => `<row r="${i + 4}"><c r="A${i + 4}" s="0"/><c r="XFD${i + 4}" s="0"/></row>`,
  ).join('');
  const found = await inspect('a.xlsx', workbook({ rows: textRows(table) + empty }));
  assert.deepEqual([found.dataRows, found.titles.length], [2, 3]);
});

test('a legacy xls is read with merged cells, dates and sheet names', async () => {
  const sheet: WorkSheet = utils.aoa_to_sheet([
    ['名录'],
    ['企业名称', '代码', '日期'],
    ['甲公司', '91140581111357539Y', null],
    [null, 140500, null],
  ]);
  const date: CellObject = { t: 'n', v: 46082, z: 'yyyy/m/d' };
  sheet['C3'] = date;
  sheet['!merges'] = [utils.decode_range('A1:C1'), utils.decode_range('A3:A4')];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '名录');
  const bytes = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
  const rows = await rowsOf('a.xls', bytes);
  assert.deepEqual(
    rows.map((row) => [row.row, ...row.cells]),
    [
      [1, '名录', '名录', '名录'],
      [2, '企业名称', '代码', '日期'],
      [3, '甲公司', '91140581111357539Y', '2026-03-01'],
      [4, '甲公司', '140500'],
    ],
  );
  const found = await inspect('a.xls', bytes);
  assert.deepEqual([found.format, found.sheet, found.headerRow, found.dataRows], ['xls', '名录', 2, 2]);
});

test('a sheet read in UTF-16 is read', async () => {
  const parts = workbookParts({ rows: '' }).map((part) =>
    part.name.endsWith('sheet1.xml') ? { ...part, data: utf16(sheetXml(textRows(table)), true) } : part,
  );
  assert.deepEqual(await cellsOf('a.xlsx', buildZip(parts)), table);
});
