/**
 * Submissions with three photos each, as phones send them: one exchange of records (answers, three photos announced), then
 * the photos. Sixteen phones at once as fast as they can; afterwards everything acknowledged is counted in the database and
 * on disk. Beside it the digesting, writing and fsync of the same photos alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { TestApp } from '../../apps/server/src/platform/testing-app.ts';
import { plantInspections } from '../../apps/server/src/tasks/task-testing.ts';
import type { Bench } from '../support/database.ts';
import type { Figures } from '../support/figures.ts';
import { cpuSeconds, type RunningServer } from '../support/installed.ts';
import { type Request, refusals, runLoad } from '../support/load.ts';
import { type Person, plantPeople } from '../support/people.ts';
import { plantSheet } from '../support/planted-sheet.ts';
import { many, ms, percentile, seconds, small, timed } from '../support/report.ts';

const phones = 16;
const submissions = small ? 64 : 1600;
const photosEach = 3;
const answersEach = 10;
const photoBytes = 350_000;
/** Different photos on disk; each is sent many times under its own id. */
const differentPhotos = small ? 24 : 120;

interface Photo {
  readonly file: string;
  readonly sha256: string;
}
interface Errand {
  readonly person: Person;
  readonly inspectionId: string;
  readonly deviceId: string;
}

export async function measureSubmissions(
  place: { readonly bench: Bench; readonly server: RunningServer },
  figures: Figures,
): Promise<number> {
  const { bench, server } = place;
  const errands = await plantErrands(bench, server);
  const photos = makePhotos(bench.folder);
  const sheetId = await plantSheet(bench);
  const chains = Array.from({ length: submissions }, (_, n) =>
    submission(bench, { errand: errands[n % errands.length] as Errand, n, photos, sheetId }),
  );
  const connections = Array.from({ length: phones }, (_, phone) => ({
    chains: chains.filter((_chain, n) => n % phones === phone),
  }));
  const before = cpuSeconds(server.pid);
  const found = await runLoad({ url: server.url, folder: bench.folder, seconds: 120, connections });
  const cpu = cpuSeconds(server.pid) - before;
  const sent = found.chains.length;
  const perSecond = (sent / found.took) * 1000;
  const floor = await plainFiles(bench.folder, photos, sent * photosEach);
  const stored = await storedIn(bench);
  const missing = sent * photosEach - stored.photos + (sent * (photosEach + 1) - stored.records);
  figures.add({
    what: `submissions of ${answersEach} answers and ${photosEach} photos of 350 KB by ${phones} phones at once`,
    bound: 'at least 50 a second, none refused',
    measured:
      `${perSecond.toFixed(1)}/s (${many(sent)} in ${seconds(found.took)}), p95 ${ms(percentile(found.chains, 0.95))}; ` +
      `processor of the server ${((cpu / sent) * 1000).toFixed(1)} ms each`,
    ratio: `the same photos digested, written and fsynced alone ${seconds(floor)}: ${(found.took / floor).toFixed(1)}×`,
    held: perSecond >= 50 && refusals(found) === 0,
  });
  figures.add({
    what: 'of them acknowledged but missing, double, refused',
    bound: 'none',
    measured: `${missing}, ${stored.double}, ${refusals(found)}${refusals(found) > 0 ? ` ${JSON.stringify(found.failed)}` : ''}`,
    held: missing === 0 && stored.double === 0 && refusals(found) === 0,
  });
  return missing;
}

/** Two hundred inspectors with a visit and a phone each. */
async function plantErrands(bench: Bench, server: RunningServer): Promise<readonly Errand[]> {
  const people = await plantPeople(bench, small ? 16 : 200, 'inspector');
  const planted = { platform: bench.platform, cast: bench.cast } as unknown as TestApp;
  const { inspectionIds } = await plantInspections(planted, { count: people.length, stage: 'noticed' });
  const errands: Errand[] = [];
  for (const [n, inspectionId] of inspectionIds.entries()) {
    const person = people[n] as Person;
    await bench.database.owner
      .updateTable('inspection_members')
      .set({ account_id: person.accountId })
      .where('inspection_id', '=', inspectionId)
      .where('role', '=', 'lead')
      .execute();
    errands.push({ person, inspectionId, deviceId: crypto.randomUUID() });
  }
  const post = async (errand: Errand, path: string, body: object): Promise<void> => {
    const reply = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { ...errand.person.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await reply.text();
    if (!reply.ok || text.includes('"refused"')) throw new Error(`${path}: ${reply.status} ${text}`);
  };
  for (const errand of errands) {
    const { deviceId } = errand;
    const names = { name: 'bench', appVersion: '1' };
    await post(errand, '/api/field/devices', { actionId: crypto.randomUUID(), deviceId, ...names });
    const at = new Date().toISOString();
    const enter = { kind: 'enter', enteredAt: at, emergency: '', late: '', codeShown: 'shown' };
    const records = [recordOf(bench, errand, { seq: 1, at, body: enter })];
    await post(errand, '/api/field/sync', { deviceId, sentAt: at, records });
  }
  return errands;
}

function recordOf(
  bench: Bench,
  errand: Errand,
  of: { readonly seq: number; readonly at: string; readonly body: object },
) {
  const { agencyId } = bench.cast.anLan;
  const { seq, at, body } = of;
  return { id: crypto.randomUUID(), inspectionId: errand.inspectionId, agencyId, seq, at, ...body };
}

function makePhotos(folder: string): readonly Photo[] {
  return Array.from({ length: differentPhotos }, (_, n) => {
    const bytes = randomBytes(photoBytes);
    const file = join(folder, `photo-${n}`);
    writeFileSync(file, bytes);
    return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
}

/** The requests of one submission, in order. */
function submission(
  bench: Bench,
  of: {
    readonly errand: Errand;
    readonly n: number;
    readonly photos: readonly Photo[];
    readonly sheetId: string;
  },
): readonly Request[] {
  const { errand, n, photos, sheetId } = of;
  const at = new Date().toISOString();
  const sent = Array.from({ length: photosEach }, (_, k) => ({
    id: crypto.randomUUID(),
    photo: photos[(n * photosEach + k) % photos.length] as Photo,
  }));
  const writes = Array.from({ length: answersEach }, (_, line) => ({
    id: crypto.randomUUID(),
    path: `lines/${sheetId}/L${n}x${line}`,
    value: { answer: 'conform', value: null, by: 'hand' },
    base: null,
  }));
  const first = 2 + n * (photosEach + 1);
  const records = [
    recordOf(bench, errand, { seq: first, at, body: { kind: 'writes', writes } }),
    ...sent.map(({ id, photo }, k) =>
      recordOf(bench, errand, {
        seq: first + 1 + k,
        at,
        body: { kind: 'evidence', evidence: evidenceOf(id, photo, at) },
      }),
    ),
  ];
  const body = JSON.stringify({ deviceId: errand.deviceId, sentAt: at, records });
  const file = join(bench.folder, `records-${n}.json`);
  writeFileSync(file, body);
  const { headers } = errand.person;
  const json = { ...headers, 'content-type': 'application/json' };
  const bytes = { ...headers, 'content-type': 'application/octet-stream' };
  return [
    {
      kind: 'records',
      method: 'POST',
      path: '/api/field/sync',
      headers: json,
      body: { file, bytes: Buffer.byteLength(body) },
    },
    ...sent.map(
      ({ id, photo }): Request => ({
        kind: 'photo',
        method: 'PUT',
        path: `/api/field/uploads/${id}?offset=0`,
        headers: bytes,
        body: { file: photo.file, bytes: photoBytes },
      }),
    ),
  ];
}

function evidenceOf(id: string, photo: Photo, at: string) {
  return {
    id,
    kind: 'photo',
    sha256: photo.sha256,
    bytes: photoBytes,
    contentType: 'image/jpeg',
    capturedAt: at,
    findingId: null,
    line: null,
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
  };
}

/** Milliseconds that digest, writing, fsync and renaming take for so many photos, eight at a time. */
async function plainFiles(folder: string, photos: readonly Photo[], count: number): Promise<number> {
  const shelf = join(folder, 'plain');
  await mkdir(shelf, { recursive: true });
  const bytes = randomBytes(photoBytes);
  const { took } = await timed(async () => {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let n = next++; n < count; n = next++) {
        createHash('sha256').update(bytes).digest();
        const path = join(shelf, String(n % photos.length));
        const handle = await open(`${path}-${n}`, 'w');
        await handle.writeFile(bytes);
        await handle.sync();
        await handle.close();
        await rename(`${path}-${n}`, path);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
  });
  return took;
}

/** Photos received whose file stands on disk; records; ids that stand twice. */
async function storedIn({ database, platform }: Bench) {
  const found = await sql<{ sha256: string; count: number }>`SELECT sha256, count(*)::int AS count
    FROM visit_evidence WHERE received_at IS NOT NULL GROUP BY sha256`.execute(database.owner);
  const photos = found.rows
    .filter(({ sha256 }) => existsSync(platform.files.pathOf(sha256)))
    .reduce((sum, { count }) => sum + count, 0);
  const records = await sql<{ count: number; double: number }>`SELECT count(*)::int AS count,
    (count(*) - count(DISTINCT id))::int AS double FROM visit_records WHERE kind <> 'enter'`.execute(
    database.owner,
  );
  const row = records.rows[0] ?? { count: 0, double: 0 };
  return { photos, records: row.count, double: row.double };
}
