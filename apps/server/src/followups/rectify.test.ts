import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import { reportsPerOrder } from '@mingcha/core/followups/rectify-api.ts';
import { orderCode } from '@mingcha/core/tasks/papers/order-code.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { openFollowups } from './followup.service.ts';
import { makeMove, orderForm, plantFindings, pngBytes } from './followup-testing.ts';

const verdictsOf = (
  test_: TestApp,
  given: readonly (readonly [string, 'ok' | 'partly' | 'notOk', string | null])[],
): FollowupForm => ({
  move: 'judgeRecheck',
  on: test_.platform.clock.today(),
  note: '',
  verdicts: given.map(([findingId, verdict, extendTo]) => ({
    findingId,
    verdict,
    note: '现场查看',
    extendTo,
  })),
});

test('R240 a finding that nobody touched stands in the list as waiting; nothing falls through', () =>
  withTestApp(async (app) => {
    const { findingIds, taskId } = await plantFindings(app, ['rectify', 'case', 'leniency']);
    const lan = await app.signIn('anLan');
    const list = await lan.get('/api/followups?of=pending');
    assert.equal(list.status, 200, JSON.stringify(list.body));
    assert.deepEqual(
      list.body.rows.map((row: { findingId: string }) => row.findingId).toSorted(),
      [...findingIds].toSorted(),
    );
    const open = await inTransaction(app.platform.db, (tx) =>
      openFollowups(tx, { jurisdictionId: app.cast.anLan.jurisdictionId, taskId }),
    );
    assert.equal(open.length, 3);
    assert.equal((await lan.get('/api/followup-figures')).body.pending, 3);
    for (const name of ['otherAgency', 'chenXi'] as const)
      assert.equal((await (await app.signIn(name)).get('/api/followups')).body.rows.length, 0, name);
    assert.equal((await (await app.signIn('boWen')).get('/api/followups')).body.rows.length, 3);
  }));

test('R241 order, report, re-inspection item by item, closed; what is not put right becomes a case', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify', 'rectify']);
    const [first = '', second = ''] = findingIds;
    const bo = await app.signIn('boWen');
    const actionId = app.actionId();
    const ordered = await makeMove(app, bo, { ids: findingIds, form: orderForm, actionId });
    assert.equal(ordered.status, 200, JSON.stringify(ordered.body));
    assert.ok(ordered.body.paperId);
    const again = await bo.post('/api/followup-moves', {
      actionId,
      items: findingIds.map((findingId) => ({ findingId, version: 0 })),
      form: orderForm,
    });
    assert.deepEqual(again.body, ordered.body);
    assert.equal(
      (await makeMove(app, bo, { ids: [first], form: orderForm })).body.error.code,
      'followup.wrong_state',
    );
    const seen = (await bo.get(`/api/followups/${first}`)).body;
    assert.deepEqual(
      [seen.state, seen.dueOn, seen.recheckDueOn],
      ['ordered', addDays(app.platform.clock.today(), 10), addDays(app.platform.clock.today(), 20)],
    );
    assert.match(seen.order.number, /1号/);
    const report: FollowupForm = { move: 'report', note: '已更换', by: '石磊', phone: '' };
    assert.equal((await makeMove(app, bo, { ids: [first], form: report })).status, 200);
    const started = await makeMove(app, bo, {
      ids: findingIds,
      form: { move: 'startRecheck', mode: 'visit', on: app.platform.clock.today() },
    });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    assert.ok(started.body.inspectionId);
    const judged = await makeMove(app, bo, {
      ids: findingIds,
      form: verdictsOf(app, [
        [first, 'ok', null],
        [second, 'notOk', null],
      ]),
    });
    assert.equal(judged.status, 200, JSON.stringify(judged.body));
    const closed = (await bo.get(`/api/followups/${first}`)).body;
    assert.deepEqual([closed.state, closed.ended], ['closed', 'rectified']);
    const add = (id: string) => {
      const file = { name: '照片.png', bytes: pngBytes };
      return bo.upload(`/api/followups/${id}/files`, file, { actionId: app.actionId() });
    };
    assert.equal((await add(first)).body.error.code, 'followup.files_closed');
    assert.equal((await bo.get(`/api/followups/${first}`)).body.files.length, 0, 'nothing was kept');
    assert.equal((await add(second)).status, 200);
    const turned = (await bo.get(`/api/followups/${second}`)).body;
    assert.deepEqual([turned.kind, turned.state], ['case', 'pending']);
    assert.equal(
      (await makeMove(app, bo, { ids: [first], form: report })).body.error.code,
      'followup.closed',
    );
    const recheck = await app.database.db
      .selectFrom('inspections')
      .innerJoin('inspection_tasks', 'inspection_tasks.id', 'inspections.task_id')
      .select(['inspection_tasks.origin', 'inspections.recheck_of'])
      .where('inspections.id', '=', started.body.inspectionId)
      .executeTakeFirstOrThrow();
    assert.equal(recheck.origin, 'recheck');
  }));

test('R241 the code on the order opens what the enterprise was told, takes files and a report, and nothing else', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify', 'case']);
    const [first = '', other = ''] = findingIds;
    const bo = await app.signIn('boWen');
    const ordered = await makeMove(app, bo, { ids: [first], form: orderForm });
    const code = orderCode(ordered.body.paperId);
    const page = await app.anonymous.get(`/api/public/rectifications/${code.toUpperCase()}`);
    assert.equal(page.status, 200, JSON.stringify(page.body));
    assert.deepEqual(
      page.body.problems.map((each: { findingId: string }) => each.findingId),
      [first],
    );
    const wrong = await app.anonymous.get('/api/public/rectifications/0123456789abcdef');
    assert.deepEqual([wrong.status, wrong.body.error.code], [404, 'rectify.not_found']);
    const reportId = app.actionId();
    const upload = (findingId: string, bytes: Uint8Array) =>
      app.anonymous.upload(
        `/api/public/rectifications/${code}/files`,
        { name: '整改.png', bytes },
        { actionId: app.actionId(), reportId, findingId },
      );
    const sent = await upload(first, pngBytes);
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    assert.equal((await upload(other, pngBytes)).body.error.code, 'rectify.problem_closed');
    assert.equal(
      (await upload(first, new TextEncoder().encode('<html>'))).body.error.code,
      'proof.file_type_invalid',
    );
    for (let n = 0; n < 4; n += 1) assert.equal((await upload(first, pngBytes)).status, 200);
    assert.equal((await upload(first, pngBytes)).body.error.code, 'rectify.files_full');
    assert.equal((await bo.get(`/api/followups/${first}`)).body.files.length, 0, 'no report, no files');
    const body = {
      actionId: app.actionId(),
      reportId,
      personName: '石磊',
      phone: '',
      items: [{ findingId: first, text: '已更换灭火器' }],
    };
    const reported = await app.anonymous.post(`/api/public/rectifications/${code}/reports`, body);
    assert.equal(reported.status, 200, JSON.stringify(reported.body));
    assert.deepEqual(
      (await app.anonymous.post(`/api/public/rectifications/${code}/reports`, body)).body,
      reported.body,
    );
    const seen = (await bo.get(`/api/followups/${first}`)).body;
    assert.deepEqual([seen.state, seen.files.length], ['reported', 5]);
    assert.equal(seen.chain.at(-1).by, '石磊');
    const file = await bo.get(`/api/followups/${first}/files/${seen.files[0].fileId}`);
    assert.equal(file.headers['content-type'], 'image/png');
  }));

test('R241 the page of an order takes so many reports and no more; the office still enters them', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify']);
    const [first = ''] = findingIds;
    const bo = await app.signIn('boWen');
    const ordered = await makeMove(app, bo, { ids: [first], form: orderForm });
    const { jurisdictionId } = app.cast.anLan;
    for (let n = 0; n < reportsPerOrder; n += 1)
      await app.database.db
        .insertInto('rectification_reports')
        .values({
          jurisdiction_id: jurisdictionId,
          id: app.platform.ids.next(),
          order_paper_id: ordered.body.paperId,
          source: 'portal',
          person_name: '石磊',
          phone: '',
          items: '[]',
          account_id: null,
          at: app.platform.clock.now(),
        })
        .execute();
    const sent = await app.anonymous.post(
      `/api/public/rectifications/${orderCode(ordered.body.paperId)}/reports`,
      {
        actionId: app.actionId(),
        reportId: app.actionId(),
        personName: '石磊',
        phone: '',
        items: [{ findingId: first, text: '又一次' }],
      },
    );
    assert.deepEqual([sent.status, sent.body.error.code], [409, 'rectify.reports_full']);
    const report: FollowupForm = { move: 'report', note: '来电报告', by: '石磊', phone: '' };
    assert.equal((await makeMove(app, bo, { ids: [first], form: report })).status, 200);
  }));

test('R241 more time is asked for with a ground and decided by the head, never by who asked', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['rectify']);
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const until = addDays(app.platform.clock.today(), 30);
    await makeMove(app, lan, { ids: findingIds, form: orderForm });
    const tooEarly = await makeMove(app, lan, {
      ids: findingIds,
      form: { move: 'requestExtension', until: addDays(app.platform.clock.today(), 5), ground: '设备订货' },
    });
    assert.equal(tooEarly.body.error.code, 'followup.extension_day_invalid');
    const asked: FollowupForm = { move: 'requestExtension', until, ground: '设备订货' };
    assert.equal((await makeMove(app, lan, { ids: findingIds, form: asked })).status, 200);
    assert.equal((await head.get('/api/followup-figures')).body.decide, 1);
    const decide: FollowupForm = { move: 'decideExtension', agrees: true, opinion: '同意' };
    assert.equal((await makeMove(app, lan, { ids: findingIds, form: decide })).status, 403);
    assert.equal((await makeMove(app, head, { ids: findingIds, form: decide })).status, 200);
    const seen = (await lan.get(`/api/followups/${findingIds[0]}`)).body;
    assert.deepEqual([seen.state, seen.dueOn, seen.isExtensionAsked], ['ordered', until, false]);
    assert.equal(
      (await makeMove(app, head, { ids: findingIds, form: decide })).body.error.code,
      'followup.extension_none',
    );
  }));

test('R246 an open problem is visible with its days, the late ones first', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['daily', 'rectify']);
    const [, ordered = ''] = findingIds;
    const lan = await app.signIn('anLan');
    await makeMove(app, lan, { ids: [ordered], form: orderForm });
    app.platform.clock.advance(13 * 86_400_000);
    const later = await app.signIn('anLan');
    const { rows } = (await later.get('/api/followups')).body;
    assert.deepEqual(
      rows.map((row: { findingId: string; daysLate: number; daysOpen: number }) => [
        row.findingId,
        row.daysLate,
        row.daysOpen,
      ]),
      [
        [ordered, 3, 13],
        [findingIds[0], 0, 13],
      ],
    );
    const figures = (await later.get('/api/followup-figures')).body;
    assert.deepEqual([figures.late, figures.uncorrected, figures.recheck], [1, 1, 1]);
  }));
