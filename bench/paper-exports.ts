/**
 * L-05: a directory of 20,000 rows exported over HTTP, and a dossier of 200 documents as one archival PDF, beside PostgreSQL's
 * own COPY of the same rows and the same documents as single files.
 *   node bench/paper-exports.ts            kept as evidence
 *   node bench/paper-exports.ts --small    2,000 rows, 10 documents, no verdicts
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { paperKinds } from '@mingcha/core/tasks/papers/paper-kinds.ts';
import { to as copyTo } from 'pg-copy-streams';
import { withClient } from '../apps/server/src/platform/db/database.ts';
import { renderBundle } from '../apps/server/src/platform/documents/paper-bundle.ts';
import { renderPdf } from '../apps/server/src/platform/documents/paper-pdf.ts';
import { sampledPaper } from '../apps/server/src/tasks/papers/paper-samples.fixture.ts';
import { type Bench, copyObjects, settleObjects } from './support/database.ts';
import { startFigures } from './support/figures.ts';
import { memoryOf, withInstallation } from './support/installed.ts';
import { withPeaks } from './support/memory.ts';
import { plantPeople } from './support/people.ts';
import { many, mebibytes, ms, seconds, small, timed } from './support/report.ts';

const rows = small ? 2000 : 20_000;
const documents = small ? 10 : 200;
const exportBoundMs = 30_000;
const dossierBoundMs = 300_000;
const figures = startFigures(`Exports of ${many(rows)} rows and a dossier of ${many(documents)} documents`);

async function plainCopy(bench: Bench): Promise<number> {
  const statement = 'COPY (SELECT * FROM objects ORDER BY name COLLATE "C") TO STDOUT WITH (FORMAT csv)';
  const file = createWriteStream(join(bench.folder, 'plain.csv'));
  const { took } = await timed(() =>
    withClient(bench.database.owner, (client) => pipeline(client.query(copyTo(statement)), file)),
  );
  return took;
}

await withInstallation(async ({ bench, start }) => {
  await copyObjects(bench, rows);
  await settleObjects(bench.database);
  const [person] = await plantPeople(bench, 1, 'legalOfficer');
  const server = await start();
  const floor = await plainCopy(bench);
  for (const format of ['csv', 'xlsx']) {
    const path = join(bench.folder, `objects.${format}`);
    const { took } = await timed(async () => {
      const reply = await fetch(`${server.url}/api/objects/export?format=${format}`, {
        headers: person?.headers ?? {},
      });
      if (!reply.ok || reply.body === null) throw new Error(`${reply.status} ${await reply.text()}`);
      await pipeline(Readable.from(reply.body), createWriteStream(path));
    });
    const { size } = await stat(path);
    figures.add({
      what: `export of ${many(rows)} rows as ${format.toUpperCase()} over HTTP`,
      bound: `at most ${seconds(exportBoundMs)}`,
      measured: `${seconds(took)}, ${mebibytes(size)}; memory of the server ${mebibytes(memoryOf(server.pid).peak)}`,
      ratio: `COPY of the same rows ${seconds(floor)}: ${(took / floor).toFixed(1)}×`,
      held: took <= exportBoundMs,
    });
  }
  await server.stop();
});

const papers = Array.from({ length: documents }, (_, n) =>
  sampledPaper(paperKinds[n % paperKinds.length] ?? 'siteRecord', 'typical'),
);
const single = await timed(async () => {
  for (const paper of papers) await renderPdf(paper);
});
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
const { value: made, peaks } = await withPeaks(() =>
  timed(() =>
    renderBundle({
      title: '案卷',
      author: '茶亭区应急管理局',
      papers,
      isArchive: true,
      madeAt: '2026-11-23T01:00:00.000Z',
    }),
  ),
);
// It is told at the next turn of the loop.
await new Promise((resolve) => setTimeout(resolve, 50));
delay.disable();
figures.add({
  what: `dossier of ${many(documents)} documents as one archival PDF`,
  bound: `at most ${seconds(dossierBoundMs)}`,
  measured:
    `${seconds(made.took)}, ${many(made.value.pages)} pages, ${mebibytes(made.value.bytes.length)}; ` +
    `memory ${mebibytes(peaks.ours)}`,
  ratio: `the same documents as single files ${seconds(single.took)}: ${(made.took / single.took).toFixed(1)}×`,
  held: made.took <= dossierBoundMs,
});
figures.add({
  what: 'longest time for which that held up everything else of its process',
  measured: ms(delay.max / 1e6),
});
figures.end({
  name: 'paper-exports',
  section: 'speed',
  title: 'L-05: exports and dossiers',
  command: 'node bench/paper-exports.ts',
  notTested: ['the build of a dossier is one request, no background job with progress'],
});
