/**
 * Normalises the texts of imported cells. Pure; knows no field and no register.
 * What a normaliser does not understand is kept as it was typed, together with the code of the problem.
 */
import { readDate } from './cell-dates.ts';
import { isRegistrationNumber, usccProblem } from './uscc.ts';

/** How a column's cells are read. */
export type CellKind =
  | 'text' // one line: widths, spaces and marks for "nothing" mended
  | 'name' // as text; spaces between Han characters removed
  | 'code' // local and certificate numbers: half width, without spaces, upper case
  | 'uscc' // as code, with the checks of GB 32100
  | 'regNo' // as code, with the check of the 15-digit registration number
  | 'date' // YYYY-MM-DD; a month or year alone means its first day
  | 'dateEnd' // as date, but the last day; of a range the later end; 长期 is empty
  | 'list' // several values, joined by 、
  | 'integer'
  | 'decimal'; // digits with a point; thousands marks and units of area, money and persons dropped

export interface NormalCell {
  /** '' for empty. */
  readonly value: string;
  /** A key of `spreadsheet-text` (`cell.…`), or null. */
  readonly problem: string | null;
}

export interface CellContext {
  /** The workbook counts days from 1904 (old Macintosh files). */
  readonly date1904: boolean;
}

const emptyCell: NormalCell = { value: '', problem: null };
const plainContext: CellContext = { date1904: false };

/** Texts that people type for "nothing". */
const nothingMarks = new Set([
  'N/A',
  'NA',
  '#N/A',
  'NULL',
  '(NULL)',
  'NONE',
  'NAN',
  '无',
  '暂无',
  '空',
  '-',
  '--',
  '---',
  '—',
  '——',
  '―',
  '/',
  '\\',
  '*',
  '.',
]);
const longestMark = 6;

// Plain text that needs no mending at all: the fast path of nearly every cell.
const needsNothing = /^[\u4e00-\u9fa5A-Za-z0-9#:()（），。、；：《》“”./*+—-]+$/;
const invisible =
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const spaces = /[\s\u00a0\u2000-\u200a\u3000]+/g;
const neutralised = /^'(?=[=+\-@\t\r＝＋－＠])/;
const precisionLost = /^[+-]?\d(\.\d+)?E\+(1[1-9]|[2-9]\d)$/i;

/** Full-width letters, digits, signs and the wide space to half width. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000]/g, (wide) =>
    wide === '\u3000' ? ' ' : String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}

function halfWidthLettersAndDigits(text: string): string {
  return text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}

/** One line: NFC, no control or direction characters, single spaces, half-width letters and digits, '' for "nothing". */
export function cleanText(text: string): string {
  if (needsNothing.test(text)) return isNothing(text) ? '' : text;
  const line = halfWidthLettersAndDigits(text.replace(neutralised, ''))
    .normalize('NFC')
    .replace(invisible, '')
    .replace(spaces, ' ')
    .trim();
  return isNothing(line) ? '' : line;
}

function isNothing(line: string): boolean {
  return line.length <= longestMark && nothingMarks.has(line.toUpperCase());
}

/** A code: half width, upper case, no spaces, hyphens alike, without a leading apostrophe or the `="…"` of text made by a formula. */
export function cleanCode(text: string): string {
  if (/^[0-9A-Z]+$/.test(text)) return nothingMarks.has(text) ? '' : text;
  const code = toHalfWidth(cleanText(text))
    .replace(/^="?(.*?)"?$/, '$1')
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(/[\s'‘’`"]/g, '')
    .toUpperCase();
  return nothingMarks.has(code) ? '' : code;
}

/** Was a long number stored as `9.11405E+17`, its last digits gone? */
export function isPrecisionLost(text: string): boolean {
  return precisionLost.test(text.trim());
}

/** Several values of one cell, divided by 、 , ; spaces or line ends; each once, in their order. */
export function splitList(text: string): readonly string[] {
  const values = text
    .split(/[、,，;；\s\u3000]+/)
    .map(cleanText)
    .filter((value) => value !== '');
  return [...new Set(values)];
}

/** Normalises one cell. @returns the value and, where something is wrong, the code of the sentence. */
export function normaliseCell(kind: CellKind, text: string, context: CellContext = plainContext): NormalCell {
  if (text === '') return emptyCell;
  switch (kind) {
    case 'text':
      return { value: cleanText(text), problem: null };
    case 'name':
      return {
        value: cleanText(text).replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ''),
        problem: null,
      };
    case 'code':
      return codeCell(text, () => null);
    case 'uscc':
      return codeCell(text, usccProblem);
    case 'regNo':
      return codeCell(text, registrationProblem);
    case 'date':
    case 'dateEnd':
      return readDate(cleanText(text), kind === 'dateEnd', context.date1904);
    case 'list':
      return { value: splitList(text).join('、'), problem: null };
    case 'integer':
      return integerCell(cleanText(text));
    case 'decimal':
      return decimalCell(cleanText(text));
  }
}

function codeCell(text: string, check: (code: string) => string | null): NormalCell {
  const value = cleanCode(text);
  if (value === '') return emptyCell;
  if (isPrecisionLost(value)) return { value, problem: 'cell.precision_lost' };
  const problem = check(value);
  // Fifteen digits kept and zeros behind: what spreadsheet programs make of an 18-digit number.
  const rounded = problem !== null && /^\d{15}0{3}$/.test(value);
  return { value, problem: rounded ? 'cell.precision_lost' : problem };
}

function registrationProblem(code: string): string | null {
  return /^\d{15}$/.test(code) && !isRegistrationNumber(code) ? 'cell.registration_number_check' : null;
}

function integerCell(text: string): NormalCell {
  if (text === '') return emptyCell;
  const digits = toHalfWidth(text)
    .replace(/[,\s]/g, '')
    .replace(/\.0+$/, '')
    .replace(/[家人次个件户]$/, '');
  return /^\d{1,9}$/.test(digits)
    ? { value: String(Number(digits)), problem: null }
    : { value: text, problem: 'cell.not_an_integer' };
}

function decimalCell(text: string): NormalCell {
  if (text === '') return emptyCell;
  const digits = toHalfWidth(text)
    .replace(/[,\s]/g, '')
    .replace(/(平方米|㎡|m2|m²|万元|元|人|米)$/i, '');
  const parts = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(digits);
  if (parts === null) return { value: text, problem: 'cell.not_a_number' };
  const rest = (parts[2] ?? '').replace(/0+$/, '');
  return { value: `${Number(parts[1])}${rest === '' ? '' : `.${rest}`}`, problem: null };
}
