/** Complaints, tips and calls: ticket, clock, who may read what, what a proven one leaves behind. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intakeQuotas } from '@mingcha/core/publications/objections/objection.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { incidentsOf } from '../../registers/objects/incident.queries.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

const call = {
  kind: 'complaint',
  subject: '夜间违规作业',
  content: '反映人称该厂夜间动火作业没有监护。',
  objectName: '',
  name: '丁一',
  phone: '13900002222',
  address: '',
} as const;

async function enter(app: TestApp, over: object = {}) {
  const client = await app.signIn('sectionOfficer');
  return client.post('/api/contacts', {
    ...call,
    actionId: app.actionId(),
    channel: 'hotline',
    outsideNumber: '12345-2026-77',
    objectId: null,
    receivedOn: app.platform.clock.today(),
    dueOn: null,
    ...over,
  });
}

async function move(app: TestApp, of: { id: string; as: CastName; form: object }) {
  const client = await app.signIn(of.as);
  const { version } = (await client.get(`/api/contacts/${of.id}`)).body;
  return client.post(`/api/contacts/${of.id}/moves`, { actionId: app.actionId(), version, form: of.form });
}

const toSection = (app: TestApp) => ({
  move: 'assign',
  handlerId: app.cast.sectionOfficer.accountId,
  note: '',
});

test('R208 a call entered by staff gets a ticket with number, look-up code and due day, like one from the portal', () =>
  withTestApp(async (app) => {
    const entered = await enter(app);
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    const looked = await app.anonymous.get(
      `/api/public/contacts/${entered.body.number}/${entered.body.code}`,
    );
    assert.deepEqual([looked.status, looked.body.state], [200, 'received']);
    assert.equal(JSON.stringify(looked.body).includes('丁一'), false);
    const sent = await app.anonymous.post('/api/public/contacts', {
      ...call,
      actionId: app.actionId(),
      agencyId: app.cast.anLan.agencyId,
    });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    assert.equal(sent.body.dueOn, entered.body.dueOn);
    const wrong = await app.anonymous.get(`/api/public/contacts/${sent.body.number}/${entered.body.code}`);
    assert.deepEqual([wrong.status, wrong.body.error.code], [404, 'contact.receipt.not_found']);
  }));

test('R208 who called is read by the handler and the head alone, and the ledger notes each reading without the name', () =>
  withTestApp(async (app) => {
    const { id } = (await enter(app)).body;
    const before = await (await app.signIn('anLan')).get(`/api/contacts/${id}/person`);
    assert.deepEqual([before.status, before.body.error.code], [403, 'contact.person_forbidden']);
    assert.equal((await move(app, { id, as: 'anLan', form: toSection(app) })).status, 200);
    const handler = await (await app.signIn('sectionOfficer')).get(`/api/contacts/${id}/person`);
    assert.deepEqual([handler.status, handler.body.name], [200, '丁一']);
    assert.equal((await (await app.signIn('agencyHead')).get(`/api/contacts/${id}/person`)).status, 200);
    const list = await (await app.signIn('anLan')).get('/api/contacts');
    assert.equal(JSON.stringify(list.body).includes('丁一'), false);
    const events = await app.database.owner
      .selectFrom('ledger_events')
      .select(['type', 'entry'])
      .where('subject_id', '=', id)
      .execute();
    assert.equal(events.filter((each) => each.type === 'contact.person_read').length, 2);
    assert.equal(JSON.stringify(events).includes('丁一'), false);
  }));

test('R208 a proven complaint is noted at its object as verified, once, with its source', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'recorded' });
    const object = await app.database.owner
      .selectFrom('inspections')
      .select('object_id')
      .where('id', '=', inspectionIds[0] ?? '')
      .executeTakeFirstOrThrow();
    const objectId = object.object_id ?? '';
    const { id } = (await enter(app)).body;
    await move(app, { id, as: 'anLan', form: toSection(app) });
    const answer = {
      move: 'answer',
      outcome: 'substantiated',
      finding: '现场核实无监护人。',
      reply: '已责令改正。',
      objectId,
    };
    const stranger = await move(app, { id, as: 'anLan', form: answer });
    assert.deepEqual([stranger.status, stranger.body.error.code], [403, 'contact.handler_forbidden']);
    const done = await move(app, { id, as: 'sectionOfficer', form: answer });
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const again = await move(app, { id, as: 'sectionOfficer', form: answer });
    assert.deepEqual([again.status, again.body.error.code], [409, 'contact.wrong_state']);
    const known = await inTransaction(app.platform.db, (tx) => incidentsOf(tx, app.cast.anLan, objectId));
    assert.deepEqual(
      known.map((each) => [each.kind, each.verified, each.source.includes('12345-2026-77')]),
      [['complaint', true, true]],
    );
  }));

test('R208 the same call sent twice with one action is one ticket, and another agency never finds it', () =>
  withTestApp(async (app) => {
    const actionId = app.actionId();
    const first = await enter(app, { actionId });
    const second = await enter(app, { actionId });
    assert.deepEqual(second.body, first.body);
    const other = await (await app.signIn('otherAgency')).get(`/api/contacts/${first.body.id}`);
    assert.equal(other.status, 404);
    const inspector = await (await app.signIn('boWen')).get('/api/contacts');
    assert.equal(inspector.status, 403);
  }));

test('W-12 one source sends no more tickets a day than its quota', () =>
  withTestApp(async (app) => {
    const replies = [];
    for (let n = 0; n < intakeQuotas.perSourceDay + 5; n += 1)
      replies.push(
        await app.anonymous.post('/api/public/contacts', {
          ...call,
          actionId: app.actionId(),
          agencyId: app.cast.anLan.agencyId,
        }),
      );
    assert.equal(replies.filter((each) => each.status === 200).length, intakeQuotas.perSourceDay);
    assert.equal(replies.at(-1)?.body.error.code, 'contact.quota_source');
  }));
