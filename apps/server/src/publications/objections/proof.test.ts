/** What shows who objects: the code of a delivered paper, an enterprise's sign-in; and what each of them cannot do. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intakeQuotas } from '@mingcha/core/publications/objections/objection.ts';
import { inspectedObject } from '@mingcha/core/tasks/inspection.ts';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { makeMove, orderForm } from '../../followups/followup-testing.ts';
import { runAction } from '../../platform/action.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { passResult, publicationFor } from '../publication-testing.ts';
import { takeObjection } from './intake.service.ts';
import { move, paperFields, plantPublished } from './objection-testing.ts';

/** As the enterprise's own pages call it. */
function fromEnterprise(app: TestApp, of: { publicationId: string; creditCode: string; actionId?: string }) {
  const { jurisdictionId, agencyId } = app.cast.anLan;
  const action = { actionId: of.actionId ?? app.actionId(), routeId: 'enterprise.object' };
  return runAction(app.platform, { ...action, actor: { jurisdictionId, agencyId, accountId: null } }, (tx) =>
    takeObjection(tx, app.platform, {
      publicationId: of.publicationId,
      fields: paperFields,
      way: { source: 'enterprise', creditCode: of.creditCode },
    }),
  );
}

const codeOf = (app: TestApp, inspectionId: string): Promise<string> =>
  inTransaction(app.platform.db, async (tx) => {
    const found = await inspectionCase(tx, inspectionId);
    return inspectedObject.parse(found?.inspection.object).uscc ?? '';
  });

const isMarked = async (app: TestApp, id: string) =>
  (await inTransaction(app.platform.db, (tx) => publishedRecord(tx, id)))?.isObjected;

test('R220 a signed-in enterprise objects to its own result, verified and marked at once, with a receipt', () =>
  withTestApp(async (app) => {
    const { publication, inspectionId } = await plantPublished(app);
    const of = { publicationId: publication.id, creditCode: await codeOf(app, inspectionId) };
    const actionId = app.actionId();
    const made = await fromEnterprise(app, { ...of, actionId });
    assert.ok(made.ok, JSON.stringify(made));
    assert.equal(made.value.isVerified, true);
    assert.deepEqual(await fromEnterprise(app, { ...of, actionId }), made, 'the same request again');
    assert.equal(await isMarked(app, publication.id), true);
    const shown = (await (await app.signIn('sectionOfficer')).get(`/api/objections/${made.value.id}`)).body;
    assert.deepEqual([shown.source, shown.proof, shown.isVerified], ['enterprise', 'account', true]);
    const { number, code } = made.value;
    assert.equal((await app.anonymous.get(`/api/public/objections/${number}/${code}`)).status, 200);
    const again = await fromEnterprise(app, of);
    assert.deepEqual(again.ok ? null : again.error.code, 'objection.pending_already');
  }));

test('R223 an enterprise finds no result of another credit code, published or not', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const other = await fromEnterprise(app, {
      publicationId: publication.id,
      creditCode: '91130181MA00000000',
    });
    assert.deepEqual(other.ok ? null : other.error.code, 'objection.target_not_found');
    assert.equal(await isMarked(app, publication.id), false);
  }));

test('W-12 a signed-in enterprise makes no more objections a day than its quota', () =>
  withTestApp(async (app) => {
    const { publication, inspectionId } = await plantPublished(app);
    const of = { publicationId: publication.id, creditCode: await codeOf(app, inspectionId) };
    const codes: string[] = [];
    for (let n = 0; n <= intakeQuotas.perEnterpriseDay; n += 1) {
      const made = await fromEnterprise(app, of);
      codes.push(made.ok ? 'ok' : made.error.code);
      if (made.ok) await move(app, made.value.id, 'sectionOfficer', { move: 'reject', note: '重复提出。' });
    }
    assert.equal(codes.filter((each) => each === 'ok').length, intakeQuotas.perEnterpriseDay);
    assert.equal(codes.at(-1), 'objection.quota_enterprise');
  }));

test('R220 the code of a delivered paper finds the result before it is public, and shows who objects', () =>
  withTestApp(async (app) => {
    const [inspectionId = ''] = (await plantInspections(app, { stage: 'recorded' })).inspectionIds;
    const ids = await passResult(app, { id: inspectionId, problems: ['配电箱未上锁'] });
    await app.settle();
    const publication = await publicationFor(app, inspectionId);
    const ordered = await makeMove(app, await app.signIn('boWen'), { ids, form: orderForm });
    assert.equal(ordered.status, 200, JSON.stringify(ordered.body));
    const send = (publicationId: string | null, paperCode: string) =>
      app.anonymous.post('/api/public/objections', {
        ...paperFields,
        actionId: app.actionId(),
        publicationId,
        paperCode,
      });
    const code = orderCode(ordered.body.paperId);
    const typed = code.toUpperCase().replaceAll(/(.{4})/g, '$1 ');
    const taken = await send(null, typed);
    assert.deepEqual([taken.status, taken.body.isVerified], [200, true], JSON.stringify(taken.body));
    const rows = (await (await app.signIn('anLan')).get('/api/objections')).body.rows;
    assert.equal(rows[0].publicationId, publication.id);
    const again = await send(publication.id, code);
    assert.deepEqual([again.status, again.body.error.code], [409, 'objection.pending_already']);
    const other = await plantPublished(app);
    const wrong = await send(other.publication.id, code);
    assert.deepEqual([wrong.status, wrong.body.error.code], [422, 'objection.code_unknown_invalid']);
  }));
