/** CSV in every encoding, with every delimiter, cut anywhere. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SpreadsheetError } from './index.ts';
import { gb18030, textRows, utf16, workbook } from './testing/build-files.ts';
import { csv, reader, table } from './testing/reader.ts';
import { scratch } from './testing/scratch.ts';

const { rowsOf, cellsOf } = reader(scratch());

const texts: readonly (readonly [string, Buffer | string])[] = [
  ['UTF-8', csv],
  ['UTF-8 with BOM', `\ufeff${csv}`],
  ['GB18030', gb18030(csv)],
  ['GB18030 behind a UTF-8 BOM', Buffer.concat([Buffer.from('\ufeff'), gb18030(csv)])],
  ['GB18030 with its own mark', Buffer.concat([Buffer.from('84319533', 'hex'), gb18030(csv)])],
  ['UTF-16 little endian', utf16(csv, true)],
  ['UTF-16 big endian', utf16(csv, true, true)],
  ['UTF-16 without mark', utf16(csv, false)],
  ['CRLF', csv.replaceAll('\n', '\r\n')],
  ['CR alone', csv.replaceAll('\n', '\r')],
  ['CRLF and a last line end', `${csv.replaceAll('\n', '\r\n')}\r\n`],
  ['semicolons', csv.replaceAll(',', ';')],
  ['tabs', csv.replaceAll(',', '\t')],
  ['bars', csv.replaceAll(',', '|')],
  ['quotes everywhere', table.map((cells) => cells.map((text) => `"${text}"`).join(',')).join('\n')],
  ['text made by formulas', table.map((cells) => cells.map((text) => `="${text}"`).join(',')).join('\n')],
  [
    'quoted text made by formulas',
    table.map((cells) => cells.map((text) => `"=""${text}"""`).join(',')).join('\n'),
  ],
];
for (const [what, bytes] of texts) {
  test(`a CSV in ${what} is read`, async () => assert.deepEqual(await cellsOf('a.csv', bytes), table));
}

test('a first line sep= settles the delimiter and is no row', async () => {
  assert.deepEqual(await cellsOf('a.csv', 'sep=;\r\n名称;地址\r\n甲,乙;丙\r\n'), [
    ['名称', '地址'],
    ['甲,乙', '丙'],
  ]);
});

test('plain ASCII for more than a megabyte and then GB18030 is GB18030', async () => {
  const ascii = `${'x'.repeat(200)},code\n`.repeat(6000);
  const rows = await rowsOf('a.csv', Buffer.concat([Buffer.from(ascii), gb18030('晋城公司,代码\n')]));
  assert.deepEqual([rows.length, rows.at(-1)?.row, rows.at(-1)?.cells], [6001, 6001, ['晋城公司', '代码']]);
});

test('quoted line ends, delimiters and quotes belong to the cell, and rows are numbered as spreadsheets do', async () => {
  const rows = await rowsOf('a.csv', '名称,地址\n"甲\n公司","一,""二"""\n\n,\n丙,丁 "戊"\n');
  assert.deepEqual(
    rows.map((row) => [row.row, ...row.cells]),
    [
      [1, '名称', '地址'],
      [2, '甲\n公司', '一,"二"'],
      [5, '丙', '丁 "戊"'],
    ],
  );
});

test('whatever cells are written as CSV are read again the same, cut anywhere', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('甲', 'a', ',', '"', '\n', '\r', ';', '\t', ' ', '𠮷', '1'),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      async (data) => {
        const rows = [['名称', '代码', '地址'], ...data, ['末', '末', '末']];
        const text = rows
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const filled = rows.filter((cells) => cells.some((value) => value !== ''));
        assert.deepEqual(await cellsOf('a.csv', text), filled);
      },
    ),
    { numRuns: 60 },
  );
});

test('mutated files are refused or read, never anything else', async () => {
  const seeds = [
    Buffer.from(csv),
    gb18030(csv),
    workbook({ rows: textRows(table), behind: '<mergeCells><mergeCell ref="A2:A3"/></mergeCells>' }),
  ];
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      async (seed, changes) => {
        const bytes = Buffer.from(seed);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        await rowsOf('a', bytes).catch((error: unknown) =>
          assert.ok(error instanceof SpreadsheetError, String(error)),
        );
      },
    ),
    { numRuns: 400 },
  );
});

test('reading stops when it is cancelled', async () => {
  const abort = new AbortController();
  abort.abort();
  await assert.rejects(rowsOf('a.csv', csv, { signal: abort.signal }), { code: 'spreadsheet.cancelled' });
});
