/** Office and portal as two programs with a database each and a folder between them, as an operator runs them. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PackageRow } from '@mingcha/core/publications/packages/package.ts';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/db/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../platform/testing.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantPublished } from '../portal/portal-testing.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { openExchange } from './exchange.ts';
import { writePackage } from './package-file.ts';

interface Program {
  readonly child: ChildProcess;
  readonly url: Promise<string>;
  readonly ended: Promise<void>;
}

/** The server's program on a database that is there; `seed` is its signing key where it must be a known one. */
async function start(
  of: { readonly database: TestDatabase; readonly data: string },
  variables: Readonly<Record<string, string>>,
): Promise<Program> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'main.ts')], {
    env: {
      ...process.env,
      MINGCHA_DATA: of.data,
      MINGCHA_DEMO: 'no',
      MINGCHA_HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: of.database.ownerUrl,
      MINGCHA_APP_DATABASE_URL: of.database.appUrl,
      ...variables,
    },
    timeout: 110_000,
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = new Promise<string>((resolve, reject) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      const found = /Mingcha is ready: http:\/\/localhost:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(`http://127.0.0.1:${found}`);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', () => reject(new Error(`the server ended:\n${said}`)));
  });
  url.catch(() => undefined);
  return { child, url, ended };
}

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const found = await look().catch(() => null);
    if (found !== null && found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`waited in vain: ${what}`);
}

interface Place {
  readonly folder: string;
  readonly exchange: string;
  readonly portal: TestDatabase;
  readonly office: TestApp;
  readonly startPortal: () => Promise<Program>;
  readonly startOffice: () => Promise<Program>;
}

async function withPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-two-'));
  await chmod(folder, 0o755);
  const exchange = join(folder, 'exchange');
  await openExchange(exchange, 'packages');
  const portal = await createTestDatabase();
  const programs: Program[] = [];
  const started = async (program: Promise<Program>): Promise<Program> => {
    programs.push(await program);
    return program;
  };
  try {
    await withTestApp(async (office) => {
      const secrets = join(folder, 'office', 'secrets');
      await mkdir(secrets, { recursive: true, mode: 0o700 });
      // The program is the same office as the one that planted: it has its keys.
      await writeFile(join(secrets, 'ledger.key'), Buffer.alloc(32, 9).toString('hex'), { mode: 0o600 });
      await writeFile(join(secrets, 'secret-box.key'), Buffer.alloc(32, 7).toString('hex'), { mode: 0o600 });
      await work({
        folder,
        exchange,
        portal,
        office,
        startOffice: () =>
          started(
            start(
              { database: office.database, data: join(folder, 'office') },
              { MINGCHA_EXCHANGE: exchange },
            ),
          ),
        startPortal: () =>
          started(
            start(
              { database: portal, data: join(folder, 'portal') },
              {
                MINGCHA_ROLE: 'portal',
                MINGCHA_EXCHANGE: exchange,
                MINGCHA_OFFICE_KEY: Buffer.from(office.platform.signer.publicKey).toString('hex'),
              },
            ),
          ),
      });
    });
  } finally {
    for (const { child, ended } of programs) {
      child.kill('SIGKILL');
      await ended;
    }
    await portal.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

test('W-09 office and portal as two programs: what is published appears, what is sent arrives once and its answer comes back', () =>
  withPlace(async ({ office, startOffice, startPortal }) => {
    const [row] = await plantPublished(office, { problems: ['配电箱未上锁'] });
    assert.ok(row);
    const [officeProgram, portalProgram] = await Promise.all([startOffice(), startPortal()]);
    await officeProgram.url;
    const url = await portalProgram.url;
    const page = await until('the record on the portal', async () => {
      const reply = await fetch(`${url}/p/records/${row.id}`);
      return reply.status === 200 ? reply.text() : null;
    });
    assert.ok(page.includes(row.object_name));
    for (const path of ['/api/objects', '/api/session', '/api/publications', '/sign-in'])
      assert.equal((await fetch(`${url}${path}`)).status, 404, path);
    const sent = await fetch(`${url}/api/public/contacts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({
        actionId: randomUUID(),
        agencyId: office.cast.anLan.agencyId,
        kind: 'tip',
        subject: '夜间排污',
        content: '厂区东侧夜间排污。',
        objectName: '',
        name: '',
        phone: '',
        address: '',
      }),
    });
    assert.equal(sent.status, 200);
    const { number, code } = (await sent.json()) as { number: string; code: string };
    const answered = await until('the answer on the portal', async () => {
      const reply = await fetch(`${url}/api/public/contacts/${number}/${code}`);
      // Who asks this often is told to wait now and then.
      if (reply.status !== 200) return null;
      const found = (await reply.json()) as { number: string };
      return found.number === number ? null : found;
    });
    const tickets = await office.database.owner.selectFrom('contacts').select('number').execute();
    assert.deepEqual(tickets, [{ number: answered.number }]);
  }));

test('W-09 a portal that is killed while it takes a package in shows the old state, then the whole new one', () =>
  withPlace(async ({ office, portal, exchange, startPortal }) => {
    const count = 5000;
    const [row] = await plantPublished(office);
    assert.ok(row);
    const record = await inTransaction(office.platform.db, (tx) => publishedRecord(tx, row.id));
    assert.ok(record);
    const rows = function* (size: number): Generator<PackageRow> {
      for (let at = 0; at < size; at += 1)
        yield { row: 'record', jurisdictionId: row.jurisdiction_id, record: { ...record, id: randomUUID() } };
    };
    const head = {
      kind: 'full' as const,
      madeAt: '2026-11-23T01:00:00.000Z',
      jurisdictions: [],
      intakeKey: '0'.repeat(64),
    };
    const place = async (number: number, size: number, previous: string | null): Promise<string> => {
      const made = await writePackage(office.platform, { ...head, number, previous }, rows(size));
      await copyFile(
        office.platform.files.pathOf(made.file.sha256),
        join(exchange, 'packages', `mingcha-${String(number).padStart(8, '0')}.package`),
      );
      return made.head;
    };
    const standing = async () => ({
      number: (await portal.owner.selectFrom('portal_place').select('number').executeTakeFirst())?.number,
      records: (
        await sql<{ n: number }>`SELECT count(*)::integer AS n FROM public_records`.execute(portal.owner)
      ).rows[0]?.n,
    });
    const first = await place(1, 5, null);
    const program = await startPortal();
    await until('the first package', async () => (await standing()).number === 1);
    await place(2, count, first);
    await until('rows on their way', async () => {
      const busy = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM pg_stat_activity
        WHERE datname = current_database() AND state <> 'idle' AND query ILIKE 'insert into "public_records"%'`.execute(
        portal.db,
      );
      return (busy.rows[0]?.n ?? 0) > 0;
    });
    program.child.kill('SIGKILL');
    await program.ended;
    assert.deepEqual(await standing(), { number: 1, records: 5 });
    await startPortal();
    await until('the second package', async () => (await standing()).number === 2);
    assert.deepEqual(await standing(), { number: 2, records: count });
    const status = await until('the word of the portal', async () => {
      const text = await readFile(join(exchange, 'intake', 'portal-status.json'), 'utf8');
      return text.includes('"number":2') ? text : null;
    });
    assert.equal((JSON.parse(status) as { problem: unknown }).problem, null);
  }));
