/** The import of a roster into a full directory over HTTP, beside PostgreSQL's COPY of the same rows into the same table. */
import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withClient } from '../../apps/server/src/platform/db/database.ts';
import type { Bench } from '../support/database.ts';
import type { Figures } from '../support/figures.ts';
import { importOverHttp } from '../support/import-over-http.ts';
import { cpuSeconds, type RunningServer } from '../support/installed.ts';
import type { Person } from '../support/people.ts';
import { many, seconds, small } from '../support/report.ts';

const writer = fileURLToPath(new URL('../write-roster.ts', import.meta.url));
const boundMs = 5000;

/** Imports `rows` rows that the directory does not have, the first of them number `from` of the invented ones. */
export async function measureImport(
  place: { readonly bench: Bench; readonly server: RunningServer; readonly person: Person },
  of: { readonly rows: number; readonly from: number },
  figures: Figures,
): Promise<void> {
  const { bench, server, person } = place;
  const path = join(bench.folder, 'roster.csv');
  execFileSync(process.execPath, ['--no-warnings', writer, path, String(of.rows), String(of.from)]);
  const before = cpuSeconds(server.pid);
  const times = await importOverHttp({ url: server.url, headers: person.headers }, path);
  const cpu = cpuSeconds(server.pid) - before;
  if (times.rows !== of.rows) throw new Error(`only ${times.rows} of ${of.rows} rows are new`);
  const floor = await copyAgain(bench);
  figures.add({
    what: `import of ${many(of.rows)} rows as CSV into ${many(of.from)} objects, over HTTP`,
    bound: `at most ${seconds(boundMs)} at 100,000 rows`,
    measured:
      `${seconds(times.all)}: upload ${seconds(times.upload)}, preview ${seconds(times.preview)}, ` +
      `apply ${seconds(times.apply)}; processor of the server ${cpu.toFixed(1)} s`,
    ratio: `COPY of the same rows into the same indexed table ${seconds(floor)}: ${(times.all / floor).toFixed(1)}×`,
    held: !small && times.all <= boundMs,
  });
}

/** What the import wrote, taken out and copied in once more; the second copy is rolled back. */
async function copyAgain(bench: Bench): Promise<number> {
  const { owner } = bench.database;
  const file = join(bench.folder, 'objects.copy');
  const found = await sql<{
    list: string;
  }>`SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) AS list
    FROM information_schema.columns WHERE table_name = 'objects' AND is_generated = 'NEVER'`.execute(owner);
  const columns = found.rows[0]?.list ?? '';
  const rows = `SELECT ${columns} FROM objects WHERE import_id IS NOT NULL ORDER BY name COLLATE "C"`;
  await withClient(owner, (client) =>
    pipeline(client.query(copyTo(`COPY (${rows}) TO STDOUT`)), createWriteStream(file)),
  );
  return withClient(owner, async (client) => {
    await client.query('BEGIN');
    await client.query('DELETE FROM objects WHERE import_id IS NOT NULL');
    const begun = performance.now();
    await pipeline(createReadStream(file), client.query(copyFrom(`COPY objects (${columns}) FROM STDIN`)));
    const took = performance.now() - begun;
    await client.query('ROLLBACK');
    return took;
  });
}
