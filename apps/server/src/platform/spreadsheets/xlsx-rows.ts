/** Turns the tags of an xlsx sheet into rows of texts. */
import { type MergedRange, mergeSpreader, type RowDraft } from './merges.ts';
import { columnIndex, columnLetter, numberText } from './numbers.ts';
import { type CellMark, type SheetRow, SpreadsheetError, type SpreadsheetLimits } from './types.ts';
import type { Workbook } from './xlsx-workbook.ts';
import { attribute, createXmlScanner, decodeOfficeText, type XmlHandler, type XmlScanner } from './xml.ts';

export interface CollectorOptions {
  readonly part: string;
  readonly limits: SpreadsheetLimits;
  readonly ranges: readonly MergedRange[];
}

export interface RowCollector {
  readonly scanner: XmlScanner;
  /** The rows completed since the last call. */
  take(): SheetRow[];
}

export function createRowCollector(workbook: Workbook, options: CollectorOptions): RowCollector {
  const rows = new RowHandler(workbook, options);
  return { scanner: createXmlScanner(options.part, rows), take: () => rows.take() };
}

interface ReadCell {
  readonly text: string;
  readonly mark: CellMark | null;
}

/** The row and cell under way: a class because it is state between tags and nothing else. */
class RowHandler implements XmlHandler {
  readonly #workbook: Workbook;
  readonly #part: string;
  readonly #limits: SpreadsheetLimits;
  readonly #spread: (draft: RowDraft) => void;
  #rows: SheetRow[] = [];
  #inRows = false;
  #row = 0;
  #hidden = false;
  #cells: string[] = [];
  #marks: Map<number, CellMark> = new Map();
  #column = -1;
  #cell: CellTag = { column: -1, style: 0, type: 'n' };
  #formula = false;
  #phonetic = false;
  #inValue = false;
  #value = '';

  constructor(workbook: Workbook, { part, limits, ranges }: CollectorOptions) {
    this.#workbook = workbook;
    this.#part = part;
    this.#limits = limits;
    this.#spread = mergeSpreader(ranges, limits.columns);
  }

  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: string): void {
    if (name === 'sheetData') this.#inRows = true;
    if (!this.#inRows) return;
    if (name === 'c') this.#startCell(attributes);
    else if (name === 'v') this.#inValue = true;
    else if (name === 't') this.#inValue = !this.#phonetic;
    else if (name === 'row') this.#startRow(attributes);
    else if (name === 'f') this.#formula = true;
    else if (name === 'rPh') this.#phonetic = true;
  }

  text(raw: string, literal: boolean): void {
    if (!this.#inValue) return;
    this.#value += literal ? raw : decodeOfficeText(raw, this.#part);
    const limit = this.#limits.cellChars;
    if (this.#value.length > limit)
      throw new SpreadsheetError('spreadsheet.cell_too_long', { ...this.#place(), limit });
  }

  close(name: string): void {
    if (!this.#inRows) return;
    if (name === 'v' || name === 't') this.#inValue = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row') this.#endRow();
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'sheetData') this.#inRows = false;
  }

  #place() {
    return { row: this.#row, column: columnLetter(Math.max(0, this.#column)) };
  }

  #startRow(attributes: string): void {
    const said = Number(attribute(attributes, 'r') ?? '');
    this.#row = Number.isInteger(said) && said > this.#row ? said : this.#row + 1;
    this.#hidden = /^(1|true)$/.test(attribute(attributes, 'hidden') ?? '');
    this.#cells = [];
    this.#marks = new Map();
    this.#column = -1;
  }

  #endRow(): void {
    const [row, cells, marks] = [this.#row, this.#cells, this.#marks];
    this.#spread({ row, cells, marks });
    if (!cells.some((text) => text !== '') && marks.size === 0) return;
    this.#rows.push({ row, cells, hidden: this.#hidden, marks: marks.size === 0 ? null : marks });
  }

  #startCell(attributes: string): void {
    this.#formula = false;
    this.#value = '';
    this.#cell = cellTag(attributes);
    this.#column = this.#cell.column >= 0 ? this.#cell.column : this.#column + 1;
  }

  #endCell(): void {
    const { text, mark } = this.#read();
    if (text === '' && mark === null) return;
    const limit = this.#limits.columns;
    if (this.#column >= limit) {
      if (text === '') return;
      throw new SpreadsheetError('spreadsheet.too_many_columns', { ...this.#place(), limit });
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
    if (mark !== null) this.#marks.set(this.#column, mark);
  }

  #read(): ReadCell {
    const value = this.#value;
    const made = this.#formula ? { formula: true as const } : null;
    switch (this.#cell.type) {
      case 's':
        return { text: value === '' ? '' : this.#workbook.strings.get(Number(value)), mark: made };
      case 'str':
      case 'inlineStr':
        return { text: value, mark: made };
      case 'b':
        return {
          text: value === '1' || value === 'true' ? 'TRUE' : 'FALSE',
          mark: { ...made, kind: 'boolean' },
        };
      case 'e':
        return { text: value, mark: { ...made, kind: 'error' } };
      case 'd':
        return {
          text: value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' '),
          mark: { ...made, kind: 'date' },
        };
      default:
        return this.#readNumber(made);
    }
  }

  #readNumber(made: { readonly formula: true } | null): ReadCell {
    // A formula that was never calculated has no value to read.
    if (this.#value === '') return { text: '', mark: made === null ? null : { ...made, kind: 'error' } };
    const style = this.#workbook.styles[this.#cell.style] ?? 'plain';
    const { text, kind, precisionLost } = numberText(this.#value.trim(), style, this.#workbook.date1904);
    return { text, mark: { ...made, kind, ...(precisionLost ? { precisionLost: true as const } : {}) } };
  }
}

interface CellTag {
  readonly column: number;
  readonly style: number;
  readonly type: string;
}

/** Column, style and type of a cell's tag: runs once for every cell of the file, so it looks for nothing else. */
function cellTag(attributes: string): CellTag {
  let column = -1;
  let style = 0;
  let type = 'n';
  if (attributes.includes("'")) {
    column = columnIndex(attribute(attributes, 'r') ?? '');
    return {
      column,
      style: Number(attribute(attributes, 's') ?? 0),
      type: attribute(attributes, 't') ?? type,
    };
  }
  for (let at = attributes.indexOf('="'); at > 0; ) {
    const end = attributes.indexOf('"', at + 2);
    if (end < 0) break;
    const alone = at === 1 || attributes.charCodeAt(at - 2) <= 32;
    const name = alone ? attributes.charAt(at - 1) : '';
    if (name === 'r') column = columnIndex(attributes.slice(at + 2, end));
    else if (name === 's') style = Number(attributes.slice(at + 2, end));
    else if (name === 't') type = attributes.slice(at + 2, end);
    at = attributes.indexOf('="', end);
  }
  return { column, style, type };
}
