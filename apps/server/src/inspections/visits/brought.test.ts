/** Files brought in by hand and task packs on media (S-08, S-14): whole or refused with the reason, never half. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import {
  partLength,
  type SealedHead,
  type SealedHeader,
  startLength,
} from '@mingcha/core/inspections/visits/sealed-pack.ts';
import type { Evidence } from '@mingcha/core/inspections/visits/visit-record.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { passphraseSecret, readHeader, readParts, sealedFile } from './sealed-file.ts';
import { type TestPhone, testPhone } from './visit-testing.ts';

interface Saved {
  readonly header: SealedHeader;
  readonly parts: readonly { readonly head: SealedHead; readonly bytes?: Uint8Array }[];
  readonly bytes: Buffer;
}

/** A phone with three records, one of them a photo of two pieces, saved to a file. */
function savedBy(app: TestApp, phone: TestPhone, inspectionId: string): Saved {
  const photo = randomBytes(700_000);
  const evidence: Evidence = {
    id: crypto.randomUUID(),
    kind: 'photo',
    findingId: null,
    line: null,
    sha256: createHash('sha256').update(photo).digest('hex'),
    bytes: photo.length,
    contentType: 'image/jpeg',
    capturedAt: app.platform.clock.now(),
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
  };
  const records = [
    phone.writes(inspectionId, { place: '东区' }),
    phone.record(inspectionId, { kind: 'evidence', evidence }),
    phone.writes(inspectionId, { situation: '正在生产' }),
  ];
  const header: SealedHeader = {
    v: 1,
    kind: 'rescue',
    deviceId: phone.deviceId,
    salt: randomBytes(16).toString('hex'),
    madeAt: app.platform.clock.now(),
    rounds: null,
  };
  const piece = 512 * 1024;
  const parts = [
    { head: { type: 'records', records } satisfies SealedHead },
    {
      head: { type: 'piece', id: evidence.id, offset: 0 } satisfies SealedHead,
      bytes: photo.subarray(0, piece),
    },
    {
      head: { type: 'piece', id: evidence.id, offset: piece } satisfies SealedHead,
      bytes: photo.subarray(piece),
    },
    { head: { type: 'end', records: 3, pieces: 2 } satisfies SealedHead },
  ];
  return { header, parts, bytes: sealedFile(header, Buffer.from(phone.secret, 'base64'), parts) };
}

function bring(app: TestApp, client: TestClient, bytes: Uint8Array) {
  return client.upload('/api/field/rescues', { name: 'phone.mcpack', bytes }, { actionId: app.actionId() });
}

async function writesIn({ database }: TestApp): Promise<number> {
  return (await database.owner.selectFrom('visit_writes').select('id').execute()).length;
}

async function start(app: TestApp) {
  const id = (await plantInspections(app)).inspectionIds[0] ?? '';
  const phone = await testPhone(app, 'boWen');
  return { id, phone, saved: savedBy(app, phone, id) };
}

test('S-14 a rescue file is taken whole by the section: records, photo, report; brought again nothing is double', () =>
  withTestApp(async (app) => {
    const { phone, saved } = await start(app);
    const office = await app.signIn('anLan');
    const reply = await bring(app, office, saved.bytes);
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    assert.deepEqual(
      reply.body.records.map((each: { state: string }) => each.state),
      ['taken', 'taken', 'taken'],
    );
    assert.deepEqual(
      reply.body.files.map((each: { state: string }) => each.state),
      ['complete'],
    );
    assert.deepEqual(
      [reply.body.personName, reply.body.broughtBy, reply.body.records[0].objectName],
      ['柏文', '安岚', '茶亭1号采石场'],
    );
    const stored = await app.database.owner
      .selectFrom('visit_records')
      .select(['source', 'by_name', 'uploaded_name'])
      .execute();
    assert.deepEqual(stored[0], { source: 'file', by_name: '柏文', uploaded_name: '安岚' });
    const again = await bring(app, office, saved.bytes);
    assert.deepEqual(
      again.body.records.map((each: { state: string }) => each.state),
      ['again', 'again', 'again'],
    );
    assert.equal(await writesIn(app), 2);
    assert.equal((await office.get('/api/field/rescues')).body.rows.length, 2);
    assert.equal((await phone.client.get('/api/field/rescues')).body.rows.length, 2);
  }));

/** The start of a file and its parts, as they stand in it. */
function framesOf(bytes: Buffer): Buffer[] {
  const frames = [bytes.subarray(0, startLength(bytes) ?? 0)];
  for (let at = frames[0]?.length ?? 0; at < bytes.length; ) {
    const length = 4 + partLength(bytes.subarray(at, at + 4));
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return frames;
}

test('S-14 a truncated, altered or foreign file is refused with its reason and gives nothing', () =>
  withTestApp(async (app) => {
    const { phone, saved } = await start(app);
    const office = await app.signIn('anLan');
    const { bytes, header, parts } = saved;
    const secret = Buffer.from(phone.secret, 'base64');
    const altered = (at: number): Buffer => {
      const copy = Buffer.from(bytes);
      copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
      return copy;
    };
    const [head = bytes, first = bytes, second = bytes, ...rest] = framesOf(bytes);
    const withoutEnd = sealedFile(header, secret, parts.slice(0, 3));
    const cases: readonly (readonly [Uint8Array, string])[] = [
      [bytes.subarray(0, 5), 'visit.file_invalid'],
      [Buffer.from('name,code\n'), 'visit.file_invalid'],
      [bytes.subarray(0, 400), 'visit.file_truncated'],
      [bytes.subarray(0, bytes.length - 1), 'visit.file_truncated'],
      [bytes.subarray(0, 600_000), 'visit.file_truncated'],
      [altered(bytes.length - 3), 'visit.file_altered'],
      [altered(300_000), 'visit.file_altered'],
      [altered(bytes.indexOf('madeAt') + 12), 'visit.file_altered'],
      [Buffer.concat([bytes, Buffer.from('more')]), 'visit.file_altered'],
      [Buffer.concat([head, second, first, ...rest]), 'visit.file_altered'],
      [Buffer.concat([head, first, second]), 'visit.file_truncated'],
      [withoutEnd, 'visit.file_altered'],
      [sealedFile(header, randomBytes(32), parts), 'visit.file_altered'],
      [sealedFile({ ...header, deviceId: crypto.randomUUID() }, secret, parts), 'visit.file_device_unknown'],
    ];
    for (const [file, code] of cases) {
      const reply = await bring(app, office, file);
      assert.deepEqual([reply.body.error?.code, reply.status < 500], [code, true], code);
    }
    assert.equal(await writesIn(app), 0);
  }));

test('S-08 the drafts of a disabled account are brought in by the own section, by nobody else', () =>
  withTestApp(async (app) => {
    const { phone, saved } = await start(app);
    await app.database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', app.cast.boWen.accountId)
      .execute();
    assert.equal((await phone.client.get('/api/field/pack')).status, 401);
    for (const stranger of ['otherAgency', 'otherInspector', 'chenXi', 'agencyHead'] as const) {
      const client = await app.signIn(stranger);
      assert.equal((await bring(app, client, saved.bytes)).body.error.code, 'visit.file.forbidden', stranger);
    }
    const section = await app.signIn('sectionOfficer');
    const reply = await bring(app, section, saved.bytes);
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    assert.equal(reply.body.records.filter((each: { state: string }) => each.state === 'taken').length, 3);
  }));

test('a device that was shut off sends nothing and its file comes in through the office only', () =>
  withTestApp(async (app) => {
    const { phone, id, saved } = await start(app);
    const security = await app.signIn('securityAdministrator');
    const shut = await security.post(`/api/field/devices/${phone.deviceId}/revoke`, {
      actionId: app.actionId(),
      reason: '手机遗失',
    });
    assert.equal(shut.status, 200, JSON.stringify(shut.body));
    assert.equal(
      (await phone.sync([phone.writes(id, { place: '东区' })])).body.error.code,
      'visit.device_revoked',
    );
    assert.equal((await phone.pack()).body.error.code, 'visit.device_revoked');
    assert.equal((await bring(app, phone.client, saved.bytes)).body.error.code, 'visit.device_revoked');
    assert.equal((await bring(app, await app.signIn('anLan'), saved.bytes)).status, 200);
    const rows = (await security.get('/api/field/devices')).body.rows;
    assert.deepEqual([rows[0].personName, rows[0].revokedReason], ['柏文', '手机遗失']);
    const foreign = await (await app.signIn('chenXi')).post(`/api/field/devices/${phone.deviceId}/revoke`, {
      actionId: app.actionId(),
      reason: 'x',
    });
    assert.equal(foreign.status, 404);
  }));

test('R149 a task pack on a medium opens with its passphrase only; its results come back as a file', () =>
  withTestApp(async (app) => {
    const id = (await plantInspections(app)).inspectionIds[0] ?? '';
    const person = await app.signIn('boWen');
    const made = await person.post('/api/field/media-packs', { actionId: app.actionId(), name: '3号U盘' });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { id: deviceId, passphrase } = made.body;
    assert.match(passphrase, /^([A-Z2-9]{5}-){4}[A-Z2-9]{5}$/);
    const file = await person.get(`/api/field/media-packs/${deviceId}/file`);
    assert.equal(file.status, 200);
    assert.equal(file.raw.includes('茶亭1号采石场'), false, 'nothing readable');
    const other = await app.signIn('anLan');
    assert.equal((await other.get(`/api/field/media-packs/${deviceId}/file`)).status, 404);
    const path = app.platform.files.temporaryPath();
    await writeFile(path, file.raw);
    const header = await readHeader(path);
    assert.ok(header.ok);
    const wrong = await passphraseSecret(
      'A',
      Buffer.from(header.value.salt, 'hex'),
      header.value.rounds ?? 0,
    );
    assert.equal((await readParts(path, wrong, async () => undefined)).ok, false);
    const key = await passphraseSecret(
      passphrase,
      Buffer.from(header.value.salt, 'hex'),
      header.value.rounds ?? 0,
    );
    let secret = '';
    const pieces: Uint8Array[] = [];
    const read = await readParts(path, key, async ({ head, bytes }) => {
      if (head.type === 'device') secret = head.secret;
      if (head.type === 'pack') pieces.push(bytes);
    });
    assert.ok(read.ok);
    const pack = JSON.parse(Buffer.concat(pieces).toString()) as { visits: { inspectionId: string }[] };
    assert.deepEqual(
      pack.visits.map((visit) => visit.inspectionId),
      [id],
    );
    const phone = await testPhone(app, 'boWen');
    const saved = savedBy(app, phone, id);
    const results = sealedFile(
      { ...saved.header, kind: 'results', deviceId },
      Buffer.from(secret, 'base64'),
      saved.parts,
    );
    const brought = await bring(app, other, results);
    assert.deepEqual(
      [brought.status, brought.body.kind, brought.body.deviceName],
      [200, 'results', '3号U盘'],
    );
    assert.equal(await writesIn(app), 2);
  }));
