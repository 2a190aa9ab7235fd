/** Builds the files that tests read: workbooks from rows of XML or of values, text in Chinese encodings. Never used by the product. */
import { buildZip, type ZipPart } from './build-zip.ts';

export interface WorkbookParts {
  /** XML of the rows, `<row>…</row>`. */
  readonly rows: string;
  /** XML behind the rows, for instance merged ranges. */
  readonly behind?: string;
  readonly strings?: readonly string[];
  /** Format codes; style n (from 1) uses the n-th. */
  readonly formats?: readonly string[];
  readonly date1904?: boolean;
  /** Names of sheets; the rows stand in the first that is not in `empty`. */
  readonly sheets?: readonly { readonly name: string; readonly rows?: string; readonly state?: string }[];
  readonly extra?: readonly ZipPart[];
  readonly prefix?: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function sheetXml(rows: string, behind = '', prefix = ''): string {
  const tag = (name: string) => `${prefix}${name}`;
  const space = prefix === '' ? 'xmlns' : `xmlns:${prefix.slice(0, -1)}`;
  return `${declaration}<${tag('worksheet')} ${space}="${main}"><${tag('sheetData')}>${rows}</${tag('sheetData')}>${behind}</${tag('worksheet')}>`;
}

/** The parts of a workbook, to be changed before zipping. */
export function workbookParts(book: WorkbookParts): ZipPart[] {
  const sheets = book.sheets ?? [{ name: 'Sheet1' }];
  const sheetTags = sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  const links = sheets.map(
    (_sheet, i) =>
      `<Relationship Id="rId${i + 1}" Type="${officeRelations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const strings = (book.strings ?? []).map((text) =>
    text.startsWith('<') ? `<si>${text}</si>` : `<si><t xml:space="preserve">${text}</t></si>`,
  );
  const formats = (book.formats ?? []).map(
    (code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  const styles = ['<xf numFmtId="0"/>', ...formats.map((_format, i) => `<xf numFmtId="${164 + i}"/>`)];
  return [
    {
      name: '[Content_Types].xml',
      data: `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: '_rels/.rels',
      data: `${declaration}<Relationships><Relationship Id="rId1" Type="${officeRelations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `${declaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><workbookPr${book.date1904 === true ? ' date1904="1"' : ''}/><sheets>${sheetTags.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `${declaration}<Relationships>${links.join('')}<Relationship Id="rIdS" Type="${officeRelations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rIdT" Type="${officeRelations}/styles" Target="/xl/styles.xml"/></Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      data: `${declaration}<styleSheet xmlns="${main}"><numFmts>${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', data: `${declaration}<sst xmlns="${main}">${strings.join('')}</sst>` },
    ...sheets.map(({ rows }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: sheetXml(rows ?? (i === 0 ? book.rows : ''), i === 0 ? book.behind : '', book.prefix),
    })),
    ...(book.extra ?? []),
  ];
}

export function workbook(book: WorkbookParts): Buffer {
  return buildZip(workbookParts(book));
}

/** Replaces the content of one part. */
export function withPart(
  parts: readonly ZipPart[],
  name: string,
  change: (part: ZipPart) => ZipPart,
): Buffer {
  return buildZip(parts.map((part) => (part.name === name ? change(part) : part)));
}

/** Rows of inline texts; '' leaves a cell out. */
export function textRows(rows: readonly (readonly string[])[], firstRow = 1): string {
  return rows
    .map((cells, i) => {
      const row = firstRow + i;
      const tags = cells.map((text, column) =>
        text === ''
          ? ''
          : `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
      );
      return `<row r="${row}">${tags.join('')}</row>`;
    })
    .join('');
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

let gbTable: Map<string, Buffer> | undefined;

/** Node decodes GB18030 but does not encode it: the table is turned round. Two-byte characters only. */
export function gb18030(text: string): Buffer {
  if (gbTable === undefined) {
    gbTable = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low !== 0x7f) gbTable.set(decoder.decode(Buffer.from([high, low])), Buffer.from([high, low]));
      }
    }
  }
  return Buffer.concat(
    Array.from(text, (character) => gbTable?.get(character) ?? Buffer.from(character, 'latin1')),
  );
}

export function utf16(text: string, mark: boolean, bigEndian = false): Buffer {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}
