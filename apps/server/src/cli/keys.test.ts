/** Sealed columns of a real database: the schema is held to the list, nothing lies in the clear, keys rotate while data are read. */
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { sql } from 'kysely';
import { insertMines } from '../draws/draw-testing.ts';
import { makeMove, orderForm, plantFindings } from '../followups/followup-testing.ts';
import { openKeyRing, ringEntries } from '../platform/crypto/key-ring.ts';
import { sealPersonal } from '../platform/crypto/personal-text.ts';
import { keyUses, resealAll, sealClearTexts } from '../platform/crypto/reseal.ts';
import { otherBytes, sealedColumns } from '../platform/crypto/sealed-columns.ts';
import { makeSealedBox } from '../platform/crypto/sealed-value.ts';
import type { Database } from '../platform/db/database.ts';
import { createTestDatabase } from '../platform/db/test-database.ts';
import { makeSecretBox } from '../platform/secrets.ts';
import { type TestApp, type TestClient, withTestApp } from '../platform/testing-app.ts';
import { delivery, noticeBody, sealed } from '../tasks/preparation/preparation-testing.ts';
import { plantInspections } from '../tasks/task-testing.ts';
import { keysCommand } from './keys.ts';

const phones = { call: '13800010001', report: '13800010002', caller: '13800010003' } as const;

/** Tables in which a text stands, in the clear or as bytes. */
async function tablesWith(db: Database, needle: string): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`.execute(db);
  assert.ok(rows.length > 200);
  const bytes = Buffer.from(needle).toString('hex');
  const each = rows.map(
    ({ name }) => sql`SELECT ${sql.lit(name)} AS name FROM ${sql.table(name)} t
      WHERE t::text LIKE ${`%${needle}%`} OR t::text LIKE ${`%${bytes}%`}`,
  );
  const found = await sql<{ name: string }>`${sql.join(each, sql` UNION `)}`.execute(db);
  return found.rows.map((row) => row.name);
}

interface Written {
  readonly lead: TestClient;
  readonly inspectionId: string;
  readonly contactId: string;
}

/** What three people leave their numbers for: a call about a visit, a report of correction, a complaint. */
async function leaveNumbers(app: TestApp): Promise<Written> {
  const [inspectionId = ''] = (await plantInspections(app, { announced: true, stage: 'approved' }))
    .inspectionIds;
  const lead = await app.signIn('boWen');
  const issued = await lead.post(`/api/inspections/${inspectionId}/notices`, noticeBody(app));
  await sealed(app, issued.body.id);
  const call = { channel: 'telephone', outcome: 'told', reachedAt: phones.call, told: '时间、事项' };
  const told = await lead.post(
    `/api/inspections/${inspectionId}/deliveries`,
    delivery(app, [issued.body.id], call),
  );
  assert.equal(told.status, 200, JSON.stringify(told.body));
  const { findingIds } = await plantFindings(app, ['rectify']);
  const ordered = await makeMove(app, lead, { ids: [findingIds[0] ?? ''], form: orderForm });
  const reported = await app.anonymous.post(
    `/api/public/rectifications/${orderCode(ordered.body.paperId)}/reports`,
    {
      actionId: app.actionId(),
      reportId: app.actionId(),
      personName: '石磊',
      phone: phones.report,
      items: [{ findingId: findingIds[0] ?? '', text: '已更换灭火器' }],
    },
  );
  assert.equal(reported.status, 200, JSON.stringify(reported.body));
  const entered = await (await app.signIn('sectionOfficer')).post('/api/contacts', {
    actionId: app.actionId(),
    kind: 'complaint',
    subject: '夜间违规作业',
    content: '反映人称该厂夜间动火作业没有监护。',
    objectName: '',
    name: '丁一',
    phone: phones.caller,
    address: '',
    channel: 'hotline',
    outsideNumber: '12345-2026-77',
    objectId: null,
    receivedOn: app.platform.clock.today(),
    dueOn: null,
  });
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  return { lead, inspectionId, contactId: entered.body.id };
}

/** The number that was called, as the preparation page shows it. */
async function calledNumber({ lead, inspectionId }: Written): Promise<string> {
  const view = (await lead.get(`/api/inspections/${inspectionId}/notices`)).body;
  return view.teams[0].notice.deliveries[0].reachedAt;
}

test('C-08 every column of bytes is sealed and rotated, or named with what else it holds', async () => {
  const database = await createTestDatabase();
  try {
    const { rows } = await sql<{ name: string }>`
      SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
         AND NOT a.attisdropped AND a.atttypid = 'bytea'::regtype`.execute(database.owner);
    const listed = [...sealedColumns.map((one) => `${one.table}.${one.column}`), ...Object.keys(otherBytes)];
    assert.deepEqual(rows.map((row) => row.name).toSorted(), listed.toSorted());
  } finally {
    await database.drop();
  }
});

test('C-08 R047 numbers of people lie nowhere in the clear, are read as before, and stay readable through a rotation of keys', () =>
  withTestApp(async (app) => {
    const secretsFolder = join(app.platform.config.dataFolder, 'secrets');
    await mkdir(secretsFolder, { recursive: true });
    await writeFile(join(secretsFolder, 'secret-box.key'), Buffer.alloc(32, 7).toString('hex'));
    const ring = await openKeyRing({ folder: secretsFolder, device: null });
    // The running server, with the ring that a real one has.
    Object.assign(app.platform, { secrets: makeSealedBox(ring, 'international') });
    const written = await leaveNumbers(app);
    const { owner } = app.database;
    for (const number of Object.values(phones)) assert.deepEqual(await tablesWith(owner, number), []);
    assert.equal(await calledNumber(written), phones.call);

    const lines: string[] = [];
    const command = (word: string, over: object = {}) =>
      keysCommand({
        args: [word],
        environment: {
          DATABASE_URL: app.database.ownerUrl,
          MINGCHA_APP_DATABASE_URL: app.database.appUrl,
          MINGCHA_DATA: app.platform.config.dataFolder,
          ...over,
        },
        root: app.platform.config.dataFolder,
        locale: 'en',
        print: (line) => lines.push(line),
      });
    const national = { MINGCHA_DATA_SUITE: 'national' };
    assert.equal(await command('rotate', national), 0, lines.join('\n'));
    assert.match(
      lines.join('\n'),
      /Data key 1 is in use now.*deliveries\.reached_at_sealed: 1 renewed.*All values are renewed/s,
    );
    const uses = await keyUses(owner);
    assert.deepEqual(
      uses.map((use) => [use.suite, use.keyId]),
      [['national', 1]],
    );
    // The server that was running all the time reads what another process sealed, and goes on with the new key.
    assert.equal(await calledNumber(written), phones.call);
    const head = await app.signIn('agencyHead');
    const person = (await head.get(`/api/contacts/${written.contactId}/person`)).body;
    assert.deepEqual(person, { name: '丁一', phone: phones.caller, address: '' });
    lines.length = 0;
    assert.equal(await command('reseal', national), 0);
    assert.equal(await command('status'), 0);
    assert.match(
      lines.join('\n'),
      /0 altogether.*Data key 0: .* 0 values.*Data key 1: .* \d+ values \(current\).*national suite/s,
    );
    assert.ok(lines.every((line) => !line.includes('1380001')));
    assert.equal(await command('turn'), 2);
    assert.deepEqual(
      ringEntries(secretsFolder).map((one) => one.id),
      [0, 1],
    );
    // Without the key that data lie under, no other one is added: it would hide the loss.
    await writeFile(
      join(secretsFolder, 'data-keys.json'),
      (await readFile(join(secretsFolder, 'data-keys.json'), 'utf8')).replace('"id": 1', '"id": 2'),
    );
    assert.equal(await command('rotate', national), 1);
    assert.match(lines.at(-1) ?? '', /sealed under key 1, which the key folder .* lacks/);
  }));

test('C-08 a rotation that is interrupted goes on where it stopped; values that no key opens are counted and left', () =>
  withTestApp(async (app) => {
    const { owner } = app.database;
    const old = makeSecretBox(new Uint8Array(32).fill(7));
    await insertMines(app, 1);
    const number = sealPersonal({ secrets: old }, '13900001234');
    await owner.updateTable('inspectors').set({ phone_sealed: number }).execute();
    const people = await owner.selectFrom('inspectors').select('id').execute();
    assert.ok(people.length > 3);
    const keys = [0, 1].map((id) => ({ id, bytes: new Uint8Array(32).fill(id === 0 ? 7 : 8) }));
    const ring = { current: () => keys[1] ?? assert.fail(), find: (id: number) => keys[id] };
    const secrets = makeSealedBox(ring, 'national');
    const order = { secrets, suite: 'national', keyId: 1 } as const;
    let batches = 0;
    await resealAll(owner, { ...order, batch: 1, isStopped: () => (batches += 1) > 1 });
    const byKey = async () => (await keyUses(owner)).filter((use) => use.count > 0).map((use) => use.keyId);
    assert.deepEqual(await byKey(), [0, 1], 'half of it is done');
    const left = await owner
      .selectFrom('inspectors')
      .select('id')
      .where('phone_sealed', '=', number)
      .executeTakeFirst();
    await owner
      .updateTable('inspectors')
      .set({ phone_sealed: Buffer.from('not sealed at all') })
      .where('id', '=', left?.id ?? '')
      .execute();
    const reports = await resealAll(owner, { ...order, batch: 2 });
    const mine = reports.find((one) => one.place.table === 'inspectors');
    assert.deepEqual([mine?.renewed, mine?.unreadable], [people.length - 2, 1]);
    const kept = await owner
      .selectFrom('inspectors')
      .select('phone_sealed')
      .where('id', '<>', left?.id ?? '')
      .executeTakeFirst();
    assert.equal(
      new TextDecoder().decode(secrets.open(kept?.phone_sealed ?? new Uint8Array(0))),
      '13900001234',
    );
  }));

test('C-08 rows of earlier versions are read while they wait, converted in pieces that may be interrupted, and read the same after', () =>
  withTestApp(async (app) => {
    const { owner } = app.database;
    const written = await leaveNumbers(app);
    // As the earlier version left them.
    await sql`UPDATE deliveries SET reached_at = ${phones.call}, reached_at_sealed = NULL WHERE reached_at_sealed IS NOT NULL`.execute(
      owner,
    );
    await sql`UPDATE rectification_reports SET phone = ${phones.report}, phone_sealed = NULL`.execute(owner);
    assert.equal(await calledNumber(written), phones.call);
    assert.deepEqual(await tablesWith(owner, phones.report), ['rectification_reports']);
    const stopping = { ...app.platform.secrets, seal: () => assert.fail('killed') };
    await assert.rejects(sealClearTexts(owner, stopping, 1));
    assert.equal(await calledNumber(written), phones.call);
    assert.equal(await sealClearTexts(owner, app.platform.secrets, 1), 2);
    assert.equal(await sealClearTexts(owner, app.platform.secrets), 0);
    for (const number of [phones.call, phones.report]) assert.deepEqual(await tablesWith(owner, number), []);
    assert.equal(await calledNumber(written), phones.call);
  }));
