/** R010: the enterprise says that demands on it contradict each other, and reads what was settled. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { sql } from 'kysely';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import { makeMove, orderForm } from '../followup-testing.ts';
import { type Contradiction, move, plantContradiction } from './coordination-testing.ts';

const codeOf = (reply: TestReply): string => reply.body?.error?.code ?? `${reply.status}`;
const list = '/api/enterprise/coordinations';

async function creditCodeOf(app: TestApp, { inspectionId }: Contradiction): Promise<string> {
  const found = await sql<{
    key: string;
  }>`SELECT object_key AS key FROM inspections WHERE id = ${inspectionId}`.execute(app.database.db);
  return found.rows[0]?.key.replace('uscc:', '') ?? '';
}

/** An order of the office, delivered to the enterprise. */
async function ordered(app: TestApp, name: 'boWen' | 'otherInspector', findingId: string): Promise<void> {
  const made = await makeMove(app, await app.signIn(name), { ids: [findingId], form: orderForm });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  await sql`UPDATE papers SET delivered_at = ${app.platform.clock.now()}::timestamptz WHERE id = ${made.body.paperId}`.execute(
    app.database.owner,
  );
}

test('R010 an enterprise raises a contradiction from the orders in its hands, once; a demand that it was not told does not exist for it', () =>
  withTestApp(async (app) => {
    const planted = await plantContradiction(app);
    const { own, other } = planted;
    const enterprise = await app.signInEnterprise(await creditCodeOf(app, planted));
    const request = () => ({
      actionId: app.actionId(),
      findingIds: [own, other],
      contradiction: '两家要求相反',
    });
    assert.deepEqual((await enterprise.get(list)).body, { rows: [], demands: [] });
    await ordered(app, 'boWen', own);
    assert.equal((await enterprise.get(list)).body.demands.length, 1);
    assert.equal(codeOf(await enterprise.post(list, request())), 'coordination.demand_not_found');
    await ordered(app, 'otherInspector', other);

    const stranger = await app.signInEnterprise('91130181MA07OTHR1X');
    assert.deepEqual((await stranger.get(list)).body, { rows: [], demands: [] });
    assert.equal(codeOf(await stranger.post(list, request())), 'coordination.demand_not_found');
    assert.equal(codeOf(await (await app.signIn('boWen')).post(list, request())), 'auth.not_signed_in');

    const first = request();
    const raised = await enterprise.post(list, first);
    assert.equal(raised.status, 200, JSON.stringify(raised.body));
    assert.deepEqual((await enterprise.post(list, first)).body, raised.body);
    assert.equal(codeOf(await enterprise.post(list, request())), 'coordination.open_already');
    const seen = (await enterprise.get(list)).body;
    assert.deepEqual([seen.rows[0].number, seen.rows[0].state], [raised.body.number, 'raised']);
    assert.deepEqual(
      seen.demands.map((each: { isTaken: boolean }) => each.isTaken),
      [true, true],
    );
    const row = (await (await app.signIn('coordinator')).get('/api/coordinations')).body.rows[0];
    assert.equal(row.raisedAs, 'enterprise');
  }));

test('R010 an enterprise reads what was settled about the demands on it, and is told', () =>
  withTestApp(async (app) => {
    const planted = await plantContradiction(app);
    const { own, other } = planted;
    await ordered(app, 'boWen', own);
    await ordered(app, 'otherInspector', other);
    const enterprise = await app.signInEnterprise(await creditCodeOf(app, planted));
    const raised = await enterprise.post(list, {
      actionId: app.actionId(),
      findingIds: [own, other],
      contradiction: '两家要求相反',
    });
    const { id } = raised.body;
    const office = await app.signIn('coordinator');
    const opinionsBy = addDays(app.platform.clock.today(), 5);
    await move(app, office, { id, form: { move: 'takeUp', opinionsBy } });
    await sql`UPDATE coordinations SET opinions_by = ${addDays(app.platform.clock.today(), -1)}::date`.execute(
      app.database.owner,
    );
    const decisions = [
      { findingId: own, fate: 'stands', text: '' },
      { findingId: other, fate: 'changed', text: '改为可开启式护栏' },
    ];
    const settled = await move(app, office, { id, form: { move: 'settle', ground: '统一标准', decisions } });
    assert.equal(settled.status, 200, JSON.stringify(settled.body));
    const [ticket] = (await enterprise.get(list)).body.rows;
    assert.deepEqual(
      ticket.demands.map((each: { fate: string; fateText: string }) => [each.fate, each.fateText]),
      [
        ['stands', ''],
        ['changed', '改为可开启式护栏'],
      ],
    );
    const { rows } = (await enterprise.get('/api/enterprise/notices')).body;
    assert.deepEqual(
      rows
        .map((row: { kind: string; link: string }) => [row.kind, row.link])
        .filter(([kind]: string[]) => kind === 'coordination.enterprise'),
      [['coordination.enterprise', '/p/enterprise/coordinations']],
    );
  }));
