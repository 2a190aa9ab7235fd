/**
 * What the spreadsheet readers hand out: rows of texts with their original row numbers, the shape of the
 * table in a sheet, limits, and the one error class of this folder.
 * Nothing here knows a database, a route or a stage: the command line uses it as it is.
 */
import type { CellKind } from '@mingcha/core/common/cells.ts';

export type TableFormat = 'csv' | 'xlsx' | 'xls';
export type TextEncodingName = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** What is worth knowing of a cell beyond its text; cells without a mark are plain text. */
export interface CellMark {
  readonly kind?: 'number' | 'date' | 'boolean' | 'error';
  /** The value is spread from the top left cell of a merged range; all cells of a range share this mark object. */
  readonly merged?: true;
  readonly formula?: true;
  /** A long number of which the program that saved the file kept 15 digits only: the text is not what was typed. */
  readonly precisionLost?: true;
}

/** One row that has at least one value. */
export interface SheetRow {
  /** As the spreadsheet program numbers it, from 1 (for CSV: the record). */
  readonly row: number;
  /** By column from 0; missing cells are ''. Numbers and dates are exact texts (`YYYY-MM-DD`). Not trimmed. */
  readonly cells: readonly string[];
  /** Hidden by the sheet's author or by a filter. */
  readonly hidden: boolean;
  readonly marks: ReadonlyMap<number, CellMark> | null;
}

/** What a row of a table is. Only `data` rows are imported; the others are named in the report. */
export type RowRole = 'data' | 'section' | 'total' | 'note' | 'repeatedHeader';
export interface TableRow extends SheetRow {
  readonly role: RowRole;
}

export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
}

/** Where the table stands in its sheet. */
export interface TableShape {
  /** First row of the header, from 1; 0 where no header was found: then titles are made of column letters. */
  readonly headerRow: number;
  /** Rows of the header: 1, or more where a title spans several (`联系人` over `姓名`, `电话`). 0 without header. */
  readonly headerRows: number;
  /** By column from 0: the title, upper and lower titles joined by `/`; '' for a blank column. */
  readonly titles: readonly string[];
}

/** A code of the catalogue `spreadsheet-text` with the data that its sentence needs. */
export interface Notice {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number>>;
}

export interface TableInspection extends TableShape {
  readonly format: TableFormat;
  readonly encoding: TextEncodingName | null;
  /** CSV only. */
  readonly delimiter: string | null;
  readonly date1904: boolean;
  readonly sheets: readonly SheetInfo[];
  /** Name of the sheet looked at; '' for CSV. */
  readonly sheet: string;
  /** Texts above the header. */
  readonly titleLines: readonly string[];
  /** The first data rows (`sampleRows` of the options, default 200). */
  readonly samples: readonly TableRow[];
  /** Rows below the table; null where only the beginning was read. */
  readonly notesBelow: readonly { readonly row: number; readonly text: string }[] | null;
  /** Rows of role `data`; null where only the beginning was read. */
  readonly dataRows: number | null;
  readonly hiddenRows: number | null;
  /** Things to tell the user that do not stop reading: wrong extension, other sheets with data, lost precision … */
  readonly notices: readonly Notice[];
}

export interface SpreadsheetLimits {
  readonly xlsxBytes: number;
  readonly xlsBytes: number;
  readonly csvBytes: number;
  /** Rows with a value. */
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cellChars: number;
  readonly zipEntries: number;
  /** All parts of an xlsx together, unpacked. */
  readonly unpackedBytes: number;
  /** Unpacked over packed bytes of one part (parts under 10 MB are exempt). */
  readonly ratio: number;
  /** Distinct texts of an xlsx, in bytes as stored. */
  readonly sharedStringBytes: number;
  readonly mergedRanges: number;
  /** Of the worker process. */
  readonly memoryBytes: number;
  readonly timeMs: number;
}

export interface ReadOptions {
  readonly limits?: Partial<SpreadsheetLimits> | undefined;
  /** Name of the sheet; default: the first visible sheet with values. */
  readonly sheet?: string | undefined;
  /** The name the user gave the file where `path` is a temporary one; its extension is compared with the content. */
  readonly fileName?: string | undefined;
  /** Column titles of the rosters expected: they help to find the header. */
  readonly knownTitles?: readonly string[] | undefined;
  /** A shape known from an inspection (or corrected by the user): then no header is searched. */
  readonly shape?: TableShape | undefined;
  /** Called now and then with rows so far and the share of the file read (0 … 1). */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InspectOptions extends ReadOptions {
  readonly sampleRows?: number | undefined;
  /** Read to the end to count rows and to find notes below; without it only the beginning is read. */
  readonly whole?: boolean | undefined;
  /** Samples hold rows of every role, not only data: for tables whose section titles mean something. */
  readonly everyRow?: boolean | undefined;
}

export interface Progress {
  readonly rows: number;
  readonly share: number;
}

/** One wanted field of a parsed table: from which column, and how its cells are normalised. */
export interface ColumnPlan {
  readonly field: string;
  /** From 0. */
  readonly column: number;
  readonly cell: CellKind;
  readonly required: boolean;
  /** Longer values are reported (`cell.too_long`). */
  readonly maxChars?: number | undefined;
  /**
   * For fields with a closed set of values: pattern (source of a RegExp, tried in order on the cleaned text) and value.
   * A text that fits none is kept and reported (`cell.unknown_word`).
   */
  readonly words?: readonly (readonly [pattern: string, value: string])[] | undefined;
  /** Columns of the same `into` become one column of JSON: name after the point → value; cells with a finding stay out. */
  readonly into?: string | undefined;
}

/**
 * A finding about one row, stored as JSON in the last column of the parsed file.
 * `code` is a key of `spreadsheet-text`; `column` is the letter as the spreadsheet program shows it.
 */
export interface RowProblem {
  readonly code: string;
  readonly field: string;
  readonly column: string;
  readonly value: string;
}

/** A file that cannot be read: an expected refusal, thrown because readers are iterated. Turned into a Result by the worker's parent. */
export class SpreadsheetError extends Error {
  readonly code: string;
  readonly data: Readonly<Record<string, string | number>>;
  constructor(code: string, data: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'SpreadsheetError';
    this.code = code;
    this.data = data;
  }
}
