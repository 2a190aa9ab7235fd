/** Who came for one thing reaches nothing else, and who only watches changes nothing: asked of every declared route. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from './app.ts';
import { opened } from './oversight/evaluation/evaluation-testing.ts';
import { openBeforeChange } from './platform/http/gate.ts';
import { withTestApp } from './platform/testing-app.ts';

test('Z-07 an evaluator reaches the own evaluation and nothing else, and nothing once the account is over', () =>
  withTestApp(async (app) => {
    const { id, evaluator } = await opened(app);
    const own = new Set(
      declaredRoutes().flatMap((spec) =>
        spec.policy.kind === 'roles' && spec.policy.roles.includes('evaluator') ? [spec.id] : [],
      ),
    );
    assert.deepEqual([...own].sort(), [
      'auditSamples.commit',
      'auditSamples.file',
      'auditSamples.list',
      'auditSamples.seed',
      'evaluation.own',
      'evaluation.package',
      'evaluation.save',
      'evaluation.submit',
      'evaluations.report',
    ]);
    let refused = 0;
    for (const spec of declaredRoutes()) {
      if (own.has(spec.id) || openBeforeChange.has(spec.id)) continue;
      if (spec.policy.kind !== 'roles' && spec.policy.kind !== 'signedIn') continue;
      const url = spec.path.replaceAll(/:\w+/g, id);
      const reply = await evaluator.inject({
        method: spec.method,
        url,
        ...(spec.method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, payload: '{}' }),
      });
      assert.equal(reply.status, 403, spec.id);
      refused += 1;
    }
    assert.ok(refused > 300, String(refused));
    assert.equal((await evaluator.get('/api/evaluation')).status, 200);
    app.platform.clock.advance(60 * 86_400_000);
    assert.equal(
      (await evaluator.get('/api/evaluation')).status,
      401,
      'the session is over with the account',
    );
    const again = await app.anonymous.post('/api/session', { signInName: 'pinggu.2026', password: 'x' });
    assert.equal(again.body.error.code, 'auth.sign_in_refused');
  }));

test('R325 whoever only watches writes nothing of the work: auditors and evaluators have no route that changes a record', () => {
  const writes = declaredRoutes().filter(
    (spec) =>
      spec.method !== 'GET' &&
      spec.audit !== null &&
      spec.policy.kind === 'roles' &&
      spec.policy.roles.some((role) => role === 'auditor' || role === 'evaluator'),
  );
  const own = /^(auditSamples|evaluation|ledger)\.|^(supervision|papers|accountability)/;
  assert.deepEqual(
    writes.map((spec) => spec.id).filter((id) => !own.test(id)),
    [],
  );
});
