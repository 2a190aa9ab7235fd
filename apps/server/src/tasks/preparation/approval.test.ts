import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { inspectionCase } from '../inspection.queries.ts';
import { plantInspections } from '../task-testing.ts';
import { applied, decided } from './preparation-testing.ts';

const pdf = { name: 'scan.pdf', bytes: new TextEncoder().encode('%PDF-1.7 signed') };

test('R140 the head approves an inspection in one decision, and only then is the team approved', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const section = await app.signIn('sectionOfficer');
    const head = await app.signIn('agencyHead');
    const approval = await applied(app, section, id);
    const mine = await head.get('/api/inspection-approvals');
    assert.deepEqual(
      mine.body.rows.map((row: { id: string; mayDecide: boolean; waitsWith: string[] }) => [
        row.id,
        row.mayDecide,
        row.waitsWith,
      ]),
      [[approval.id, true, ['首长']]],
    );
    const done = await decided(app, head, approval);
    assert.deepEqual(done.body, { done: [approval.id], notDone: [] });
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    assert.equal(found?.teams[0]?.stage, 'approved');
    const read = await section.get(`/api/inspections/${id}/approvals`);
    assert.deepEqual(
      [read.body.rows[0].state, read.body.rows[0].decidedAs, read.body.rows[0].via, read.body.mayApply],
      ['approved', 'head', 'screen', false],
    );
    const form = await section.get(`/api/inspection-approvals/${approval.id}/form`);
    assert.equal(form.headers['content-type'], 'application/pdf');
    const again = await decided(app, head, approval);
    assert.equal(again.body.error.code, 'approval.decided');
  }));

test('R140 nobody approves what they submitted, no member approves the own visit, and no outsider sees it', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const lead = await app.signIn('boWen');
    const section = await app.signIn('sectionOfficer');
    const approval = await applied(app, lead, id);
    assert.equal((await decided(app, lead, approval)).body.error.code, 'approval.own.forbidden');
    assert.equal((await decided(app, section, approval)).body.error.code, 'approval.no_authority.forbidden');
    const given = {
      actionId: app.actionId(),
      fromAccount: app.cast.agencyHead.accountId,
      toAccount: app.cast.boWen.accountId,
      scope: 'approval',
      fromDay: '2026-01-01',
      toDay: '2099-12-31',
      document: '授权委托书',
      documentNumber: '〔2026〕1号',
      documentDay: '2026-01-01',
    };
    const head = await app.signIn('agencyHead');
    assert.equal((await head.post('/api/delegations', given)).status, 200);
    assert.equal((await decided(app, lead, approval)).body.error.code, 'approval.own.forbidden');
    const withdrawn = await lead.post(`/api/inspection-approvals/${approval.id}/withdraw`, {
      actionId: app.actionId(),
      version: approval.version,
    });
    assert.equal(withdrawn.status, 200);
    const second = await applied(app, section, id);
    assert.equal((await decided(app, lead, second)).body.error.code, 'approval.member.forbidden');
    const stranger = await app.signIn('otherAgency');
    assert.equal((await decided(app, stranger, second)).body.error.code, 'approval.not_found');
    assert.equal((await stranger.get(`/api/inspections/${id}/approvals`)).status, 404);
  }));

test('R140 a deputy decides by a dated written delegation, which the record names', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const head = await app.signIn('agencyHead');
    const section = await app.signIn('sectionOfficer');
    const legal = await app.signIn('anLan');
    const today = app.platform.clock.today();
    const body = {
      actionId: app.actionId(),
      fromAccount: app.cast.agencyHead.accountId,
      toAccount: app.cast.anLan.accountId,
      scope: 'approval',
      fromDay: today,
      toDay: today,
      document: '授权委托书',
      documentNumber: '〔2026〕7号',
      documentDay: today,
    };
    const made = await head.post('/api/delegations', body);
    assert.equal(made.status, 200);
    assert.equal((await section.post('/api/delegations', { ...body, actionId: app.actionId() })).status, 403);
    const approval = await applied(app, section, id);
    assert.equal((await legal.get('/api/inspection-approvals')).body.rows.length, 1);
    assert.equal((await decided(app, legal, approval)).status, 200);
    const row = (await section.get(`/api/inspections/${id}/approvals`)).body.rows[0];
    assert.deepEqual([row.decidedAs, row.authority], ['delegate', `授权委托书 〔2026〕7号 ${today}`]);
  }));

test('R140 while the head is away the work goes to the AB 岗, never to whoever submitted it', () =>
  withTestApp(async (app) => {
    const planted = await plantInspections(app, { count: 2 });
    const [first = '', second = ''] = planted.inspectionIds;
    const head = await app.signIn('agencyHead');
    const legal = await app.signIn('anLan');
    const section = await app.signIn('sectionOfficer');
    const today = app.platform.clock.today();
    const away = {
      actionId: app.actionId(),
      account: app.cast.agencyHead.accountId,
      substitute: app.cast.anLan.accountId,
      reason: 'businessTrip',
      fromDay: today,
      toDay: today,
      document: '',
    };
    const bare = await head.post('/api/work-substitutes', away);
    assert.equal(bare.body.error.code, 'substitute.document_invalid');
    const made = await head.post('/api/work-substitutes', {
      ...away,
      actionId: app.actionId(),
      document: '领导班子分工〔2026〕2号',
    });
    assert.equal(made.status, 200);
    const fromSection = await applied(app, section, first);
    const fromLegal = await applied(app, legal, second);
    const rows = (await legal.get('/api/inspection-approvals')).body.rows;
    assert.deepEqual(
      rows.map((row: { id: string; waitsWith: string[] }) => [row.id, row.waitsWith]),
      [[fromSection.id, ['安岚']]],
    );
    const waits = (await legal.get(`/api/inspections/${second}/approvals`)).body.rows[0].waitsWith;
    assert.deepEqual(waits, ['首长']);
    assert.equal((await decided(app, legal, fromLegal)).body.error.code, 'approval.own.forbidden');
    assert.equal((await decided(app, legal, fromSection)).status, 200);
  }));

test('R140 a batch does what it can and names what it left; a refusal needs its reason', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 3 });
    const section = await app.signIn('sectionOfficer');
    const head = await app.signIn('agencyHead');
    const body = { actionId: app.actionId(), inspectionIds, note: '专项检查' };
    const first = await section.post('/api/inspection-approvals', body);
    assert.equal(first.body.done.length, 3);
    assert.deepEqual((await section.post('/api/inspection-approvals', body)).body, first.body);
    const twice = await section.post('/api/inspection-approvals', { ...body, actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'approval.exists');
    const rows: { id: string; version: number }[] = (await head.get('/api/inspection-approvals')).body.rows;
    const firstPage = (await head.get('/api/inspection-approvals?limit=2')).body;
    const rest = (await head.get(`/api/inspection-approvals?limit=2&after=${firstPage.next}`)).body;
    assert.deepEqual([firstPage.rows.length, rest.rows.length, rest.next], [2, 1, null]);
    const [one, two, three] = rows.map(({ id, version }) => ({ id, version }));
    assert.ok(one && two && three);
    assert.equal((await decided(app, head, one, 'refuse')).status, 200);
    const silent = await head.post('/api/inspection-approvals/decisions', {
      actionId: app.actionId(),
      decision: 'refuse',
      opinion: '',
      approvals: [two],
    });
    assert.equal(silent.body.error.code, 'approval.opinion_invalid');
    const batch = await head.post('/api/inspection-approvals/decisions', {
      actionId: app.actionId(),
      decision: 'approve',
      opinion: '',
      approvals: [one, two, { ...three, version: 9 }],
    });
    assert.deepEqual(batch.body.done, [two.id]);
    assert.deepEqual(
      batch.body.notDone.map((left: { code: string }) => left.code),
      ['approval.decided', 'approval.changed_meanwhile'],
    );
    const refusedOf = inspectionIds[0] ?? '';
    assert.equal((await section.get(`/api/inspections/${refusedOf}/approvals`)).body.mayApply, true);
  }));

test('R140 a form signed by hand is registered with its scan, and the record says by whom', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    const section = await app.signIn('sectionOfficer');
    const approval = await applied(app, section, id);
    assert.equal(
      (await section.get(`/api/inspection-approvals/${approval.id}/form`)).headers['content-type'],
      'application/pdf',
    );
    const today = app.platform.clock.today();
    const address = (signedBy: string, signedOn = today) =>
      `/api/inspection-approvals/${approval.id}/paper?actionId=${app.actionId()}&version=${approval.version}&decision=approve&signedBy=${signedBy}&signedOn=${signedOn}`;
    const { agencyHead, anLan, sectionOfficer } = app.cast;
    const wrong = await section.upload(address(anLan.accountId), pdf);
    assert.equal(wrong.body.error.code, 'approval.no_authority.forbidden');
    const own = await section.upload(address(sectionOfficer.accountId), pdf);
    assert.equal(own.body.error.code, 'approval.own.forbidden');
    const tomorrow = await section.upload(address(agencyHead.accountId, '2099-01-01'), pdf);
    assert.equal(tomorrow.body.error.code, 'approval.signed_on_invalid');
    const bare = await section.upload(address(agencyHead.accountId), {
      name: 'x.pdf',
      bytes: new Uint8Array([1, 2, 3]),
    });
    assert.equal(bare.status, 422);
    const done = await section.upload(address(agencyHead.accountId), pdf);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const row = (await section.get(`/api/inspections/${id}/approvals`)).body.rows[0];
    assert.deepEqual(
      [row.state, row.via, row.decidedByName, row.registeredByName, row.signedOn, row.hasScan],
      ['approved', 'paper', '首长', '柯实', today, true],
    );
    const scan = await section.get(`/api/inspection-approvals/${approval.id}/scan`);
    assert.deepEqual([...scan.raw], [...pdf.bytes]);
  }));

test('R140 an emergency that entered before is approved afterwards; a team of one is not submitted', () =>
  withTestApp(async (app) => {
    const [id = '', other = ''] = (await plantInspections(app, { count: 2 })).inspectionIds;
    const section = await app.signIn('sectionOfficer');
    await inTransaction(app.platform.db, async (tx) => {
      const at = app.platform.clock.now();
      await tx
        .updateTable('inspection_teams')
        .set({ stage: 'visiting', entered_at: at, emergency: '群众举报正在非法生产' })
        .where('inspection_id', '=', id)
        .execute();
    });
    const approval = await applied(app, section, id);
    const head = await app.signIn('agencyHead');
    const row = (await head.get('/api/inspection-approvals')).body.rows[0];
    assert.deepEqual([row.timing, row.emergency], ['afterwards', '群众举报正在非法生产']);
    assert.equal((await decided(app, head, approval)).status, 200);
    const found = await inTransaction(app.platform.db, (tx) => inspectionCase(tx, id));
    assert.equal(found?.teams[0]?.stage, 'visiting');
    assert.ok(found?.teams[0]?.approved_at);

    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('inspection_members')
        .set({ state: 'absent' })
        .where('inspection_id', '=', other)
        .where('role', '=', 'member')
        .execute(),
    );
    const few = await section.post('/api/inspection-approvals', {
      actionId: app.actionId(),
      inspectionIds: [other],
      note: '',
    });
    assert.equal(few.body.error.code, 'approval.too_few_people');
  }));
