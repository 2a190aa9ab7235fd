/** Short forms for tests: write a file and read it. */
import { knownTitles } from '@mingcha/core/registers/columns.ts';
import { inspectTable, readRows, readTable } from '../index.ts';
import type { InspectOptions, ReadOptions, SheetRow, TableInspection } from '../types.ts';
import type { Scratch } from './scratch.ts';

export const titles = { knownTitles: knownTitles() };

/** A small roster, the same in all encodings and formats. */
export const table: readonly (readonly string[])[] = [
  ['企业名称', '统一社会信用代码', '地址'],
  ['甲公司', '91140581111357539Y', '城区一路'],
  ['乙公司', '91140581111354354G', '城区二路'],
];
export const csv = table.map((cells) => cells.join(',')).join('\n');

export interface Reader {
  readonly rowsOf: (
    name: string,
    bytes: Buffer | string,
    options?: ReadOptions,
  ) => Promise<readonly SheetRow[]>;
  readonly cellsOf: (name: string, bytes: Buffer | string) => Promise<readonly (readonly string[])[]>;
  readonly inspect: (
    name: string,
    bytes: Buffer | string,
    options?: InspectOptions,
  ) => Promise<TableInspection>;
  /** `5 section`, `6 data` … */
  readonly roles: (name: string, bytes: Buffer | string) => Promise<readonly string[]>;
}

export function reader(files: Scratch): Reader {
  async function rowsOf(
    name: string,
    bytes: Buffer | string,
    options: ReadOptions = {},
  ): Promise<readonly SheetRow[]> {
    const rows: SheetRow[] = [];
    for await (const row of readRows(files.file(name, bytes), { fileName: name, ...options })) rows.push(row);
    return rows;
  }
  return {
    rowsOf,
    async cellsOf(name: string, bytes: Buffer | string): Promise<readonly (readonly string[])[]> {
      return (await rowsOf(name, bytes)).map((row) => row.cells);
    },
    async inspect(
      name: string,
      bytes: Buffer | string,
      options: InspectOptions = {},
    ): Promise<TableInspection> {
      return inspectTable(files.file(name, bytes), { fileName: name, whole: true, ...titles, ...options });
    },
    async roles(name: string, bytes: Buffer | string): Promise<readonly string[]> {
      const found: string[] = [];
      for await (const row of readTable(files.file(name, bytes), titles))
        found.push(`${row.row} ${row.role}`);
      return found;
    },
  };
}
