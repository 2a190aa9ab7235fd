/** I-01 in short: tables with a fault or beyond a limit are refused, and the sentence names row and column. */
import { gb18030, textRows, workbook } from './testing/build-files.ts';
import { type Refusal, testRefusals } from './testing/refusals.ts';
import { scratch } from './testing/scratch.ts';

const files = scratch();
const head = ['企业名称', '统一社会信用代码', '地址'];
const rows = textRows([head, ['甲公司', '91140581111357539Y', '城区']]);
const manyNames = Array.from({ length: 40 }, (_, i) => `企业名称第${i}号,代码,地址`).join('\n');

const refusals: readonly Refusal[] = [
  // text files
  {
    what: 'a quote never closed',
    name: 'a.csv',
    bytes: () => `企业名称,地址\n甲公司,城区\n乙公司,"城区\n${'丙公司,城区\n'.repeat(20)}`,
    code: 'spreadsheet.unclosed_quote',
    data: { row: 3, column: 'B' },
  },
  {
    what: 'a quote closed by a later one',
    name: 'a.csv',
    bytes: () => '企业名称,地址\n"甲公司,城区\n乙公司,"城区"\n',
    code: 'spreadsheet.unclosed_quote',
    data: { row: 2, column: 'A' },
  },
  {
    what: 'a quote over more than a cell may hold',
    name: 'a.csv',
    bytes: () => `企业名称,地址\n甲,"${'乙公司,城区\n'.repeat(9000)}"`,
    code: 'spreadsheet.unclosed_quote',
    data: { row: 2, column: 'B' },
  },
  {
    what: 'a cell of 40,000 characters',
    name: 'a.csv',
    bytes: () => `企业名称,地址\n甲,${'城'.repeat(40_000)}\n`,
    code: 'spreadsheet.cell_too_long',
    data: { row: 2, column: 'B' },
  },
  {
    what: 'zero bytes',
    name: 'a.csv',
    bytes: () =>
      Buffer.concat([
        Buffer.from('企业名称,地址\n甲公司,城区\n乙公司'),
        Buffer.from([0, 0, 1]),
        Buffer.from('\n'),
      ]),
    code: 'spreadsheet.not_text',
    data: { row: 3 },
  },
  {
    what: 'UTF-8 with GB18030 rows',
    name: 'a.csv',
    bytes: () => Buffer.concat([Buffer.from(`${manyNames}\n`), gb18030('丙公司,代码,地址\n')]),
    code: 'spreadsheet.encoding_mixed',
    data: { row: 41 },
  },
  {
    what: 'UTF-8 cut inside a character',
    name: 'a.csv',
    bytes: () => Buffer.from(manyNames).subarray(0, -1),
    code: 'spreadsheet.encoding_mixed',
    data: { row: 40 },
  },
  {
    what: 'bytes of no encoding',
    name: 'a.csv',
    bytes: () =>
      Buffer.concat([Buffer.from('name,address\nA,B\n'), Buffer.from([0xc3, 0x28, 0xff, 0xff, 0x0a])]),
    code: 'spreadsheet.encoding_unknown',
    data: { row: 3 },
  },
  {
    what: 'more rows than allowed',
    name: 'a.csv',
    bytes: () => `名称,地址\n${'甲,乙\n'.repeat(30)}`,
    code: 'spreadsheet.too_many_rows',
    data: { row: 21, limit: 20 },
    options: { limits: { rows: 20 } },
  },
  {
    what: 'more columns than allowed',
    name: 'a.csv',
    bytes: () => `名称,地址\n${'甲,'.repeat(300)}\n`,
    code: 'spreadsheet.too_many_columns',
    data: { row: 2, column: 'IW', limit: 256 },
  },
  {
    what: 'more bytes than allowed',
    name: 'a.csv',
    bytes: () => 'a,b\n'.repeat(600_000),
    code: 'spreadsheet.too_large',
    data: { size: 3, limit: 2, format: 'CSV' },
    options: { limits: { csvBytes: 2 * 1024 * 1024 } },
  },
  {
    what: 'an xlsx with a value beyond the last column',
    name: 'a.xlsx',
    bytes: () => workbook({ rows: '<row r="7"><c r="ZZ7"><v>1</v></c></row>' }),
    code: 'spreadsheet.too_many_columns',
    data: { row: 7, column: 'ZZ' },
  },
  {
    what: 'an xlsx cell of 40,000 characters',
    name: 'a.xlsx',
    bytes: () => workbook({ rows: textRows([head, ['甲', '', '城'.repeat(40_000)]]) }),
    code: 'spreadsheet.cell_too_long',
    data: { row: 2, column: 'C' },
  },
  {
    what: 'more merged ranges than allowed',
    name: 'a.xlsx',
    bytes: () =>
      workbook({ rows, behind: `<mergeCells>${'<mergeCell ref="A5:B6"/>'.repeat(30)}</mergeCells>` }),
    code: 'spreadsheet.too_many_merged',
    options: { limits: { mergedRanges: 20 } },
  },
  {
    what: 'more different texts than allowed',
    name: 'a.xlsx',
    bytes: () => workbook({ rows, strings: Array.from({ length: 500 }, (_, i) => `名称${i}`) }),
    code: 'spreadsheet.too_many_texts',
    options: { limits: { sharedStringBytes: 4000 } },
  },
];

testRefusals(files, refusals);
