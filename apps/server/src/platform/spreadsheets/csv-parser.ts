/**
 * Divides CSV text into records (RFC 4180 and what people make of it): CR, LF or both, quotes, a delimiter of
 * any one character. Works on pieces of text, keeps nothing but the record under way, and says row and column
 * when a quote is never closed.
 */
import { columnLetter } from './numbers.ts';
import { type SheetRow, SpreadsheetError, type SpreadsheetLimits } from './types.ts';

export interface CsvParser {
  /** Adds text. @returns the records that it completes and that have a value. */
  push(text: string): SheetRow[];
  /** The last record. @throws SpreadsheetError when a quote is open. */
  end(): SheetRow[];
  /** Number of the record under way. */
  row(): number;
}

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const equals = 61;

type State = 'start' | 'plain' | 'quoted' | 'afterQuote';

/** @param delimiter one character */
export function createCsvParser(delimiter: string, limits: SpreadsheetLimits): CsvParser {
  return new StreamingParser(delimiter, limits);
}

/** The state between two pieces of text: a class because it is that state and nothing else. */
class StreamingParser implements CsvParser {
  readonly #divider: number;
  readonly #limits: SpreadsheetLimits;
  #state: State = 'start';
  #row = 1;
  #fieldRow = 1;
  /** Text of the field under way. */
  #kept = '';
  #cells: string[] = [];
  #filled = false;
  #afterReturn = false;
  #out: SheetRow[] = [];

  constructor(delimiter: string, limits: SpreadsheetLimits) {
    this.#divider = delimiter.charCodeAt(0);
    this.#limits = limits;
  }

  push(text: string): SheetRow[] {
    this.#out = [];
    let at = 0;
    while (at < text.length) at = this.#step(text, at);
    return this.#out;
  }

  end(): SheetRow[] {
    this.#out = [];
    if (this.#state === 'quoted') throw this.#unclosed();
    if (this.#state !== 'start' || this.#cells.length > 0) {
      this.#endField(this.#kept);
      this.#endRecord();
    }
    return this.#out;
  }

  row(): number {
    return this.#row;
  }

  #step(text: string, at: number): number {
    if (this.#state === 'quoted') return this.#quoted(text, at);
    if (this.#state === 'afterQuote') return this.#behindQuote(text, at);
    if (this.#state === 'start') {
      const code = text.charCodeAt(at);
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (code === lineFeed) return at + 1;
      }
      this.#fieldRow = this.#row;
      this.#state = code === quote ? 'quoted' : 'plain';
      if (code === quote) return at + 1;
    }
    return this.#plain(text, at);
  }

  #plain(text: string, from: number): number {
    let end = from;
    while (end < text.length && !this.#isBoundary(text.charCodeAt(end))) end++;
    const field = this.#kept === '' ? text.slice(from, end) : this.#kept + text.slice(from, end);
    if (end === text.length) {
      this.#kept = field;
      this.#checkLength(field.length);
      return end;
    }
    this.#boundary(text.charCodeAt(end), field);
    return end + 1;
  }

  #quoted(text: string, from: number): number {
    const close = text.indexOf('"', from);
    this.#kept += text.slice(from, close < 0 ? text.length : close);
    this.#checkLength(this.#kept.length);
    if (close < 0) return text.length;
    this.#state = 'afterQuote';
    return close + 1;
  }

  #behindQuote(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (code === quote) {
      this.#kept += '"';
      this.#state = 'quoted';
    } else if (this.#isBoundary(code)) {
      this.#boundary(code, this.#kept);
    } else if (this.#kept.includes('\n')) {
      // Text behind a closing quote that stood on a later line: an earlier quote was never closed.
      throw this.#unclosed();
    } else {
      this.#kept += text.charAt(at);
      this.#state = 'plain';
    }
    return at + 1;
  }

  #isBoundary(code: number): boolean {
    return code === this.#divider || code === lineFeed || code === carriageReturn;
  }

  /** Handles the character that ends a field. */
  #boundary(code: number, field: string): void {
    this.#endField(field);
    if (code === this.#divider) return;
    this.#endRecord();
    this.#afterReturn = code === carriageReturn;
  }

  #endField(text: string): void {
    this.#checkLength(text.length);
    const value = text.charCodeAt(0) === equals ? text.replace(/^="(.*)"$/s, '$1') : text;
    const { columns } = this.#limits;
    if (value !== '') {
      this.#filled = true;
      if (this.#cells.length >= columns) {
        const where = { row: this.#row, column: columnLetter(this.#cells.length), limit: columns };
        throw new SpreadsheetError('spreadsheet.too_many_columns', where);
      }
    }
    if (this.#cells.length < columns) this.#cells.push(value);
    this.#kept = '';
    this.#state = 'start';
  }

  #endRecord(): void {
    if (this.#filled) this.#out.push({ row: this.#row, cells: this.#cells, hidden: false, marks: null });
    this.#cells = [];
    this.#filled = false;
    this.#row++;
  }

  #checkLength(length: number): void {
    const limit = this.#limits.cellChars;
    if (length <= limit) return;
    if (this.#state === 'quoted' && this.#kept.includes('\n')) throw this.#unclosed();
    throw new SpreadsheetError('spreadsheet.cell_too_long', { ...this.#place(), limit });
  }

  #unclosed(): SpreadsheetError {
    return new SpreadsheetError('spreadsheet.unclosed_quote', this.#place());
  }

  #place() {
    return { row: this.#fieldRow, column: columnLetter(this.#cells.length) };
  }
}

const delimiters = [',', '\t', ';', '|'] as const;

/**
 * The delimiter that divides most records of a sample into the same number of fields.
 * A first line `sep=;`, which Excel writes, settles it.
 */
export function detectDelimiter(sample: string, limits: SpreadsheetLimits): string {
  const said = /^\ufeff?"?sep=(.)"?\r?\n/i.exec(sample);
  if (said?.[1] !== undefined) return said[1];
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const score = consistency(sample, delimiter, limits);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function consistency(sample: string, delimiter: string, limits: SpreadsheetLimits): number {
  let rows: SheetRow[];
  try {
    rows = createCsvParser(delimiter, limits).push(sample).slice(0, 100);
  } catch {
    return 0;
  }
  const widths = new Map<number, number>();
  for (const row of rows) widths.set(row.cells.length, (widths.get(row.cells.length) ?? 0) + 1);
  widths.delete(1);
  let best = 0;
  for (const [width, count] of widths)
    best = Math.max(best, (count / rows.length) * (1 + Math.min(width, 20) / 100));
  return best;
}
