/** Reads a table out of a CSV, XLSX or XLS file: picks the reader by content, finds the header and tells each row's role. */
import type { InspectOptions, ReadOptions, SheetRow, TableInspection, TableRow } from './types.ts';

/** Says what a file is and where its table stands. @throws SpreadsheetError when it cannot be read at all. */
export declare function inspectTable(path: string, options?: InspectOptions): Promise<TableInspection>;

/** Rows below the header with their roles. @throws SpreadsheetError with row and column. */
export declare function readTable(path: string, options?: ReadOptions): AsyncGenerator<TableRow>;

/** All rows of the sheet that have a value, header and notes included. @throws SpreadsheetError */
export declare function readRows(path: string, options?: ReadOptions): AsyncGenerator<SheetRow>;
