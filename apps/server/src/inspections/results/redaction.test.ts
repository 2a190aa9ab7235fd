/** Redacted copies of evidence pictures (R166): who may make them, what is refused, and that the original stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CastName, type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { testPhone } from '../visits/visit-testing.ts';
import { arrived, covered, digest, face, original, redact } from './redaction-testing.ts';

async function jointVisit(app: TestApp) {
  const { inspectionIds } = await plantInspections(app, { joint: true });
  const inspectionId = inspectionIds[0] ?? '';
  const phone = await testPhone(app, 'boWen');
  return { inspectionId, phone, evidenceId: await arrived(phone, inspectionId) };
}

async function kept(app: TestApp) {
  const { owner } = app.database;
  const copies = await owner.selectFrom('evidence_copies').selectAll().execute();
  const events = await owner
    .selectFrom('ledger_events')
    .select('seq')
    .where('type', '=', 'evidence.redacted')
    .execute();
  return { copies, events: events.length };
}

async function seenCopies(client: TestClient, inspectionId: string) {
  const { body } = await client.get(`/api/inspections/${inspectionId}/visit`);
  return body.evidence[0];
}

test('R166 the team and the sections of the agency that took a picture make redacted copies of it, each naming its original', () =>
  withTestApp(async (app) => {
    const { inspectionId, phone, evidenceId } = await jointVisit(app);
    const makers = [phone.client, await app.signIn('anLan'), await app.signIn('sectionOfficer')];
    for (const client of makers) {
      const made = await redact(client, evidenceId);
      assert.equal(made.status, 200, JSON.stringify(made.body));
    }
    const seen = await seenCopies(phone.client, inspectionId);
    assert.equal(seen.mayRedact, true);
    assert.deepEqual(
      seen.copies.map((copy: { by: string }) => copy.by),
      ['柏文', '安岚', '柯实'],
    );
    const [first] = seen.copies;
    assert.deepEqual(
      [first.areas, first.reason, first.sha256, first.ofSha256],
      [1, 'persons', digest(covered), digest(original)],
    );
    const { copies, events } = await kept(app);
    assert.deepEqual([copies.length, events, copies[0]?.areas], [3, 3, [face]]);
    const file = await phone.client.get(`/api/evidence/${evidenceId}/copies/${first.id}`);
    assert.equal(digest(file.raw), digest(covered));
    assert.equal(file.headers['content-type'], 'image/jpeg');
    assert.ok(String(file.headers['content-disposition']).includes(digest(original).slice(0, 16)));
  }));

test('R166 a partner agency of the visit reads redacted copies and makes none; its own pictures are covered by itself', () =>
  withTestApp(async (app) => {
    const { inspectionId, phone, evidenceId } = await jointVisit(app);
    const { id } = (await redact(phone.client, evidenceId)).body;
    for (const name of ['otherInspector', 'otherAgency'] as const) {
      const client = await app.signIn(name);
      const refused = await redact(client, evidenceId);
      assert.deepEqual([refused.status, refused.body.error.code], [403, 'evidence.redact.forbidden'], name);
      assert.equal((await seenCopies(client, inspectionId)).mayRedact, false, name);
      assert.equal((await client.get(`/api/evidence/${evidenceId}/copies/${id}`)).status, 200, name);
    }
    const head = await app.signIn('agencyHead');
    assert.equal((await redact(head, evidenceId)).status, 403, 'the head reads only');
    assert.equal((await head.get(`/api/evidence/${evidenceId}/copies/${id}`)).status, 200);
    const theirs = await arrived(await testPhone(app, 'otherInspector'), inspectionId);
    assert.equal((await redact(await app.signIn('otherAgency'), theirs)).status, 200);
    assert.equal((await redact(phone.client, theirs)).status, 403);
    assert.deepEqual((await phone.client.get(`/api/evidence/${theirs}/copies/${id}`)).status, 404);
  }));

test('R166 redacted copies are neither made nor read by another agency, another jurisdiction or the public', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app);
    const phone = await testPhone(app, 'boWen');
    const evidenceId = await arrived(phone, inspectionIds[0] ?? '');
    const { id } = (await redact(phone.client, evidenceId)).body;
    const strangers: readonly CastName[] = ['otherAgency', 'otherInspector', 'chenXi'];
    for (const name of strangers) {
      const client = await app.signIn(name);
      const refused = await redact(client, evidenceId);
      assert.deepEqual([refused.status, refused.body.error.code], [404, 'visit.evidence.not_found'], name);
      const read = await client.get(`/api/evidence/${evidenceId}/copies/${id}`);
      assert.deepEqual([read.status, read.body.error.code], [404, 'evidence.copy.not_found'], name);
    }
    assert.equal((await redact(app.anonymous, evidenceId)).status, 401);
    assert.equal((await app.anonymous.get(`/api/evidence/${evidenceId}/copies/${id}`)).status, 401);
    const { copies, events } = await kept(app);
    assert.deepEqual([copies.length, events], [1, 1]);
  }));

test('R166 no redacted copy without a covered area, of a sound recording, from a text file or from the very bytes of the original', () =>
  withTestApp(async (app) => {
    const { inspectionId, phone, evidenceId } = await jointVisit(app);
    const { client } = phone;
    const sound = await arrived(phone, inspectionId, 'audio/mp4');
    const wrong = { left: 0.5, top: 0, right: 0.4, bottom: 1 };
    const many = Array.from({ length: 51 }, () => face);
    const refused = [
      [await redact(client, evidenceId, { bytes: original }), 'evidence.copy_same_invalid'],
      [await redact(client, evidenceId, { bytes: Buffer.from('no picture') }), 'evidence.copy_type_invalid'],
      [
        await redact(client, evidenceId, { bytes: Buffer.from('%PDF-1.7 a scan') }),
        'evidence.copy_type_invalid',
      ],
      [await redact(client, sound), 'evidence.copy_kind_invalid'],
      [await redact(client, evidenceId, { fields: { areas: [] } }), 'input.wrong'],
      [await redact(client, evidenceId, { fields: { areas: [wrong] } }), 'input.wrong'],
      [await redact(client, evidenceId, { fields: { areas: many } }), 'input.wrong'],
      [await redact(client, evidenceId, { fields: { reason: 'shame' } }), 'input.wrong'],
    ] as const;
    for (const [reply, code] of refused) {
      const status = code === 'input.wrong' ? 400 : 422;
      assert.deepEqual([reply.status, reply.body.error.code], [status, code], JSON.stringify(reply.body));
    }
    assert.equal((await redact(client, crypto.randomUUID())).status, 404);
    const { copies, events } = await kept(app);
    assert.deepEqual([copies.length, events], [0, 0]);
  }));

test('R166 a picture whose file has not arrived cannot be covered', () =>
  withTestApp(async (app) => {
    const { phone, evidenceId } = await jointVisit(app);
    await app.database.owner.updateTable('visit_evidence').set({ received_at: null }).execute();
    const refused = await redact(phone.client, evidenceId);
    assert.deepEqual([refused.status, refused.body.error.code], [404, 'visit.evidence.not_found']);
  }));

test('R166 the same redaction sent twice makes one copy, and the original stays byte by byte', () =>
  withTestApp(async (app) => {
    const { phone, evidenceId } = await jointVisit(app);
    const rows = () => app.database.owner.selectFrom('visit_evidence').selectAll().execute();
    const before = await rows();
    const fields = { actionId: app.actionId() };
    const first = await redact(phone.client, evidenceId, { fields });
    const second = await redact(phone.client, evidenceId, { fields });
    assert.deepEqual([first.status, second.status, second.body], [200, 200, first.body]);
    const { copies, events } = await kept(app);
    assert.deepEqual([copies.length, events], [1, 1]);
    assert.deepEqual(await rows(), before);
    const file = await phone.client.get(`/api/evidence/${evidenceId}/file`);
    assert.equal(digest(file.raw), digest(original));
  }));
