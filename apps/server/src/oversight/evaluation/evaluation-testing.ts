/** What tests of evaluations share: one that was opened, with a session of its evaluator. */
import assert from 'node:assert/strict';
import { openSession } from '../../platform/auth/session.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { clientOf, type TestApp, type TestClient } from '../../platform/testing-app.ts';

export function wish(app: TestApp, change: object = {}) {
  return {
    actionId: app.actionId(),
    title: '2026年双随机抽查第三方评估',
    organisation: '某大学评估中心',
    personName: '评估员甲',
    signInName: 'pinggu.2026',
    agencyIds: [app.cast.anLan.agencyId],
    from: '2026-01-01',
    to: '2026-12-31',
    endsOn: '2026-12-20',
    ...change,
  };
}

/** Opened by the coordinator and let in by the security administrator; the evaluator has a session. */
export async function opened(app: TestApp): Promise<{ readonly id: string; readonly evaluator: TestClient }> {
  const made = await (await app.signIn('coordinator')).post('/api/evaluations', wish(app));
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const security = await app.signIn('securityAdministrator');
  const [grant] = (await security.get('/api/account-grants?limit=10')).body.rows;
  assert.deepEqual(grant.after, ['evaluator']);
  const decided = await security.post(`/api/account-grants/${grant.id}/decision`, {
    actionId: app.actionId(),
    decision: 'approved',
    reason: '',
  });
  assert.equal(decided.status, 200, JSON.stringify(decided.body));
  const { jurisdictionId } = app.cast.anLan;
  await app.platform.db
    .updateTable('credentials')
    .set({ must_change: false })
    .where('account_id', '=', grant.account.id)
    .execute();
  const token = await inTransaction(app.platform.db, (tx) =>
    openSession(tx, app.platform, {
      jurisdictionId,
      accountId: grant.account.id,
      source: '127.0.0.1',
      device: 'test',
    }),
  );
  return { id: made.body.id as string, evaluator: clientOf(app.app, token) };
}
