/**
 * Import of a roster of a million rows through the product's services (upload, reading in a child process, staging,
 * preview, apply) against PostgreSQL's own COPY of the same rows into the same table with its indexes built after.
 *   node bench/import.ts            1,000,000 rows as CSV, then as many as XLSX's 50 MB allow
 *   node bench/import.ts --small    50,000 rows, no verdicts
 *   node bench/import.ts --rows N   so many as CSV
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import { copyInto } from '../apps/server/src/platform/db/copy.ts';
import { withClient } from '../apps/server/src/platform/db/database.ts';
import { type Bench, dropIndexes, makeIndexes, withBench } from './support/database.ts';
import { importFile, writeRoster } from './support/import-file.ts';
import { withPeaks } from './support/memory.ts';
import { many, mebibytes, seconds, small, startReport, timed } from './support/report.ts';

const csvRows = rowsGiven() ?? (small ? 50_000 : 1_000_000);
/** Rows of this form that stay below the 50 MB of a workbook. */
const xlsxRows = small ? 20_000 : 400_000;
/** `--rows N` for a look at another size. */
function rowsGiven(): number | null {
  const at = process.argv.indexOf('--rows');
  return at < 0 ? null : Number(process.argv[at + 1]);
}
const memoryBound = 300 * 2 ** 20;
const ratioBound = 5;

/** PostgreSQL alone: the rows that the import wrote, once more into the emptied table, indexes built after. */
async function copyAgain(bench: Bench): Promise<{ readonly copy: number; readonly indexes: number }> {
  const { owner } = bench.database;
  const file = join(bench.folder, 'objects.copy');
  const columns = await writtenColumns(bench);
  // In the order of the file, as COPY would get it.
  const rows = `SELECT ${columns} FROM objects o
    LEFT JOIN import_object_rows coded ON coded.uscc = o.uscc
    LEFT JOIN import_object_rows numbered ON o.uscc IS NULL AND numbered.local_code = o.local_code
    ORDER BY coalesce(coded.row_number, numbered.row_number)`;
  await withClient(owner, (client) =>
    pipeline(client.query(copyTo(`COPY (${rows}) TO STDOUT`)), createWriteStream(file)),
  );
  await sql`TRUNCATE objects CASCADE`.execute(owner);
  const indexes = await dropIndexes(bench.database);
  const copy = await timed(() =>
    copyInto(owner, {
      statement: `COPY objects (${columns.replaceAll('o.', '')}) FROM STDIN`,
      settings: {},
      input: createReadStream(file),
    }),
  );
  const built = await timed(() => makeIndexes(bench.database, indexes));
  return { copy: copy.took, indexes: built.took };
}

/** Columns of `objects` that are not made from others. */
async function writtenColumns({ database }: Bench): Promise<string> {
  const found = await sql<{
    list: string;
  }>`SELECT string_agg('o.' || column_name, ', ' ORDER BY ordinal_position) AS list
    FROM information_schema.columns WHERE table_name = 'objects' AND is_generated = 'NEVER'`.execute(
    database.owner,
  );
  return found.rows[0]?.list ?? '';
}

const report = startReport('Import of a roster');

async function csvAgainstCopy(): Promise<void> {
  await withBench(async (bench) => {
    const path = join(bench.folder, 'roster.csv');
    writeRoster(path, csvRows);
    const { value: ours, peaks } = await withPeaks(() => importFile(bench, path, '对象.csv'));
    if (ours.rows !== csvRows) throw new Error(`only ${ours.rows} of ${csvRows} rows are new`);
    const { size } = await stat(path);
    const { phases } = ours;
    report.row(
      `CSV of ${many(csvRows)} rows, ${mebibytes(size)}`,
      seconds(ours.took),
      `${ours.doubts} rows with a doubt`,
    );
    report.row('  upload: encoding, header, mapping', seconds(phases.upload));
    report.row('  preview: read, stage, match, compare', seconds(phases.preview));
    report.row('  apply: write with all indexes', seconds(phases.apply));
    const theirs = await copyAgain(bench);
    const base = theirs.copy + theirs.indexes;
    report.row('COPY of the same rows', seconds(theirs.copy));
    report.row('build of the same indexes', seconds(theirs.indexes));
    const ratio = ours.took / base;
    report.bound(
      'import ÷ (COPY + indexes)',
      `${ratio.toFixed(2)}×`,
      ratio <= ratioBound,
      `at most ${ratioBound}×`,
    );
    report.bound(
      'peak memory, server and reader',
      mebibytes(peaks.ours),
      peaks.ours <= memoryBound,
      `at most 300 MB, reader alone ${mebibytes(peaks.children)}`,
    );
    report.row(
      'peak memory, PostgreSQL',
      mebibytes(peaks.postgres),
      'without its shared share of the page cache',
    );
  });
}

async function xlsxAlone(): Promise<void> {
  await withBench(async (bench) => {
    const path = join(bench.folder, 'roster.xlsx');
    writeRoster(path, xlsxRows);
    const { size } = await stat(path);
    const { value: ours, peaks } = await withPeaks(() => importFile(bench, path, '对象.xlsx'));
    report.row(
      `XLSX of ${many(xlsxRows)} rows, ${mebibytes(size)}`,
      seconds(ours.took),
      `${many(Math.round((xlsxRows / ours.took) * 1000))} rows a second`,
    );
    report.row(
      'peak memory, server and reader',
      mebibytes(peaks.ours),
      `reader alone ${mebibytes(peaks.children)}`,
    );
  });
}

await csvAgainstCopy();
if (rowsGiven() === null) await xlsxAlone();
report.print();
