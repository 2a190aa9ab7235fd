/** Hand-over in the database: everything open is listed, both confirm, what may not move stays with its reason. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

type Thing = { kind: string; title: string; stays: string | null };
const codeOf = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error.code;

/** A call that the section officer handles. */
async function plantContact(app: TestApp, handler: CastName): Promise<string> {
  const lan = await app.signIn('anLan');
  const entered = await lan.post('/api/contacts', {
    actionId: app.actionId(),
    kind: 'complaint',
    subject: '夜间作业',
    content: '夜间作业没有监护。',
    objectName: '',
    name: '',
    phone: '',
    address: '',
    channel: 'phone',
    outsideNumber: '',
    objectId: null,
    receivedOn: app.platform.clock.today(),
    dueOn: null,
  });
  const { id } = entered.body;
  const form = { move: 'assign', handlerId: app.cast[handler].accountId, note: '' };
  const moved = await lan.post(`/api/contacts/${id}/moves`, { actionId: app.actionId(), version: 1, form });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
  return id;
}

async function offer(app: TestApp, of: { as: CastName; to: CastName; from?: CastName }) {
  const client = await app.signIn(of.as);
  return client.post('/api/handovers', {
    actionId: app.actionId(),
    fromId: app.cast[of.from ?? of.as].accountId,
    toId: app.cast[of.to].accountId,
    reason: 'leave',
    startsOn: app.platform.clock.today(),
    endsOn: null,
    note: '',
  });
}

async function answer(app: TestApp, of: { as: CastName; id: string; answer: string }) {
  const client = await app.signIn(of.as);
  return client.post(`/api/handovers/${of.id}/answers`, {
    actionId: app.actionId(),
    version: 1,
    answer: of.answer,
    note: '',
  });
}

test('R320 both confirm, then each thing moves with an event of its own, and the sheet names it; another agency sees nothing', () =>
  withTestApp(async (app) => {
    const contactId = await plantContact(app, 'sectionOfficer');
    const made = await offer(app, { as: 'sectionOfficer', to: 'anLan' });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { id } = made.body;
    const handlerOf = async () =>
      (
        await app.database.owner
          .selectFrom('contacts')
          .select('handler_id')
          .where('id', '=', contactId)
          .executeTakeFirstOrThrow()
      ).handler_id;
    assert.equal(
      await handlerOf(),
      app.cast.sectionOfficer.accountId,
      'nothing moves before the receiver confirms',
    );
    assert.equal(codeOf(await offer(app, { as: 'sectionOfficer', to: 'anLan' })), 'handover.waiting');
    assert.equal(
      codeOf(await answer(app, { as: 'sectionOfficer', id, answer: 'accept' })),
      'handover.only_receiver',
    );
    for (const who of ['otherAgency', 'chenXi'] as const) {
      assert.equal((await (await app.signIn(who)).get(`/api/handovers/${id}`)).status, 404, who);
      assert.deepEqual((await (await app.signIn(who)).get('/api/handovers')).body.rows, [], who);
      assert.equal(codeOf(await answer(app, { as: who, id, answer: 'accept' })), 'handover.not_found', who);
    }
    const accepted = await answer(app, { as: 'anLan', id, answer: 'accept' });
    assert.deepEqual([accepted.status, accepted.body.state], [200, 'accepted']);
    assert.equal(await handlerOf(), app.cast.anLan.accountId);
    assert.equal(codeOf(await answer(app, { as: 'anLan', id, answer: 'refuse' })), 'handover.wrong_state');
    const sheet = (await (await app.signIn('sectionOfficer')).get(`/api/handovers/${id}`)).body;
    assert.ok(
      sheet.list.some(
        (each: Thing & { movedAt: string | null }) => each.kind === 'contact' && each.movedAt !== null,
      ),
    );
    const events = await app.database.owner
      .selectFrom('ledger_events')
      .select('type')
      .where('subject_id', '=', id)
      .execute();
    const types = events.map((each) => each.type);
    assert.deepEqual(types.slice(0, 2), ['handover.offered', 'handover.answered']);
    assert.equal(types.filter((each) => each === 'handover.moved').length, sheet.things);
    const paper = await (await app.signIn('anLan')).get(`/api/handovers/${id}/paper?format=docx`);
    assert.equal(paper.raw.subarray(0, 2).toString(), 'PK');
  }));

test('R320 a drawn visit stays and says that a substitute is drawn by lot; a refusal moves nothing', () =>
  withTestApp(async (app) => {
    await plantInspections(app);
    const open = (
      await (await app.signIn('boWen')).get(`/api/handovers/open?toId=${app.cast.sectionOfficer.accountId}`)
    ).body;
    const visit = open.things.find((each: Thing) => each.kind === 'visit');
    assert.equal(visit?.stays, 'byLot', JSON.stringify(open));
    assert.equal(codeOf(await offer(app, { as: 'boWen', to: 'sectionOfficer' })), 'handover.nothing_open');
    const contactId = await plantContact(app, 'sectionOfficer');
    const { id } = (await offer(app, { as: 'sectionOfficer', to: 'agencyHead' })).body;
    assert.equal((await answer(app, { as: 'agencyHead', id, answer: 'refuse' })).body.state, 'refused');
    const row = await app.database.owner
      .selectFrom('contacts')
      .select('handler_id')
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow();
    assert.equal(row.handler_id, app.cast.sectionOfficer.accountId);
  }));

test('R320 for a person whose account is disabled the head hands over, and nobody for a colleague who is there', () =>
  withTestApp(async (app) => {
    await plantContact(app, 'sectionOfficer');
    const early = await offer(app, { as: 'agencyHead', from: 'sectionOfficer', to: 'anLan' });
    assert.deepEqual([early.status, codeOf(early)], [422, 'handover.from_invalid']);
    await app.database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', app.cast.sectionOfficer.accountId)
      .execute();
    assert.equal(
      codeOf(await offer(app, { as: 'anLan', from: 'sectionOfficer', to: 'agencyHead' })),
      'handover.from_invalid',
    );
    const open = (await (await app.signIn('agencyHead')).get('/api/handovers/open')).body;
    assert.deepEqual(
      open.absent.map((each: { name: string }) => each.name),
      ['柯实'],
    );
    const made = await offer(app, { as: 'agencyHead', from: 'sectionOfficer', to: 'anLan' });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.equal(
      (await answer(app, { as: 'anLan', id: made.body.id, answer: 'accept' })).body.state,
      'accepted',
    );
    assert.equal(
      codeOf(await offer(app, { as: 'otherAgency', from: 'sectionOfficer', to: 'anLan' })),
      'handover.from_invalid',
    );
    assert.equal((await (await app.signIn('auditor')).get('/api/handovers')).status, 403);
  }));
