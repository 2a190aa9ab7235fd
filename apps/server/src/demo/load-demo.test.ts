/** The demo as its users meet it: people sign in, the joint task can be drawn, the released draw can be verified. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isUscc } from '@mingcha/core/common/uscc.ts';
import { verifyBundle } from '@mingcha/draw';
import { buildApp } from '../app.ts';
import { cookieName } from '../platform/auth/session.ts';
import { isEmptyInstallation } from '../platform/db/installation.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { verifyLedger } from '../platform/ledger/verify-ledger.ts';
import { createTestDatabase, type TestDatabase } from '../platform/testing.ts';
import { clientOf, makeTestPlatform, type TestClient, testAccess } from '../platform/testing-app.ts';
import { type DemoAccount, loadDemo } from './load-demo.ts';

describe('demo data', () => {
  let database: TestDatabase;
  let folder: string;
  let app: Awaited<ReturnType<typeof buildApp>>;
  let accounts: readonly DemoAccount[];

  before(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'mingcha-demo-'));
    const platform = await makeTestPlatform(database, { folder });
    accounts = await loadDemo(platform);
    app = await buildApp({ platform, access: testAccess });
  });
  after(async () => {
    await app.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const anonymous = () => clientOf(app, null);

  /** Signs in with the one-time password and replaces it, as the first screen asks. */
  async function enter(name: string): Promise<TestClient> {
    const account = accounts.find((one) => one.signInName === name);
    const reply = await anonymous().post('/api/session', { signInName: name, password: account?.password });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    assert.equal(reply.body.mustChangePassword, true);
    const cookie = String(reply.headers['set-cookie']);
    const token = new RegExp(`${cookieName}=([^;]+)`).exec(cookie)?.[1] ?? '';
    const client = clientOf(app, token);
    const changed = await client.post('/api/password', {
      current: account?.password,
      next: 'Willow-River-58',
    });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    const renewed = new RegExp(`${cookieName}=([^;]+)`).exec(
      String(changed.headers['set-cookie'] ?? ''),
    )?.[1];
    return clientOf(app, renewed ?? token);
  }

  test('it leaves an installation that is not empty', async () => {
    assert.equal(await inTransaction(database.db, isEmptyInstallation), false);
  });

  test('nothing was claimed, approved or entered before its task went out', async () => {
    const teams = await database.owner
      .selectFrom('inspection_teams as p')
      .innerJoin('inspections as i', (join) =>
        join.onRef('i.jurisdiction_id', '=', 'p.jurisdiction_id').onRef('i.id', '=', 'p.inspection_id'),
      )
      .innerJoin('inspection_tasks as t', (join) =>
        join.onRef('t.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('t.id', '=', 'i.task_id'),
      )
      .select(['t.title', 't.dispatched_at', 'p.claimed_at', 'p.approved_at', 'p.entered_at'])
      .where('t.dispatched_at', 'is not', null)
      .execute();
    assert.ok(teams.some((each) => each.approved_at !== null));
    for (const { title, dispatched_at, claimed_at, approved_at, entered_at } of teams) {
      const order = [dispatched_at, claimed_at, approved_at, entered_at].flatMap((at) => at ?? []);
      assert.deepEqual(order, order.toSorted(), title);
    }
  });

  test('the pool of the joint task holds exactly 37 mines whose credit codes pass the check', async () => {
    const officer = await enter('jc.works');
    const query = new URLSearchParams({ industry: '非煤矿山', limit: '200' });
    const { body } = await officer.get(`/api/objects?${query.toString()}`);
    assert.equal(body.rows.length, 37);
    for (const row of body.rows as { uscc: string }[]) assert.ok(isUscc(row.uscc), row.uscc);
    assert.equal(new Set((body.rows as { name: string }[]).map((row) => row.name)).size, 37);
  });

  test('the joint task is confirmed by both partners, aims at 6 of 37, and nothing blocks its check', async () => {
    const legal = await enter('jc.legal');
    const { body: list } = await legal.get('/api/draws');
    const [task] = list.rows as { id: string; state: string }[];
    assert.equal(task?.state, 'draft');
    const { body: preview } = await legal.get(`/api/draws/${task?.id}/preview`);
    assert.equal(preview.total, 37);
    assert.equal(preview.targetTotal, 6);
    const blocking = preview.findings.filter(
      (finding: { severity: string }) => finding.severity === 'blocks',
    );
    assert.deepEqual(blocking, []);
    const checked = await legal.post(`/api/draws/${task?.id}/check`, { actionId: crypto.randomUUID() });
    assert.equal(checked.body.state, 'checked', JSON.stringify(checked.body));
  });

  test('one draw is released, and its bundle verifies without us', async () => {
    const { body: list } = await anonymous().get('/api/public/draws');
    assert.equal(list.rows.length, 1);
    assert.equal(list.rows[0].state, 'released');
    const bundle = await anonymous().get(`/api/public/draws/${list.rows[0].id}/bundle`);
    const verdict = verifyBundle(bundle.raw);
    const failed = verdict.steps.filter((step) => step.status === 'FAIL');
    assert.deepEqual(failed, []);
  });

  test('every entry stands in a ledger that verifies', async () => {
    const rows = await database.db.selectFrom('jurisdictions').select('id').execute();
    assert.equal(rows.length, 2);
    for (const { id } of rows) {
      const { sound, size, fault } = await verifyLedger(database.db, id);
      assert.ok(sound, JSON.stringify(fault));
      assert.ok(size > 150, `${size} entries`);
    }
  });
});
