/** The parts of an xlsx that say what its sheets are: workbook, relationships, styles. Macros and links are never touched. */
import { posix } from 'node:path';
import { builtinStyle, customStyle, type NumberStyle } from './numbers.ts';
import { SpreadsheetError, type SpreadsheetLimits } from './types.ts';
import { readSharedStrings, type SharedStrings } from './xlsx-strings.ts';
import { attribute, decodeOfficeText, scanXml } from './xml.ts';
import { openZip, type Zip } from './zip.ts';

export interface XlsxSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly zip: Zip;
  readonly sheets: readonly XlsxSheet[];
  readonly date1904: boolean;
  readonly styles: readonly NumberStyle[];
  readonly strings: SharedStrings;
}

interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

const smallPart = 32 * 1024 * 1024;

/** Opens a workbook; the caller closes `zip`. @throws SpreadsheetError */
export async function openWorkbook(path: string, limits: SpreadsheetLimits): Promise<Workbook> {
  const zip = await openZip(path, limits);
  try {
    const main = await mainPart(zip);
    const links = await relationships(zip, main);
    const { sheets, date1904 } = await readSheets(zip, main, links);
    const byType = (type: string) => links.find((link) => link.type === type)?.target ?? null;
    const stylesPart = byType('styles');
    const styles = stylesPart === null ? [] : await readStyles(zip, stylesPart);
    const strings = await readSharedStrings(zip, byType('sharedStrings'), limits);
    return { zip, sheets, date1904, styles, strings };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function mainPart(zip: Zip): Promise<string> {
  const links = await relationships(zip, '');
  const target = links.find((link) => link.type === 'officeDocument')?.target ?? zip.find('xl/workbook.xml');
  if (target === null) throw new SpreadsheetError(strangerCode(zip), { part: 'workbook' });
  if (target.toLowerCase().endsWith('.bin')) throw new SpreadsheetError('spreadsheet.is_xlsb');
  if (/^word\//i.test(target)) throw new SpreadsheetError('spreadsheet.is_word');
  if (!/^xl\//i.test(target) && zip.find('xl/workbook.xml') === null && !/workbook/i.test(target)) {
    throw new SpreadsheetError('spreadsheet.not_a_table');
  }
  return target;
}

function strangerCode(zip: Zip): string {
  if (zip.find('content.xml') !== null) return 'spreadsheet.is_ods';
  return zip.find('[Content_Types].xml') === null ? 'spreadsheet.is_archive' : 'spreadsheet.broken';
}

/** Internal relationships of a part, targets as stored names; external ones are left out. */
async function relationships(zip: Zip, part: string): Promise<readonly Relationship[]> {
  const folder = posix.dirname(part);
  const file = zip.find(posix.join(folder, '_rels', `${posix.basename(part)}.rels`));
  if (file === null) return [];
  const links: Relationship[] = [];
  scanXml(file, await zip.text(file, smallPart), {
    open(name, attributes) {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const target = decodeOfficeText(attribute(attributes, 'Target') ?? '', file);
      const full = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      const stored = zip.find(posix.normalize(full));
      if (stored === null) return;
      const type = (attribute(attributes, 'Type') ?? '').split('/').at(-1) ?? '';
      links.push({ id: attribute(attributes, 'Id') ?? '', type, target: stored });
    },
  });
  return links;
}

async function readSheets(zip: Zip, part: string, links: readonly Relationship[]) {
  const sheets: XlsxSheet[] = [];
  let date1904 = false;
  scanXml(part, await zip.text(part, smallPart), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const link = links.find((one) => one.id === attribute(attributes, 'id') && one.type === 'worksheet');
      const state = attribute(attributes, 'state');
      if (link === undefined) return; // chart sheets, dialog sheets, external ones
      const sheetName = decodeOfficeText(attribute(attributes, 'name') ?? '', part);
      sheets.push({ name: sheetName, hidden: state !== null && state !== 'visible', part: link.target });
    },
  });
  if (sheets.length === 0) throw new SpreadsheetError('spreadsheet.broken', { part });
  return { sheets, date1904 };
}

/** Number style by cell style index. */
async function readStyles(zip: Zip, part: string): Promise<readonly NumberStyle[]> {
  const custom = new Map<string, NumberStyle>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  scanXml(part, await zip.text(part, smallPart), {
    open(name, attributes) {
      if (name === 'numFmt') {
        const code = decodeOfficeText(attribute(attributes, 'formatCode') ?? '', part);
        custom.set(attribute(attributes, 'numFmtId') ?? '', customStyle(code));
      } else if (name === 'cellXfs') {
        inCells = true;
      } else if (name === 'xf' && inCells) {
        const id = attribute(attributes, 'numFmtId') ?? '0';
        styles.push(custom.get(id) ?? builtinStyle(Number(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
