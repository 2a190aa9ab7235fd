/** R010: demands of two agencies on one enterprise that contradict each other, from the candidates to the settlement. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { sql } from 'kysely';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import { makeMove, orderForm } from '../followup-testing.ts';
import {
  addDemand,
  barred,
  move,
  plantContradiction,
  raise,
  say,
  takenUp,
  unbarred,
} from './coordination-testing.ts';

const codeOf = (reply: TestReply): string => reply.body?.error?.code ?? `${reply.status}`;

async function typesOf(app: TestApp, id: string): Promise<readonly string[]> {
  const found = await sql<{ type: string }>`SELECT type FROM ledger_events
    WHERE subject_kind = 'coordination' AND subject_id = ${id} ORDER BY seq`.execute(app.database.db);
  return found.rows.map((row) => row.type);
}

const told = async (app: TestApp, name: Parameters<TestApp['signIn']>[0], kind: string): Promise<number> => {
  const { rows } = (await (await app.signIn(name)).get('/api/notices?limit=200')).body;
  return rows.filter((row: { kind: string }) => row.kind === kind).length;
};

/** The outsider holds a role in the other jurisdiction too. */
async function grantOutsider(app: TestApp, role: string) {
  const { jurisdictionId, accountId } = app.cast.chenXi;
  await sql`INSERT INTO account_roles (jurisdiction_id, account_id, role) VALUES (${jurisdictionId}, ${accountId}, ${role})`.execute(
    app.database.owner,
  );
  return app.signIn('chenXi');
}

test('R010 open demands of other agencies on the same object stand beside an own problem, whatever directory they come from; what they share comes first', () =>
  withTestApp(async (app) => {
    const { own, other, inspectionId: like } = await plantContradiction(app);
    const late = await addDemand(app, { like, by: 'otherAgency', text: '灭火器压力不足' });
    await addDemand(app, { like, by: 'otherAgency', text: '已改', action: 'correctedOnSite' });
    await addDemand(app, { like, by: 'anLan', text: '本机关自己的另一项' });
    await addDemand(app, { by: 'otherAgency', text: '另一家企业的防盗护栏' });
    const bo = await app.signIn('boWen');
    const { body } = await bo.get(`/api/followups/${own}/contradictions`);
    assert.deepEqual(
      body.rows.map((row: { findingId: string }) => row.findingId),
      [other, late.findingId],
    );
    assert.deepEqual(body.rows[0].shared, ['二层外窗', '防盗护栏']);
    assert.deepEqual(Object.keys(body.rows[0]).toSorted(), [
      'agencyName',
      'dueOn',
      'findingId',
      'isTaken',
      'measures',
      'number',
      'shared',
      'text',
    ]);
    for (const name of ['otherInspector', 'chenXi'] as const)
      assert.equal(
        codeOf(await (await app.signIn(name)).get(`/api/followups/${own}/contradictions`)),
        'followup.not_found',
        name,
      );
  }));

test('R010 the coordination office sees objects on which several agencies have open demands, page by page; nobody else does', () =>
  withTestApp(async (app) => {
    const first = await plantContradiction(app);
    await plantContradiction(app);
    const office = await app.signIn('coordinator');
    const page = (await office.get('/api/coordination-candidates?limit=1')).body;
    assert.equal(page.rows.length, 1);
    assert.deepEqual(page.rows[0].shared, ['二层外窗', '防盗护栏']);
    const rest = (await office.get(`/api/coordination-candidates?limit=1&after=${page.next}`)).body;
    assert.deepEqual([rest.rows.length, rest.next], [1, null]);
    for (const [n, { demands }] of [page.rows[0], rest.rows[0]].entries())
      assert.equal(demands.length, 2, String(n));
    assert.equal(
      codeOf(await (await app.signIn('anLan')).get('/api/coordination-candidates')),
      'auth.role.forbidden',
    );
    const elsewhere = await grantOutsider(app, 'coordinator');
    assert.deepEqual((await elsewhere.get('/api/coordination-candidates')).body.rows, []);
    assert.equal(
      codeOf(await raise(app, elsewhere, [first.own, first.other])),
      'coordination.demand_not_found',
    );
    assert.equal(codeOf(await raise(app, office, [first.own, first.other])), '200');
  }));

test('R010 an agency raises a contradiction about its own problem, once; the same request twice makes one ticket', () =>
  withTestApp(async (app) => {
    const { own, other, inspectionId: like } = await plantContradiction(app);
    const bo = await app.signIn('boWen');
    const actionId = app.actionId();
    const raised = await raise(app, bo, [own, other], actionId);
    assert.equal(raised.status, 200, JSON.stringify(raised.body));
    assert.match(raised.body.number, /^\d{4}-0001$/);
    assert.deepEqual((await raise(app, bo, [own, other], actionId)).body, raised.body);
    assert.equal(codeOf(await raise(app, bo, [own, other])), 'coordination.open_already');
    const third = await addDemand(app, { like, by: 'anLan', text: barred });
    assert.equal(codeOf(await raise(app, bo, [third.findingId, other])), 'coordination.open_already');
    assert.deepEqual(await typesOf(app, raised.body.id), ['coordination.raised']);
    for (const name of [
      'coordinator',
      'anLan',
      'agencyHead',
      'boWen',
      'otherAgency',
      'otherInspector',
    ] as const)
      assert.equal(await told(app, name, 'coordination.raised'), 1, name);
    const seen = (await bo.get(`/api/followups/${own}`)).body;
    assert.deepEqual([seen.isCoordinated, seen.coordinations[0].state], [true, 'raised']);
  }));

test('R010 nobody raises a contradiction about problems of others, of one agency, of different objects or about closed ones', () =>
  withTestApp(async (app) => {
    const { own, other, inspectionId: like } = await plantContradiction(app);
    const foreign = await plantContradiction(app);
    const anLan = await app.signIn('anLan');
    const second = await addDemand(app, { like, by: 'anLan', text: unbarred });
    const codes = async (ids: readonly string[]) => codeOf(await raise(app, anLan, ids));
    assert.equal(await codes([own, second.findingId]), 'coordination.one_agency_invalid');
    assert.equal(await codes([own, foreign.other]), 'coordination.objects_differ_invalid');
    assert.equal(await codes([other, foreign.other]), 'coordination.demand_not_found');
    assert.equal(await codes([own, app.platform.ids.next()]), 'coordination.demand_not_found');
    assert.equal(await codes([own, own]), 'coordination.demand_twice');
    const chen = await app.signIn('chenXi');
    assert.equal(codeOf(await raise(app, chen, [own, other])), 'coordination.demand_not_found');
    for (const name of ['auditor', 'witness'] as const)
      assert.equal(
        codeOf(await raise(app, await app.signIn(name), [own, other])),
        'auth.role.forbidden',
        name,
      );
    const onSite = await addDemand(app, {
      like,
      by: 'anLan',
      text: barred,
      action: 'correctedOnSite',
    });
    assert.equal(await codes([onSite.findingId, other]), 'coordination.demand_not_found');
  }));

test('R010 each agency concerned gives one opinion after the office took the ticket up; others find no ticket', () =>
  withTestApp(async (app) => {
    const planted = await plantContradiction(app);
    const anLan = await app.signIn('anLan');
    const raised = await raise(app, await app.signIn('boWen'), [planted.own, planted.other]);
    const { id } = raised.body;
    assert.equal(codeOf(await say(app, anLan, id)), 'coordination.wrong_state');
    const office = await app.signIn('coordinator');
    const past = { move: 'takeUp', opinionsBy: app.platform.clock.today() };
    assert.equal(codeOf(await move(app, office, { id, form: past })), 'coordination.day_past_invalid');
    const opinionsBy = addDays(app.platform.clock.today(), 5);
    assert.equal(codeOf(await move(app, office, { id, form: { move: 'takeUp', opinionsBy } })), '200');
    assert.equal(
      codeOf(await move(app, office, { id, form: { move: 'takeUp', opinionsBy } })),
      'coordination.wrong_state',
    );
    assert.equal(await told(app, 'otherAgency', 'coordination.takenUp'), 1);

    const actionId = app.actionId();
    const said = await say(app, anLan, id, actionId);
    assert.equal(said.status, 200, JSON.stringify(said.body));
    assert.deepEqual((await say(app, anLan, id, actionId)).body, said.body);
    assert.equal(codeOf(await say(app, await app.signIn('agencyHead'), id)), 'coordination.opinion_given');
    assert.equal(codeOf(await say(app, await app.signIn('boWen'), id)), 'auth.role.forbidden');
    for (const client of [await app.signIn('chenXi'), await grantOutsider(app, 'coordinator')]) {
      assert.equal(codeOf(await say(app, client, id)), 'coordination.not_found');
      assert.equal(codeOf(await client.get(`/api/coordinations/${id}`)), 'coordination.not_found');
      assert.deepEqual((await client.get('/api/coordinations')).body.rows, []);
    }
    const seen = (await (await app.signIn('otherAgency')).get(`/api/coordinations/${id}`)).body;
    assert.deepEqual(
      [seen.opinions.length, seen.silent.length, seen.mayGiveOpinion, seen.allowed],
      [1, 1, true, []],
    );
    assert.deepEqual(
      seen.demands.map((each: { isOwn: boolean }) => each.isOwn),
      [false, true],
    );
  }));

test('R010 the office settles demand by demand after all were heard; each agency’s problem shows the decision', () =>
  withTestApp(async (app) => {
    const planted = await plantContradiction(app);
    const { own, other } = planted;
    const id = await takenUp(app, planted);
    const office = await app.signIn('coordinator');
    const decisions = [
      { findingId: own, fate: 'changed', text: '加装可由内开启的防盗护栏' },
      { findingId: other, fate: 'lifted', text: '' },
    ];
    const form = { move: 'settle', ground: '消防法第二十八条与治安防范标准并不冲突', decisions };
    assert.equal(codeOf(await move(app, office, { id, form })), 'coordination.opinions_wait');
    for (const name of ['anLan', 'otherAgency'] as const)
      assert.equal(codeOf(await say(app, await app.signIn(name), id)), '200');
    for (const name of ['anLan', 'otherAgency', 'auditor'] as const)
      assert.equal(codeOf(await move(app, await app.signIn(name), { id, form })), 'auth.role.forbidden');
    const elsewhere = await grantOutsider(app, 'coordinator');
    assert.equal(codeOf(await move(app, elsewhere, { id, form })), 'coordination.not_found');
    const half = { ...form, decisions: [decisions[0], decisions[0]] };
    assert.equal(codeOf(await move(app, office, { id, form: half })), 'coordination.decisions_invalid');
    const stale = { actionId: app.actionId(), version: 0, form };
    assert.equal(
      codeOf(await office.post(`/api/coordinations/${id}/moves`, stale)),
      'coordination.changed_meanwhile',
    );

    const { version } = (await office.get(`/api/coordinations/${id}`)).body;
    const request = { actionId: app.actionId(), version, form };
    const settled = await office.post(`/api/coordinations/${id}/moves`, request);
    assert.equal(settled.body.state, 'settled', JSON.stringify(settled.body));
    assert.deepEqual((await office.post(`/api/coordinations/${id}/moves`, request)).body, settled.body);
    assert.equal(codeOf(await move(app, office, { id, form })), 'coordination.wrong_state');
    assert.deepEqual(await typesOf(app, id), [
      'coordination.raised',
      'coordination.moved',
      'coordination.opinion_given',
      'coordination.opinion_given',
      'coordination.moved',
    ]);
    const seen = (await (await app.signIn('boWen')).get(`/api/followups/${own}`)).body;
    const [ticket] = seen.coordinations;
    assert.deepEqual(
      [seen.isCoordinated, ticket.state, ticket.fate, ticket.fateText, ticket.ground],
      [false, 'settled', 'changed', '加装可由内开启的防盗护栏', form.ground],
    );
    const others = (await (await app.signIn('otherInspector')).get(`/api/followups/${other}`)).body;
    assert.equal(others.coordinations[0].fate, 'lifted');
    for (const name of ['boWen', 'otherAgency'] as const)
      assert.equal(await told(app, name, 'coordination.settled'), 1, name);
    const closed = (await office.get('/api/coordinations?of=closed')).body.rows;
    assert.deepEqual([closed.length, closed[0].agencies.length], [1, 2]);
  }));

test('R010 a silent agency does not hold the settlement up after its day; whoever spoke for an agency does not settle', () =>
  withTestApp(async (app) => {
    const planted = await plantContradiction(app);
    const id = await takenUp(app, planted);
    const decisions = [planted.own, planted.other].map((findingId) => ({
      findingId,
      fate: 'stands',
      text: '',
    }));
    const form = { move: 'settle', ground: '两项要求可以同时满足', decisions };
    const { jurisdictionId, accountId } = app.cast.anLan;
    await sql`INSERT INTO account_roles (jurisdiction_id, account_id, role) VALUES (${jurisdictionId}, ${accountId}, 'coordinator')`.execute(
      app.database.owner,
    );
    const both = await app.signIn('anLan');
    assert.equal(codeOf(await say(app, both, id)), '200');
    await sql`UPDATE coordinations SET opinions_by = ${addDays(app.platform.clock.today(), -1)}::date`.execute(
      app.database.owner,
    );
    assert.equal(codeOf(await move(app, both, { id, form })), 'coordination.own_opinion_forbidden');
    assert.equal(codeOf(await move(app, await app.signIn('coordinator'), { id, form })), '200');
  }));

test('R010 a dismissed ticket says why, and its demands may be raised again', () =>
  withTestApp(async (app) => {
    const { own, other } = await plantContradiction(app);
    const bo = await app.signIn('boWen');
    const { id } = (await raise(app, bo, [own, other])).body;
    const office = await app.signIn('coordinator');
    const nothing = { move: 'dismiss', ground: '' };
    assert.equal(codeOf(await move(app, office, { id, form: nothing })), 'text.required');
    const dismissed = await move(app, office, {
      id,
      form: { move: 'dismiss', ground: '两项要求针对不同楼层' },
    });
    assert.equal(dismissed.body.state, 'dismissed', JSON.stringify(dismissed.body));
    assert.equal(await told(app, 'boWen', 'coordination.dismissed'), 1);
    assert.equal((await bo.get(`/api/followups/${own}`)).body.isCoordinated, false);
    assert.equal(codeOf(await raise(app, bo, [own, other])), '200');
  }));

test('R010 a rectification clock stands still for coordination only while a ticket is open, asked by the agency and decided by its head', () =>
  withTestApp(async (app) => {
    const { own, other } = await plantContradiction(app);
    const bo = await app.signIn('boWen');
    assert.equal((await makeMove(app, bo, { ids: [own], form: orderForm })).status, 200);
    const anLan = await app.signIn('anLan');
    const pause = () =>
      anLan.post(`/api/deadlines/rectified:${own}/pauses`, {
        actionId: app.actionId(),
        ground: 'coordination',
        basis: '协调单',
        note: '',
      });
    assert.equal(codeOf(await pause()), 'deadline.not_coordinated_invalid');
    assert.equal(codeOf(await raise(app, bo, [own, other])), '200');
    const asked = await pause();
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
  }));
