/** Tests of third-party evaluation: an account for one thing that ends by itself, a package without names, a sheet that is submitted once. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { indicatorKeys } from '@mingcha/core/oversight/figures/indicators.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { filesIn, plantDossiers } from '../audit/audit-testing.ts';
import { opened, wish } from './evaluation-testing.ts';

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
