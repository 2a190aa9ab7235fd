/** I-01 in short: what people upload by mistake or damaged is refused with its own sentence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CFB, utils, write } from '@e965/xlsx';
import { inspectTable } from './index.ts';
import { sheetXml, textRows, utf16, withPart, workbook, workbookParts } from './testing/build-files.ts';
import { buildZip } from './testing/build-zip.ts';
import { type Refusal, testRefusals } from './testing/refusals.ts';
import { scratch } from './testing/scratch.ts';

const files = scratch();
const head = ['企业名称', '统一社会信用代码', '地址'];
const rows = textRows([head, ['甲公司', '91140581111357539Y', '城区']]);
const parts = workbookParts({ rows });
const sheet1 = 'xl/worksheets/sheet1.xml';

function compound(...streams: readonly string[]): Buffer {
  const container = CFB.utils.cfb_new() as unknown;
  for (const stream of streams) CFB.utils.cfb_add(container, stream, Buffer.alloc(5000));
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array);
}
function brokenSheet(xml: string): () => Buffer {
  return () => withPart(parts, sheet1, (part) => ({ ...part, data: xml }));
}
function xls(): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([head, ['甲公司']]), '名录');
  return write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
}

const refusals: readonly Refusal[] = [
  // I-01: what people upload by mistake
  { what: 'an empty file', name: 'a.csv', bytes: () => '', code: 'spreadsheet.empty' },
  { what: 'only white space', name: 'a.csv', bytes: () => ' \r\n\n', code: 'spreadsheet.empty' },
  { what: 'only a byte order mark', name: 'a.csv', bytes: () => '\ufeff', code: 'spreadsheet.no_rows' },
  { what: 'only delimiters', name: 'a.csv', bytes: () => ',,,\n,,,\n', code: 'spreadsheet.no_rows' },
  {
    what: 'a web page called .xls',
    name: 'a.xls',
    bytes: () => '<html><table><tr><td>企业</td></tr></table></html>',
    code: 'spreadsheet.is_html',
    data: { extension: '.xls' },
  },
  {
    what: 'a web page with mark and spaces called .xlsx',
    name: 'a.xlsx',
    bytes: () => '\ufeff \n<!DOCTYPE html><html></html>',
    code: 'spreadsheet.is_html',
    data: { extension: '.xlsx' },
  },
  {
    what: 'a bare table tag called .xls',
    name: 'a.xls',
    bytes: () => '<table border=1><tr><td>1</td></tr></table>',
    code: 'spreadsheet.is_html',
  },
  {
    what: 'a web page in UTF-16',
    name: 'a.xls',
    bytes: () => utf16('<html><body></body></html>', true),
    code: 'spreadsheet.is_html',
  },
  {
    what: 'XML Spreadsheet 2003',
    name: 'a.xls',
    bytes: () =>
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    code: 'spreadsheet.is_xml_2003',
  },
  { what: 'a PDF', name: 'a.xlsx', bytes: () => '%PDF-1.7 …', code: 'spreadsheet.is_pdf' },
  {
    what: 'a picture',
    name: 'a.xlsx',
    bytes: () => Buffer.from('89504e470d0a1a0a0000', 'hex'),
    code: 'spreadsheet.is_image',
  },
  {
    what: 'a RAR archive',
    name: 'a.xlsx',
    bytes: () => Buffer.from('526172211a0700', 'hex'),
    code: 'spreadsheet.is_archive',
  },
  {
    what: 'an ordinary zip',
    name: 'a.xlsx',
    bytes: () => buildZip([{ name: '名录.csv', data: '企业名称' }]),
    code: 'spreadsheet.is_archive',
  },
  {
    what: 'an OpenDocument sheet',
    name: 'a.xlsx',
    bytes: () =>
      buildZip([
        { name: 'mimetype', data: 'x', stored: true },
        { name: 'content.xml', data: '<a/>' },
      ]),
    code: 'spreadsheet.is_ods',
  },
  {
    what: 'a binary workbook',
    name: 'a.xlsx',
    bytes: () =>
      withPart([...parts, { name: 'xl/workbook.bin', data: 'x' }], '_rels/.rels', (part) => ({
        ...part,
        data: String(part.data).replace('workbook.xml', 'workbook.bin'),
      })),
    code: 'spreadsheet.is_xlsb',
  },
  {
    what: 'a Word document as docx',
    name: 'a.xlsx',
    bytes: () =>
      withPart([...parts, { name: 'word/document.xml', data: '<w/>' }], '_rels/.rels', (part) => ({
        ...part,
        data: String(part.data).replace('xl/workbook.xml', 'word/document.xml'),
      })),
    code: 'spreadsheet.is_word',
  },
  {
    what: 'a Word document as doc',
    name: 'a.xls',
    bytes: () => compound('WordDocument'),
    code: 'spreadsheet.is_word',
  },
  {
    what: 'a password-protected xlsx',
    name: 'a.xlsx',
    bytes: () => compound('EncryptionInfo', 'EncryptedPackage'),
    code: 'spreadsheet.encrypted',
  },
  {
    what: 'an xlsx whose parts are encrypted',
    name: 'a.xlsx',
    bytes: () => buildZip(parts.map((part) => ({ ...part, encrypted: true }))),
    code: 'spreadsheet.encrypted',
  },
  {
    what: 'another compound file',
    name: 'a.xls',
    bytes: () => compound('Something'),
    code: 'spreadsheet.not_a_table',
  },
  {
    what: 'a program',
    name: 'a.xls',
    bytes: () => Buffer.from('4d5a90000300', 'hex'),
    code: 'spreadsheet.not_a_table',
  },
  {
    what: 'an xls cut in the middle',
    name: 'a.xls',
    bytes: () => xls().subarray(0, 900),
    code: 'spreadsheet.broken',
  },
  {
    what: 'an xlsx cut in the middle',
    name: 'a.xlsx',
    bytes: () => workbook({ rows }).subarray(0, 700),
    code: 'spreadsheet.broken',
  },
  {
    what: 'a workbook without sheets',
    name: 'a.xlsx',
    bytes: () => workbook({ rows, sheets: [] }),
    code: 'spreadsheet.broken',
  },
  {
    what: 'a sheet without rows',
    name: 'a.xlsx',
    bytes: () => workbook({ rows: '' }),
    code: 'spreadsheet.no_rows',
    data: { sheet: 'Sheet1' },
  },
  {
    what: 'a sheet that does not exist',
    name: 'a.xlsx',
    bytes: () => workbook({ rows }),
    code: 'spreadsheet.sheet_not_found',
    options: { sheet: '二' },
    data: { sheet: '二', sheets: 'Sheet1' },
  },
  {
    what: 'a sheet cut off',
    name: 'a.xlsx',
    bytes: brokenSheet(sheetXml(rows).slice(0, 300)),
    code: 'spreadsheet.xml_broken',
  },
  {
    what: 'tags that do not match',
    name: 'a.xlsx',
    bytes: brokenSheet(`${sheetXml(rows)}</a></b>`),
    code: 'spreadsheet.xml_broken',
  },
];

testRefusals(files, refusals);

test('a missing file is a refusal, not a crash', async () => {
  await assert.rejects(inspectTable('/nonexistent/名录.csv'), {
    code: 'spreadsheet.not_found',
    data: { file: '名录.csv' },
  });
});
