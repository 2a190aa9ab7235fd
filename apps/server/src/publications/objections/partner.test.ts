/** A paper objection to a partner's result, brought to the agency that led the joint visit: taken in there, answered by the partner. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { passResult, publicationFor } from '../publication-testing.ts';
import { enterPaper, moveAs } from './objection-testing.ts';

async function plantJoint(app: TestApp) {
  const [id = ''] = (await plantInspections(app, { stage: 'recorded', joint: true })).inspectionIds;
  await passResult(app, { id });
  const partner = { enters: 'otherInspector', reviews: 'otherAgency', problems: ['消防通道堵塞'] } as const;
  await passResult(app, { id, ...partner });
  await app.settle();
  return { own: await publicationFor(app, id), partners: await publicationFor(app, id, 'otherAgency') };
}

test('R220 the agency that led a joint visit takes in a paper objection to its partner’s result; the partner answers it', () =>
  withTestApp(async (app) => {
    const { own, partners } = await plantJoint(app);
    const lan = await app.signIn('anLan');
    const { rows } = (await lan.get('/api/objection-results')).body;
    assert.deepEqual(
      rows
        .map((each: { id: string; isPartner: boolean }) => [each.id, each.isPartner])
        .sort((a: [string, boolean], b: [string, boolean]) => Number(a[1]) - Number(b[1])),
      [
        [own.id, false],
        [partners.id, true],
      ],
    );
    const entered = await enterPaper(app, { publicationId: partners.id });
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    const { id } = entered.body;
    const scan = { name: '异议申请书.pdf', bytes: new TextEncoder().encode('%PDF-1.7 scan') };
    const kept = await lan.upload(`/api/objections/${id}/files`, scan, { actionId: app.actionId() });
    assert.equal(kept.status, 200, JSON.stringify(kept.body));
    const forwarded = (await lan.get('/api/objections?of=forwarded')).body.rows;
    assert.deepEqual(
      forwarded.map((each: { id: string; agencyName: string }) => [each.id, each.agencyName]),
      [[id, '茶亭区消防救援大队']],
    );
    assert.deepEqual((await lan.get('/api/objections')).body.rows, []);
    const seen = (await lan.get(`/api/objections/${id}`)).body;
    assert.deepEqual([seen.contact, seen.allowed], [null, []]);
    const accept = { move: 'accept', note: '' };
    const meddled = await moveAs(app, { id, as: 'anLan', form: accept });
    assert.deepEqual([meddled.status, meddled.body.error.code], [403, 'objection.forbidden']);
    const file = await lan.get(`/api/objections/${id}/files/${kept.body.fileId}`);
    assert.equal(file.status, 403);
    const answered = await moveAs(app, { id, as: 'otherAgency', form: accept });
    assert.equal(answered.status, 200, JSON.stringify(answered.body));
    const told = await app.database.db
      .selectFrom('notices')
      .select('account_id')
      .where('kind', '=', 'objection.received')
      .execute();
    assert.deepEqual(
      told.map((each) => each.account_id),
      [app.cast.otherAgency.accountId],
    );
  }));

test('R221 a partner neither enters nor sees objections to the result of the agency that led the visit', () =>
  withTestApp(async (app) => {
    const { own } = await plantJoint(app);
    const refused = await enterPaper(app, { publicationId: own.id, as: 'otherAgency' });
    assert.deepEqual([refused.status, refused.body.error.code], [404, 'objection.target_not_found']);
    const { id } = (await enterPaper(app, { publicationId: own.id })).body;
    const neighbour = await app.signIn('otherAgency');
    assert.equal((await neighbour.get(`/api/objections/${id}`)).status, 404);
    assert.deepEqual((await neighbour.get('/api/objections?of=forwarded')).body.rows, []);
  }));
