/** Records of one visit that share a transaction: each still has its event and its fate of its own. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { VisitRecord } from '@mingcha/core/inspections/visits/visit-record.ts';
import { sql } from 'kysely';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { runsOf } from './take-together.ts';
import { statesOf, type TestPhone, testPhone } from './visit-testing.ts';

function photo(
  phone: TestPhone,
  inspectionId: string,
  more: { readonly id?: string; readonly findingId?: string } = {},
) {
  const evidence = {
    id: crypto.randomUUID(),
    kind: 'photo' as const,
    findingId: null,
    line: null,
    sha256: createHash('sha256').update(crypto.randomUUID()).digest('hex'),
    bytes: 350_000,
    contentType: 'image/jpeg',
    capturedAt: '2026-11-23T00:30:00.000Z',
    position: null,
    note: '',
    marks: [],
    watermark: '',
    chainPrev: null,
    ...more,
  };
  return phone.record(inspectionId, { kind: 'evidence', evidence });
}

async function oneVisit(app: TestApp) {
  const { inspectionIds } = await plantInspections(app);
  return { id: inspectionIds[0] ?? '', phone: await testPhone(app, 'boWen') };
}

/** Ids of the transactions that wrote the records of phones, and what the ledger says of them in its order. */
async function written({ database }: TestApp) {
  const { rows } = await sql<{ transaction: string }>`SELECT xmin::text AS transaction
    FROM visit_records`.execute(database.owner);
  const events = await database.owner
    .selectFrom('ledger_events')
    .select(['type', 'entry'])
    .where('type', 'in', ['visit.written', 'visit.evidence_noted'])
    .orderBy('seq')
    .execute();
  return { rows, events };
}

test('answers and photos of one submission stand in one transaction, each with its event in the order of the phone', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const records = [
      phone.writes(id, { place: '东区' }),
      photo(phone, id),
      photo(phone, id),
      photo(phone, id),
    ];
    assert.deepEqual(statesOf(await phone.sync(records)), ['taken', 'taken', 'taken', 'taken']);
    const { rows, events } = await written(app);
    assert.equal(new Set(rows.map((row) => row.transaction)).size, 1);
    assert.deepEqual(
      events.map((event) => JSON.parse(event.entry).data.visitRecord),
      records.map((record) => record.id),
    );
    assert.ok(events.every((event) => JSON.parse(event.entry).from.route === 'field.sync'));
    const again = await phone.sync(records);
    assert.deepEqual(statesOf(again), ['again', 'again', 'again', 'again']);
    assert.equal(again.body.watermark.taken, 4);
    assert.equal((await written(app)).events.length, 4);
  }));

test('S-03 one record that is refused leaves the others of its submission taken', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const twice = photo(phone, id);
    const evidence = (twice as { readonly evidence: { readonly id: string } }).evidence;
    const records = [
      phone.writes(id, { place: '东区' }),
      twice,
      photo(phone, id, { id: evidence.id }),
      photo(phone, id, { findingId: crypto.randomUUID() }),
      photo(phone, id),
    ];
    assert.deepEqual(statesOf(await phone.sync(records)), [
      'taken',
      'taken',
      'visit.evidence_twice',
      'visit.finding_unknown',
      'taken',
    ]);
    assert.equal((await written(app)).events.length, 3);
  }));

test('S-06 one submission sent ten times at once is one submission', () =>
  withTestApp(async (app) => {
    const { id, phone } = await oneVisit(app);
    const records = [phone.writes(id, { place: '东区' }), photo(phone, id), photo(phone, id)];
    const replies = await Promise.all(Array.from({ length: 10 }, () => phone.sync(records)));
    const states = replies.flatMap(statesOf);
    assert.deepEqual([states.filter((state) => state === 'taken').length, states.length], [3, 30]);
    assert.equal((await written(app)).events.length, 3);
  }));

test('only answers and evidence of one visit go together, and what stands already goes alone', () => {
  const record = (kind: string, inspectionId = 'a') => ({ record: { kind, inspectionId } as VisitRecord });
  const known = record('evidence');
  const records = [
    record('enter'),
    record('writes'),
    record('evidence'),
    known,
    record('evidence'),
    record('evidence', 'b'),
    record('finish', 'b'),
  ];
  const runs = runsOf(records, (one) => one === known);
  assert.deepEqual(
    runs.map((run) => run.length),
    [1, 2, 1, 1, 1, 1],
  );
  const many = Array.from({ length: 70 }, () => record('writes'));
  assert.deepEqual(
    runsOf(many, () => false).map((run) => run.length),
    [32, 32, 6],
  );
});
