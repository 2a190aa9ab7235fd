/** Evidence in pieces: it goes on after any cut, and counts only with the digest of the shutter (S-02, S-15, R166). */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Evidence } from '@mingcha/core/inspections/visits/visit-record.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { clearAbandonedUploads } from './upload.service.ts';
import { evidenceOf } from './visit-state.ts';
import { statesOf, type TestPhone, testPhone } from './visit-testing.ts';

/** A photo of a phone: EXIF with a place in its first bytes, noise behind. */
function photo(bytes = 1_200_000): Buffer {
  const exif = Buffer.from('ffd8ffe1001845786966000049492a0008000000', 'hex');
  return Buffer.concat([exif, Buffer.from('GPS 38.02N 115.03E'), randomBytes(bytes - exif.length - 18)]);
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function evidenceRecord(
  phone: TestPhone,
  inspectionId: string,
  file: { readonly bytes: Uint8Array; readonly sha256?: string; readonly more?: Partial<Evidence> },
) {
  const evidence: Evidence = {
    id: crypto.randomUUID(),
    kind: 'photo',
    findingId: null,
    line: null,
    sha256: file.sha256 ?? digest(file.bytes),
    bytes: file.bytes.length,
    contentType: 'image/jpeg',
    capturedAt: '2026-11-23T00:30:00.000Z',
    position: { lat: 38.02, lon: 115.03, accuracyM: 12 },
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
    ...file.more,
  };
  return { id: evidence.id, record: phone.record(inspectionId, { kind: 'evidence', evidence }) };
}

function put(client: TestClient, id: string, offset: number, bytes: Uint8Array): Promise<TestReply> {
  return client.inject({
    method: 'PUT',
    url: `/api/field/uploads/${id}?offset=${offset}`,
    headers: { 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes),
  });
}

const chunk = 512 * 1024;

/** Sends what is missing, as a phone does. */
async function upload(client: TestClient, id: string, bytes: Uint8Array): Promise<TestReply> {
  let reply = await client.get(`/api/field/uploads/${id}`);
  for (let turn = 0; turn < 20 && reply.status === 200 && !reply.body.complete; turn += 1) {
    const { received } = reply.body;
    reply = await put(client, id, received, bytes.subarray(received, received + chunk));
  }
  return reply;
}

async function oneVisit(app: TestApp) {
  const { inspectionIds } = await plantInspections(app);
  return { id: inspectionIds[0] ?? '', phone: await testPhone(app, 'boWen') };
}

test('R166 S-15 a photo arrives byte by byte as it left the shutter and is read by those who see the visit only', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = photo();
    const { id: evidenceId, record } = evidenceRecord(phone, id, { bytes });
    assert.equal(
      (await put(phone.client, evidenceId, 0, bytes.subarray(0, chunk))).status,
      404,
      'no record yet',
    );
    assert.deepEqual(statesOf(await phone.sync([record])), ['taken']);
    assert.equal((await phone.client.get(`/api/evidence/${evidenceId}/file`)).status, 404, 'not arrived yet');
    const done = await upload(phone.client, evidenceId, bytes);
    assert.deepEqual([done.status, done.body.complete], [200, true]);
    const office = await app.signIn('anLan');
    const read = await office.get(`/api/evidence/${evidenceId}/file`);
    assert.equal(digest(read.raw), digest(bytes));
    assert.ok(read.raw.includes('GPS 38.02N 115.03E'), 'what the camera wrote stays');
    for (const stranger of ['otherAgency', 'chenXi', 'otherInspector'] as const) {
      const client = await app.signIn(stranger);
      assert.equal((await client.get(`/api/evidence/${evidenceId}/file`)).status, 404, stranger);
      assert.equal((await client.get(`/api/field/uploads/${evidenceId}`)).status, 404, stranger);
    }
    const { jurisdictionId } = app.cast.anLan;
    const [seen] = await inTransaction(app.platform.db, (tx) =>
      evidenceOf(tx, { jurisdictionId, inspectionId: id }),
    );
    assert.deepEqual([seen?.received, seen?.by, seen?.position?.lat], [true, '柏文', 38.02]);
    const events = await app.database.owner
      .selectFrom('ledger_events')
      .select('seq')
      .where('type', '=', 'visit.evidence_received')
      .execute();
    assert.equal(events.length, 1);
  }));

test('a page that calls itself evidence is handed out as a file, never opened', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = new TextEncoder().encode('<!doctype html><form action="/api/session">');
    const more = { contentType: 'text/html', kind: 'document' } as const;
    const { id: evidenceId, record } = evidenceRecord(phone, id, { bytes, more });
    await phone.sync([record]);
    assert.equal((await upload(phone.client, evidenceId, bytes)).body.complete, true);
    const { headers } = await phone.client.get(`/api/evidence/${evidenceId}/file`);
    assert.equal(headers['content-type'], 'application/octet-stream');
    assert.match(String(headers['content-disposition']), /^attachment/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  }));

test('S-02 an upload goes on after a cut at any piece; a piece sent twice or too early changes nothing', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = photo(chunk * 2 + 100);
    const { id: evidenceId, record } = evidenceRecord(phone, id, { bytes });
    await phone.sync([record]);
    const { client } = phone;
    assert.equal((await put(client, evidenceId, chunk, bytes.subarray(chunk, 2 * chunk))).body.received, 0);
    // The connection was cut within a piece: less arrived than was sent.
    assert.equal((await put(client, evidenceId, 0, bytes.subarray(0, 1000))).body.received, 1000);
    assert.equal((await put(client, evidenceId, 0, bytes.subarray(0, chunk))).body.received, 1000);
    assert.equal((await put(client, evidenceId, 1000, bytes.subarray(1000, chunk))).body.received, chunk);
    const twice = await Promise.all([
      put(client, evidenceId, chunk, bytes.subarray(chunk, 2 * chunk)),
      put(client, evidenceId, chunk, bytes.subarray(chunk, 2 * chunk)),
    ]);
    assert.deepEqual(
      twice.map((reply) => reply.body.received),
      [2 * chunk, 2 * chunk],
    );
    const ends = await Promise.all([
      put(client, evidenceId, 2 * chunk, bytes.subarray(2 * chunk)),
      put(client, evidenceId, 2 * chunk, bytes.subarray(2 * chunk)),
    ]);
    assert.deepEqual(
      ends.map((reply) => reply.body.complete),
      [true, true],
    );
    assert.equal((await put(client, evidenceId, 0, bytes.subarray(0, chunk))).body.complete, true);
    assert.equal(digest((await client.get(`/api/evidence/${evidenceId}/file`)).raw), digest(bytes));
  }));

test('S-15 bytes that are not those of the shutter are thrown away, and the upload begins anew', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = photo(300_000);
    const { id: evidenceId, record } = evidenceRecord(phone, id, { bytes });
    await phone.sync([record]);
    const altered = Buffer.from(bytes);
    altered.writeUInt8(altered.readUInt8(200_000) ^ 1, 200_000);
    const wrong = await put(phone.client, evidenceId, 0, altered);
    assert.deepEqual([wrong.body.complete, wrong.body.received, wrong.body.restart], [false, 0, 'digest']);
    const longer = await put(phone.client, evidenceId, 0, Buffer.concat([bytes, Buffer.from('x')]));
    assert.deepEqual([longer.body.received, longer.body.restart], [0, 'length']);
    assert.equal((await upload(phone.client, evidenceId, bytes)).body.complete, true);
  }));

test('an upload that nobody went on with for thirty days begins anew; a younger one stays', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = photo(2000);
    const [old, young] = [evidenceRecord(phone, id, { bytes }), evidenceRecord(phone, id, { bytes })];
    await phone.sync([old.record, young.record]);
    for (const each of [old, young]) await put(phone.client, each.id, 0, bytes.subarray(0, 500));
    const folder = join(app.platform.config.filesFolder, 'partial');
    const now = Date.parse(app.platform.clock.now()) / 1000;
    await utimes(join(folder, old.id), now - 31 * 86_400, now - 31 * 86_400);
    await utimes(join(folder, young.id), now - 29 * 86_400, now - 29 * 86_400);
    await clearAbandonedUploads(app.platform);
    const received = async (evidenceId: string) =>
      (await phone.client.get(`/api/field/uploads/${evidenceId}`)).body.received as number;
    assert.deepEqual([await received(old.id), await received(young.id)], [0, 500]);
  }));

test('a piece is raw bytes of at most 512 KB; JSON and other forms are refused', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const bytes = photo(chunk + 1);
    const { id: evidenceId, record } = evidenceRecord(phone, id, { bytes });
    await phone.sync([record]);
    assert.equal((await put(phone.client, evidenceId, 0, bytes)).status, 413);
    assert.equal((await phone.client.put(`/api/field/uploads/${evidenceId}?offset=0`, {})).status, 415);
    const form = await phone.client.inject({
      method: 'POST',
      url: '/api/field/sync',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from('{}'),
    });
    assert.equal(form.status, 415);
  }));

test('R166 evidence keeps its finding, its chain and its id; another agency’s finding takes none of ours', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { joint: true });
    const id = inspectionIds[0] ?? '';
    const [own, other] = [await testPhone(app, 'boWen'), await testPhone(app, 'otherInspector')];
    const findingId = crypto.randomUUID();
    const head = {
      agencyId: app.cast.otherAgency.agencyId,
      itemKey: null,
      sheetVersionId: null,
      lineKey: null,
    };
    assert.deepEqual(statesOf(await other.sync([other.writes(id, { [`findings/${findingId}`]: head })])), [
      'taken',
    ]);
    const bytes = photo(1000);
    const first = evidenceRecord(own, id, { bytes, more: { findingId } });
    const unknown = evidenceRecord(own, id, { bytes, more: { findingId: crypto.randomUUID() } });
    const good = evidenceRecord(own, id, { bytes, more: { chainPrev: 'ab'.repeat(32) } });
    const next = evidenceRecord(own, id, { bytes: photo(900), more: { chainPrev: digest(bytes) } });
    const states = statesOf(await own.sync([first.record, unknown.record, good.record, next.record]));
    assert.deepEqual(states, ['visit.other_agency.forbidden', 'visit.finding_unknown', 'taken', 'taken']);
    const same = own.record(id, {
      kind: 'evidence',
      evidence: { ...(good.record as { evidence: Evidence }).evidence, note: '另一张' },
    });
    assert.deepEqual(statesOf(await own.sync([same])), ['visit.evidence_twice']);
    const { jurisdictionId } = app.cast.anLan;
    const seen = await inTransaction(app.platform.db, (tx) =>
      evidenceOf(tx, { jurisdictionId, inspectionId: id }),
    );
    const chained = new Map(seen.map((each) => [each.id, each.isChained]));
    assert.deepEqual([chained.get(good.id), chained.get(next.id)], [false, true]);
  }));
