/**
 * Tells what a file is by its first bytes, whatever it is called. Files that are no table, or none that we
 * read, are refused with a code of their own; a readable file under a wrong name is read and noted.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Notice, SpreadsheetError, type SpreadsheetLimits, type TableFormat } from './types.ts';

export interface Sniffed {
  readonly format: TableFormat;
  readonly size: number;
  readonly notices: readonly Notice[];
}

const headBytes = 4096;
const mebibyte = 1024 * 1024;
const extensionsOf: Record<TableFormat, readonly string[]> = {
  csv: ['.csv', '.txt', '.tsv', '.tab', ''],
  xlsx: ['.xlsx', '.xlsm', '.xltx', '.xltm', ''],
  xls: ['.xls', '.xlt', '.et', '.ett', ''],
};
/** First bytes of files that people upload by mistake. */
const strangers: readonly (readonly [string, string])[] = [
  ['25504446', 'spreadsheet.is_pdf'],
  ['89504e47', 'spreadsheet.is_image'],
  ['ffd8ff', 'spreadsheet.is_image'],
  ['47494638', 'spreadsheet.is_image'],
  ['52617221', 'spreadsheet.is_archive'],
  ['377abcaf271c', 'spreadsheet.is_archive'],
  ['1f8b', 'spreadsheet.is_archive'],
  ['7b5c727466', 'spreadsheet.is_word'],
  ['7f454c46', 'spreadsheet.not_a_table'],
  ['4d5a90', 'spreadsheet.not_a_table'],
];

/** @throws SpreadsheetError when the file is absent, empty, too large or nothing we read */
export async function sniffFile(path: string, fileName: string, limits: SpreadsheetLimits): Promise<Sniffed> {
  const file = await open(path, 'r').catch(() => {
    throw new SpreadsheetError('spreadsheet.not_found', { file: fileName });
  });
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(headBytes, size));
    await file.read(head, 0, head.length, 0);
    const extension = extname(fileName).toLowerCase();
    const format = formatOf(head, extension);
    checkSize(format, size, limits);
    if (format === 'xls') await refuseOtherCompound(path);
    return { format, size, notices: extensionNotices(format, extension) };
  } finally {
    await file.close();
  }
}

function formatOf(head: Buffer, extension: string): TableFormat {
  if (head.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) {
    throw new SpreadsheetError('spreadsheet.empty');
  }
  const hex = head.subarray(0, 8).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx';
  if (hex.startsWith('d0cf11e0a1b11ae1')) return 'xls';
  if (/^09(00|02|04|08)(04|06|08|10)00/.test(hex)) return 'xls'; // BIFF 2–5 without a container
  const stranger = strangers.find(([magic]) => hex.startsWith(magic));
  if (stranger !== undefined) throw new SpreadsheetError(stranger[1]);
  refuseMarkup(head, extension);
  return 'csv';
}

/** Many systems write a web page and call it .xls. */
function refuseMarkup(head: Buffer, extension: string): void {
  const wide = head[0] === 0xff && head[1] === 0xfe;
  const text = head
    .toString(wide ? 'utf16le' : 'latin1')
    .replace(/^[\ufeff\u00ef\u00bb\u00bf\s]+/, '')
    .toLowerCase();
  if (!text.startsWith('<')) return;
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') && text.startsWith('<?xml')) {
    throw new SpreadsheetError('spreadsheet.is_xml_2003');
  }
  if (/^<(!doctype|html|head|meta|body|table|style|!--|div|script|\?xml)/.test(text)) {
    throw new SpreadsheetError('spreadsheet.is_html', { extension: extension === '' ? '-' : extension });
  }
}

function checkSize(format: TableFormat, size: number, limits: SpreadsheetLimits): void {
  const limit = { csv: limits.csvBytes, xlsx: limits.xlsxBytes, xls: limits.xlsBytes }[format];
  if (size <= limit) return;
  throw new SpreadsheetError('spreadsheet.too_large', {
    size: Math.ceil(size / mebibyte),
    limit: Math.floor(limit / mebibyte),
    format: format.toUpperCase(),
  });
}

/** A compound file may be a workbook, a Word document or an encrypted xlsx; the names in its directory tell. */
async function refuseOtherCompound(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const bytes = await file.readFile();
    const has = (name: string) => bytes.includes(Buffer.from(`${name}\0`, 'utf16le'));
    if (bytes[0] === 0x09 || has('Workbook') || has('Book')) return;
    if (has('EncryptedPackage')) throw new SpreadsheetError('spreadsheet.encrypted');
    if (has('WordDocument')) throw new SpreadsheetError('spreadsheet.is_word');
    throw new SpreadsheetError(bytes.length < 1536 ? 'spreadsheet.broken' : 'spreadsheet.not_a_table', {
      part: 'OLE',
    });
  } finally {
    await file.close();
  }
}

function extensionNotices(format: TableFormat, extension: string): readonly Notice[] {
  if (extensionsOf[format].includes(extension)) return [];
  return [{ code: 'spreadsheet.extension_differs', data: { extension, format: format.toUpperCase() } }];
}
