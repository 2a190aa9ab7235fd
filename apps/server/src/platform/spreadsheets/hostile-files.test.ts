/** I-03, I-04, I-05 in short: bombs, forged sizes, entities and names that climb are refused. */
import { sheetXml, textRows, withPart, workbook, workbookParts } from './testing/build-files.ts';
import { buildZip } from './testing/build-zip.ts';
import { type Refusal, testRefusals } from './testing/refusals.ts';
import { scratch } from './testing/scratch.ts';

const files = scratch();
const rows = textRows([
  ['企业名称', '统一社会信用代码', '地址'],
  ['甲公司', '91140581111357539Y', '城区'],
]);
const parts = workbookParts({ rows });
const sheet1 = 'xl/worksheets/sheet1.xml';

function brokenSheet(xml: string): () => Buffer {
  return () => withPart(parts, sheet1, (part) => ({ ...part, data: xml }));
}
const refusals: readonly Refusal[] = [
  // I-03: bombs and forged sizes
  {
    what: 'a single cell that unpacks to 64 MB',
    name: 'a.xlsx',
    bytes: brokenSheet(
      sheetXml(`<row r="1"><c r="A1" t="inlineStr"><is><t>${'A'.repeat(64 << 20)}</t></is></c></row>`),
    ),
    code: 'spreadsheet.zip_bomb',
    data: { part: sheet1 },
  },
  {
    what: 'the same with a forged small size',
    name: 'a.xlsx',
    bytes: () =>
      withPart(parts, sheet1, (part) => ({
        ...part,
        data: sheetXml('<row/>'.repeat(5_000_000)),
        claimedSize: 9000,
      })),
    code: 'spreadsheet.zip_forged',
    data: { part: sheet1 },
  },
  {
    what: 'a forged large size',
    name: 'a.xlsx',
    bytes: () => withPart(parts, sheet1, (part) => ({ ...part, claimedSize: 9_000_000 })),
    code: 'spreadsheet.zip_forged',
  },
  {
    what: 'shared texts that unpack to 64 MB',
    name: 'a.xlsx',
    bytes: () => withPart(parts, 'xl/sharedStrings.xml', (part) => ({ ...part, data: ' '.repeat(64 << 20) })),
    code: 'spreadsheet.zip_bomb',
  },
  {
    what: 'parts that unpack to more than allowed together',
    name: 'a.xlsx',
    bytes: () =>
      buildZip([
        ...parts,
        ...Array.from({ length: 9 }, (_, i) => ({ name: `xl/media/${i}`, data: Buffer.alloc(400_000, i) })),
      ]),
    code: 'spreadsheet.zip_bomb',
    options: { limits: { unpackedBytes: 3_000_000 } },
  },
  {
    what: '3,000 parts',
    name: 'a.xlsx',
    bytes: () => buildZip(Array.from({ length: 3000 }, (_, i) => ({ name: `a${i}`, data: '' }))),
    code: 'spreadsheet.zip_too_many_entries',
    data: { count: 3000, limit: 2000 },
  },
  {
    what: 'parts that share their bytes',
    name: 'a.xlsx',
    bytes: () => buildZip(parts.map((part) => ({ ...part, claimedOffset: 0 }))),
    code: 'spreadsheet.zip_bomb',
  },
  {
    what: 'a zip inside a zip',
    name: 'a.xlsx',
    bytes: () => buildZip([{ name: 'inner.xlsx', data: workbook({ rows }) }]),
    code: 'spreadsheet.is_archive',
  },
  {
    what: 'a packing method that nobody uses',
    name: 'a.xlsx',
    bytes: () => withPart(parts, sheet1, (part) => ({ ...part, method: 14 })),
    code: 'spreadsheet.broken',
  },
  {
    what: 'packed bytes that are damaged',
    name: 'a.xlsx',
    bytes: () => withPart(parts, sheet1, (part) => ({ ...part, stored: true, method: 8 })),
    code: 'spreadsheet.broken',
  },
  // I-04: entities
  {
    what: 'an entity that reads a file',
    name: 'a.xlsx',
    bytes: brokenSheet(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml(rows)}`),
    code: 'spreadsheet.xml_forbidden',
    data: { part: sheet1 },
  },
  {
    what: 'a billion laughs',
    name: 'a.xlsx',
    bytes: () =>
      withPart(parts, 'xl/sharedStrings.xml', (part) => ({
        ...part,
        data: '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>',
      })),
    code: 'spreadsheet.xml_forbidden',
  },
  {
    what: 'an entity without a definition',
    name: 'a.xlsx',
    bytes: brokenSheet(sheetXml('<row r="1"><c t="str"><v>&bomb;</v></c></row>')),
    code: 'spreadsheet.xml_forbidden',
  },
  {
    what: 'a DOCTYPE in the workbook part',
    name: 'a.xlsx',
    bytes: () =>
      withPart(parts, 'xl/workbook.xml', (part) => ({ ...part, data: `<!DOCTYPE a>${String(part.data)}` })),
    code: 'spreadsheet.xml_forbidden',
  },
  // I-05: names of parts
  ...['../../etc/passwd', '/etc/passwd', 'xl/../../a', 'C:\\a', 'a\0b', 'xl\\..\\..\\a'].map((name) => ({
    what: `a part called ${JSON.stringify(name)}`,
    name: 'a.xlsx',
    bytes: () => buildZip([...parts, { name, data: 'x' }]),
    code: 'spreadsheet.zip_unsafe_name',
  })),
  {
    what: 'a part that is a symbolic link',
    name: 'a.xlsx',
    bytes: () => buildZip([...parts, { name: 'link', data: '/etc/passwd', mode: 0o120777 }]),
    code: 'spreadsheet.zip_unsafe_name',
  },
  {
    what: 'two parts of one name',
    name: 'a.xlsx',
    bytes: () => buildZip([...parts, { name: 'XL/Workbook.xml', data: '<a/>' }]),
    code: 'spreadsheet.zip_unsafe_name',
  },
];

testRefusals(files, refusals);
