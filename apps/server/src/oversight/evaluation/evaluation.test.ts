/** Tests of third-party evaluation: an account for one thing that ends by itself, a package without names, a sheet that is submitted once. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { indicatorKeys } from '@mingcha/core/oversight/figures/indicators.ts';
import { declaredRoutes } from '../../app.ts';
import { openSession } from '../../platform/auth/session.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { openBeforeChange } from '../../platform/http/gate.ts';
import { clientOf, type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { filesIn, plantDossiers } from '../audit/audit-testing.ts';

function wish(app: TestApp, change: object = {}) {
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
async function opened(app: TestApp): Promise<{ readonly id: string; readonly evaluator: TestClient }> {
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

test('R325 an evaluation is opened by the coordinator with an account that a second administrator lets in', () =>
  withTestApp(async (app) => {
    const coordinator = await app.signIn('coordinator');
    const tries = [
      [{ from: '2026-12-31', to: '2026-01-01' }, 'audit.period.invalid'],
      [{ endsOn: '2020-01-01' }, 'evaluation.ends_on.invalid'],
      [{ endsOn: '2099-01-01' }, 'evaluation.ends_on.invalid'],
      [{ agencyIds: [app.cast.chenXi.agencyId] }, 'evaluation.agency.not_found'],
      [{ signInName: 'anlan' }, 'access.sign_in_name_taken'],
    ] as const;
    for (const [change, code] of tries)
      assert.equal((await coordinator.post('/api/evaluations', wish(app, change))).body.error?.code, code);
    for (const who of ['anLan', 'auditor', 'administrator'] as const)
      assert.equal((await (await app.signIn(who)).post('/api/evaluations', wish(app))).status, 403);
    const { id, evaluator } = await opened(app);
    assert.equal((await evaluator.get('/api/evaluation')).body.id, id);
    const [row] = (await coordinator.get('/api/evaluations')).body.rows;
    assert.deepEqual([row.account, row.state, row.sheet], ['active', 'draft', null]);
    const asAdministrator = await app.signIn('administrator');
    const accounts = (await asAdministrator.get('/api/accounts?limit=200')).body.rows;
    const account = accounts.find((each: { signInName: string }) => each.signInName === 'pinggu.2026');
    const other = await asAdministrator.put(`/api/accounts/${account.id}/roles`, {
      actionId: app.actionId(),
      roles: ['auditor'],
      reason: '',
    });
    assert.equal(other.body.error.code, 'access.evaluator.forbidden');
    const wide = { actionId: app.actionId(), roles: ['evaluator'], reason: '' };
    assert.equal(
      (await asAdministrator.put(`/api/accounts/${app.cast.boWen.accountId}/roles`, wide)).status,
      400,
    );
  }));

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

test('R325 the coordinator may end the account before its day', () =>
  withTestApp(async (app) => {
    const { id, evaluator } = await opened(app);
    const coordinator = await app.signIn('coordinator');
    const ended = await coordinator.post(`/api/evaluations/${id}/ending`, { actionId: app.actionId() });
    assert.equal(ended.body.account, 'ended');
    assert.equal((await evaluator.get('/api/evaluation')).status, 401);
    const twice = await coordinator.post(`/api/evaluations/${id}/ending`, { actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'evaluation.ended');
  }));

test('R325 the package names nobody, its keys agree over its files, and its checksums hold', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { count: 2, problems: ['护栏缺失'] });
    const { evaluator } = await opened(app);
    const reply = await evaluator.get('/api/evaluation/package');
    const files = await filesIn(app, reply.raw);
    const manifest = JSON.parse(new TextDecoder().decode(files.get('manifest.json')));
    assert.equal(manifest.files.length, files.size - 1);
    for (const { path, sha256 } of manifest.files)
      assert.equal(
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
        sha256,
        path,
      );
    const whole = [...files.values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    for (const secret of ['柏文', '采石场', '91130181', '13800000000', '石磊', ...inspectionIds])
      assert.equal(whole.includes(secret), false, secret);
    const read = (name: string) =>
      JSON.parse(new TextDecoder().decode(files.get(name))) as Record<string, string>[];
    const inspections = read('inspections.json');
    assert.equal(inspections.length, 2);
    assert.equal(inspections[0]?.['area'], '*', 'two rows are too few for an area');
    const keys = new Set(inspections.map((row) => row['inspection']));
    assert.ok(read('results.json').every((row) => keys.has(row['inspection'])));
    assert.ok(read('clocks.json').length >= 2);
    assert.equal(read('tasks.json')[0]?.['task'], inspections[0]?.['task']);
    const again = await filesIn(app, (await evaluator.get('/api/evaluation/package')).raw);
    assert.deepEqual(again.get('inspections.json'), files.get('inspections.json'), 'the same keys again');
  }));

test('R325 a sheet is saved, submitted once it is whole, and received; its report is a paper', () =>
  withTestApp(async (app) => {
    const { id, evaluator } = await opened(app);
    const coordinator = await app.signIn('coordinator');
    const sheet = indicatorKeys.map((indicator) => ({ indicator, score: 80, note: '' }));
    const save = (version: number, change: object) =>
      evaluator.post('/api/evaluation/sheet', {
        actionId: app.actionId(),
        version,
        sheet,
        summary: '总体良好',
        advice: '',
        ...change,
      });
    const submit = (version: number) =>
      evaluator.post('/api/evaluation/submission', { actionId: app.actionId(), version });
    assert.equal((await submit(1)).body.error.code, 'evaluation.lines_open');
    assert.equal((await save(1, { sheet: sheet.slice(1) })).body.version, 2);
    assert.equal((await save(1, {})).body.error.code, 'evaluation.changed_meanwhile');
    assert.equal((await submit(2)).body.error.data.count, 1);
    assert.equal((await save(2, { summary: '' })).body.mean, 80);
    assert.equal((await submit(3)).body.error.code, 'evaluation.summary_missing');
    await save(3, {});
    const early = await coordinator.post(`/api/evaluations/${id}/receipt`, {
      actionId: app.actionId(),
      note: '',
    });
    assert.equal(early.body.error.code, 'evaluation.not_submitted');
    assert.equal(
      (await coordinator.get(`/api/evaluations/${id}/report?format=pdf`)).body.error.code,
      'evaluation.not_submitted',
    );
    assert.equal((await submit(4)).body.state, 'submitted');
    assert.equal((await save(5, {})).body.error.code, 'evaluation.submitted_already');
    const receipt = { actionId: app.actionId(), note: '已研究' };
    const received = await coordinator.post(`/api/evaluations/${id}/receipt`, receipt);
    assert.deepEqual([received.body.state, received.body.mean], ['received', 80]);
    assert.deepEqual((await coordinator.post(`/api/evaluations/${id}/receipt`, receipt)).body, received.body);
    for (const who of [coordinator, evaluator])
      assert.ok(
        (await who.get(`/api/evaluations/${id}/report?format=pdf`)).raw.toString().startsWith('%PDF'),
      );
    const elsewhere = await app.signIn('chenXi');
    assert.equal((await elsewhere.get(`/api/evaluations/${id}/report?format=pdf`)).status, 403);
  }));

test('R325 an evaluator samples only dossiers of the evaluation and sees no names', () =>
  withTestApp(async (app) => {
    await plantDossiers(app, 6);
    const { evaluator } = await opened(app);
    const made = await evaluator.post('/api/audit/samples', {
      actionId: app.actionId(),
      purpose: '抽卷',
      agencyIds: [app.cast.otherAgency.agencyId],
      from: '2020-01-01',
      to: '2020-01-02',
      wanted: 3,
    });
    assert.deepEqual(
      [made.body.poolSize, made.body.from],
      [6, '2026-01-01'],
      'scope of the evaluation, not of the request',
    );
    const drawn = await evaluator.post(`/api/audit/samples/${made.body.id}/seed`, {
      actionId: app.actionId(),
      seed: '7',
    });
    assert.equal(drawn.body.drawn.length, 3);
    assert.ok(
      drawn.body.drawn.every(
        (each: { objectName: null; dossierId: null }) => each.objectName === null && each.dossierId === null,
      ),
    );
    const auditor = await app.signIn('auditor');
    assert.equal(
      (await auditor.get(`/api/audit/samples/${made.body.id}/file`)).status,
      404,
      "not the auditor's",
    );
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
