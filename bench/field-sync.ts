/**
 * L-01: 200 inspectors come back into the network within two minutes, each with one visit of 60 answers, 12 photos of
 * 350 KB and two signatures, while the office goes on reading its lists. Phones run in a thread of their own and speak HTTP.
 *   node bench/field-sync.ts            200 inspectors
 *   node bench/field-sync.ts --small    5 inspectors, no verdicts
 */
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { buildApp } from '../apps/server/src/app.ts';
import { insertAccount, insertCredential } from '../apps/server/src/platform/auth/organisation.queries.ts';
import { cookieName, openSession } from '../apps/server/src/platform/auth/session.ts';
import { inTransaction } from '../apps/server/src/platform/db/transaction.ts';
import type { TestApp } from '../apps/server/src/platform/testing-app.ts';
import { plantInspections } from '../apps/server/src/tasks/task-testing.ts';
import { type Bench, withBench } from './support/database.ts';
import { plantSheet } from './support/planted-sheet.ts';
import { many, percentile, seconds, small, startReport, timed } from './support/report.ts';

const inspectors = small ? 5 : 200;
const answers = 60;
const photos = 12;
const photoBytes = 350_000;
/** Time within which all phones find the network again. */
const arrivalMs = small ? 1000 : 120_000;
const boundMs = 10 * 60_000;
const jsonBoundMs = 1000;
const officeBoundMs = 800;

interface Errand {
  readonly token: string;
  readonly inspectionId: string;
  readonly agencyId: string;
  readonly sheetId: string;
  readonly memberId: string;
}
interface Orders {
  readonly url: string;
  readonly errands: readonly Errand[];
  readonly arrivalMs: number;
}
interface Outcome {
  readonly json: readonly number[];
  readonly puts: readonly number[];
  readonly refused: readonly string[];
  readonly sent: number;
}

if (isMainThread) await main();
else parentPort?.postMessage(await allPhones(workerData as Orders));

async function main(): Promise<void> {
  const report = startReport(
    `${many(inspectors)} inspectors × (${answers} answers, ${photos} photos of 350 KB, 2 signatures)`,
  );
  await withBench(async (bench) => {
    const app = await buildApp({ platform: bench.platform });
    try {
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      const errands = await prepare(bench);
      const office = officeReads(bench, url);
      const { value, took } = await timed(() => phonesInAThread({ url, errands, arrivalMs }));
      const reads = await office.stop();
      const floor = await plainFiles(bench);
      const stored = await storedIn(bench);
      report.bound('everything delivered', seconds(took), took <= boundMs, `at most ${seconds(boundMs)}`);
      report.row('the same photos digested and written as plain files', seconds(floor));
      report.row('delivery against that', `${(took / floor).toFixed(1)}×`);
      const json = percentile(value.json, 0.95);
      const asked = `p50 ${seconds(percentile(value.json, 0.5))}, p95 ${seconds(json)}`;
      report.bound(
        'registering, packs, records',
        asked,
        json <= jsonBoundMs,
        `p95 at most ${seconds(jsonBoundMs)}`,
      );
      report.row('a photo in one piece', `p95 ${seconds(percentile(value.puts, 0.95))}`);
      const p95 = percentile(reads, 0.95);
      report.bound(
        'the office’s list meanwhile',
        `p50 ${seconds(percentile(reads, 0.5))}, p95 ${seconds(p95)}, ${many(reads.length)} reads`,
        p95 <= officeBoundMs,
        `p95 at most ${seconds(officeBoundMs)}`,
      );
      const wanted = { records: value.sent, files: inspectors * photos };
      const missing = wanted.records - stored.records + (wanted.files - stored.files);
      report.bound(
        'sent but missing, double, refused',
        `${many(missing)}, ${many(stored.writes - inspectors * answers)}, ${many(value.refused.length)}`,
        missing === 0 && stored.writes === inspectors * answers && value.refused.length === 0,
        'none',
      );
      for (const code of new Set(value.refused)) console.error(`refused: ${code}`);
    } finally {
      await app.close();
    }
  });
  report.print();
}

/** Accounts, sessions and one noticed visit for each inspector. */
async function prepare(bench: Bench): Promise<readonly Errand[]> {
  const { platform, cast, database } = bench;
  const { jurisdictionId, agencyId, sectionId } = cast.anLan;
  const planted = { platform, cast } as unknown as TestApp;
  const { inspectionIds } = await plantInspections(planted, { count: inspectors, stage: 'noticed' });
  const sheetId = await plantSheet(bench);
  const errands: Errand[] = [];
  for (const inspectionId of inspectionIds) {
    const accountId = platform.ids.next();
    const token = await inTransaction(platform.db, async (tx) => {
      await insertAccount(tx, {
        jurisdictionId,
        id: accountId,
        agencyId,
        sectionId,
        personName: '柏文',
        roles: ['inspector'],
        at: platform.clock.now(),
      });
      await insertCredential(tx, {
        signInName: accountId,
        jurisdictionId,
        accountId,
        passwordHash: '-',
        mustChange: false,
        expiresAt: null,
        at: platform.clock.now(),
      });
      return openSession(tx, platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'bench' });
    });
    const { id: memberId } = await database.owner
      .updateTable('inspection_members')
      .set({ account_id: accountId })
      .where('inspection_id', '=', inspectionId)
      .where('role', '=', 'lead')
      .returning('id')
      .executeTakeFirstOrThrow();
    errands.push({ token, inspectionId, agencyId, sheetId, memberId });
  }
  return errands;
}

/** Reads the list of tasks five times a second until stopped; milliseconds of each reading. */
function officeReads(bench: Bench, url: string): { readonly stop: () => Promise<readonly number[]> } {
  const times: number[] = [];
  let isRunning = true;
  const running = (async () => {
    const { jurisdictionId, accountId } = bench.cast.anLan;
    const token = await inTransaction(bench.platform.db, (tx) =>
      openSession(tx, bench.platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'bench' }),
    );
    while (isRunning) {
      const begun = performance.now();
      const reply = await fetch(`${url}/api/tasks`, { headers: { cookie: `${cookieName}=${token}` } });
      await reply.arrayBuffer();
      if (!reply.ok) throw new Error(`the office got ${reply.status}`);
      times.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  // Told by `stop`, not before: another failure may have closed the server.
  running.catch(() => undefined);
  return {
    stop: async () => {
      isRunning = false;
      await running;
      return times;
    },
  };
}

function phonesInAThread(orders: Orders): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: orders });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/** What the disk and the digest alone take for the same photos, milliseconds. */
async function plainFiles({ folder }: Bench): Promise<number> {
  const bytes = randomBytes(photoBytes);
  const { took } = await timed(async () => {
    for (let n = 0; n < inspectors * photos; n += 1) {
      bytes.writeUInt32BE(n);
      createHash('sha256').update(bytes).digest();
      await writeFile(join(folder, `plain-${n}`), bytes);
    }
  });
  return took;
}

async function storedIn({ database }: Bench) {
  const { owner } = database;
  const count = async (table: 'visit_records' | 'visit_writes') =>
    (await owner.selectFrom(table).select('id').execute()).length;
  const files = await owner
    .selectFrom('visit_evidence')
    .select('id')
    .where('received_at', 'is not', null)
    .execute();
  return { records: await count('visit_records'), writes: await count('visit_writes'), files: files.length };
}

async function allPhones(orders: Orders): Promise<Outcome> {
  const outcome = { json: [] as number[], puts: [] as number[], refused: [] as string[], sent: 0 };
  const { url, errands, arrivalMs: within } = orders;
  await Promise.all(
    errands.map(async (errand, n) => {
      await new Promise((resolve) => setTimeout(resolve, (n * within) / errands.length));
      await onePhone(url, errand, outcome);
    }),
  );
  return outcome;
}

interface Counting {
  readonly json: number[];
  readonly puts: number[];
  readonly refused: string[];
  sent: number;
}

async function onePhone(url: string, errand: Errand, counting: Counting): Promise<void> {
  const headers = { cookie: `${cookieName}=${errand.token}`, 'sec-fetch-site': 'same-origin' };
  const ask = async (method: string, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const begun = performance.now();
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await reply.json()) as Record<string, unknown>;
    counting.json.push(performance.now() - begun);
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const deviceId = crypto.randomUUID();
  const names = { name: 'bench', appVersion: '1' };
  await ask('POST', '/api/field/devices', { actionId: crypto.randomUUID(), deviceId, ...names });
  await ask('GET', `/api/field/pack?deviceId=${deviceId}`);
  const files = Array.from({ length: photos }, () => ({
    id: crypto.randomUUID(),
    bytes: randomBytes(photoBytes),
  }));
  const records = recordsOf(errand, files);
  counting.sent += records.length;
  const sentAt = new Date().toISOString();
  const reply = await ask('POST', '/api/field/sync', { deviceId, sentAt, records });
  for (const each of reply['outcomes'] as { state: string; code: string | null }[])
    if (each.state !== 'taken') counting.refused.push(each.code ?? each.state);
  for (const { id, bytes } of files) {
    await ask('GET', `/api/field/uploads/${id}`);
    const begun = performance.now();
    const put = await fetch(`${url}/api/field/uploads/${id}?offset=0`, {
      method: 'PUT',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    const state = (await put.json()) as { complete?: boolean };
    counting.puts.push(performance.now() - begun);
    if (state.complete !== true) counting.refused.push(`upload ${put.status}`);
  }
}

/** The entry, the answers in records of ten as a phone gathers them, the photos, the signatures. */
function recordsOf(errand: Errand, files: readonly { readonly id: string; readonly bytes: Buffer }[]) {
  const at = new Date().toISOString();
  const { inspectionId, agencyId, sheetId } = errand;
  let seq = 0;
  const record = (body: object) => {
    seq += 1;
    return { id: crypto.randomUUID(), inspectionId, agencyId, seq, at, ...body };
  };
  const writes = Array.from({ length: answers }, (_, n) => ({
    id: crypto.randomUUID(),
    path: `lines/${sheetId}/L${n}`,
    value: { answer: 'conform', value: null, by: 'hand' },
    base: null,
  }));
  const common = {
    findingId: null,
    line: null,
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
  };
  return [
    record({ kind: 'enter', enteredAt: at, emergency: '', late: '', codeShown: 'shown' }),
    ...Array.from({ length: answers / 10 }, (_, n) =>
      record({ kind: 'writes', writes: writes.slice(n * 10, (n + 1) * 10) }),
    ),
    ...files.map(({ id, bytes }) =>
      record({
        kind: 'evidence',
        evidence: {
          id,
          kind: 'photo',
          sha256: createHash('sha256').update(bytes).digest('hex'),
          bytes: bytes.length,
          contentType: 'image/jpeg',
          capturedAt: at,
          ...common,
        },
      }),
    ),
    ...['inspector', 'representative'].map((role) =>
      record({
        kind: 'signature',
        signature: {
          id: crypto.randomUUID(),
          document: 'siteRecord',
          role,
          name: '柏文',
          memberId: role === 'inspector' ? errand.memberId : null,
          mode: 'paper',
          evidenceId: null,
          seal: null,
          refused: null,
          signs: 'ab'.repeat(32),
        },
      }),
    ),
  ];
}
