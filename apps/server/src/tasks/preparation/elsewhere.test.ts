/** A joint visit across jurisdictions: the partner's people find, prepare and make their own part, and leave their own traces. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor, Role } from '@mingcha/core/common/roles.ts';
import { insertAccount, insertCredential } from '../../platform/auth/organisation.queries.ts';
import { openSession } from '../../platform/auth/session.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { clientOf, type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import { codeOf } from '../dispatch-testing.ts';
import { plantInspections } from '../task-testing.ts';
import { applied, decided, delivery, entered, sealedNotice } from './preparation-testing.ts';

interface Someone {
  readonly actor: Actor;
  readonly client: TestClient;
}

/** Somebody of the agency in the other jurisdiction. */
async function away(app: TestApp, personName: string, role: Role): Promise<Someone> {
  const { platform, cast } = app;
  const { jurisdictionId, agencyId, sectionId } = cast.chenXi;
  const accountId = platform.ids.next();
  const actor: Actor = { jurisdictionId, agencyId, sectionId, accountId, personName, roles: [role] };
  const token = await inTransaction(platform.db, async (tx) => {
    const at = platform.clock.now();
    await insertAccount(tx, { ...actor, id: accountId, at });
    await insertCredential(tx, {
      signInName: accountId,
      jurisdictionId,
      accountId,
      passwordHash: 'unused',
      mustChange: false,
      expiresAt: null,
      at,
    });
    return openSession(tx, platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'test' });
  });
  return { actor, client: clientOf(app.app, token) };
}

/** One visit with a team from elsewhere, one of the same task without. */
async function scene(app: TestApp, stage: 'assigned' | 'claimed' = 'claimed') {
  const lead = await away(app, '云查', 'inspector');
  const head = await away(app, '云首', 'agencyHead');
  const planted = await plantInspections(app, { announced: true, count: 2, elsewhere: lead.actor, stage });
  const [id = '', other = ''] = planted.inspectionIds;
  await inTransaction(app.platform.db, async (tx) => {
    for (const table of ['inspection_members', 'inspection_teams'] as const)
      await tx
        .deleteFrom(table)
        .where('inspection_id', '=', other)
        .where('agency_id', '=', lead.actor.agencyId)
        .execute();
  });
  return { taskId: planted.taskId, objectId: planted.objectIds[0] ?? '', id, other, lead, head };
}

test('R130 R281 a partner of another jurisdiction finds its own visits and nothing else of the task', () =>
  withTestApp(async (app) => {
    const { taskId, id, other, lead } = await scene(app);
    const legal = await app.signIn('chenXi');
    const stranger = await away(app, '云闲', 'inspector');
    const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);
    assert.deepEqual(ids((await lead.client.get('/api/my-inspections')).body.rows), [id]);
    assert.deepEqual(ids((await legal.get('/api/tasks')).body.rows), [taskId]);
    assert.deepEqual(ids((await legal.get(`/api/tasks/${taskId}/inspections`)).body.rows), [id]);
    const csv = (await legal.get(`/api/tasks/${taskId}/list?format=csv`)).raw.toString('utf8');
    assert.ok(csv.includes('茶亭1号采石场') && !csv.includes('茶亭2号采石场'));
    const whole = await (await app.signIn('anLan')).get(`/api/tasks/${taskId}/inspections`);
    assert.equal(whole.body.rows.length, 2);
    for (const client of [lead.client, legal, stranger.client]) {
      for (const part of ['approvals', 'notices', 'schedule', 'notices/set', 'cancellations', 'trip-sheet'])
        assert.equal((await client.get(`/api/inspections/${other}/${part}`)).status, 404, part);
      assert.equal((await client.get(`/api/inspections/${other}`)).status, 404);
    }
    assert.equal((await lead.client.get(`/api/inspections/${id}`)).status, 200);
    assert.equal((await stranger.client.get(`/api/inspections/${id}`)).status, 404);
    assert.deepEqual((await stranger.client.get('/api/inspection-approvals?of=agency')).body.rows, []);
  }));

test('R140 R141 each jurisdiction’s head approves its own part, each agency numbers its own notice, and each ledger says it', () =>
  withTestApp(async (app) => {
    const { id, lead, head } = await scene(app);
    const lan = await app.signIn('anLan');
    const homeHead = await app.signIn('agencyHead');
    const legal = await app.signIn('chenXi');
    const theirs = await applied(app, legal, id);
    assert.equal(codeOf(await decided(app, homeHead, theirs)), 'approval.not_found');
    assert.equal((await homeHead.get('/api/inspection-approvals')).body.rows.length, 0);
    assert.equal((await head.client.get('/api/inspection-approvals')).body.rows.length, 1);
    assert.equal(codeOf(await decided(app, head.client, theirs)), 'ok');
    await decided(app, homeHead, await applied(app, lan, id));
    const notices = [await sealedNotice(app, lan, id), await sealedNotice(app, lead.client, id)];
    const teams = (await lead.client.get(`/api/inspections/${id}/notices`)).body.teams;
    const agencies = teams.map((one: { notice: { content: { agency: { name: string } } } }) => [
      one.notice.content.agency.name,
    ]);
    assert.deepEqual(agencies, [['茶亭区应急管理局'], ['云岭市应急管理局']]);
    const set = await lead.client.get(`/api/inspections/${id}/notices/set`);
    assert.equal(set.headers['content-type'], 'application/pdf');
    const alone = await lan.get(`/api/notices/${notices[0]}/paper`);
    assert.ok(set.raw.length > alone.raw.length);
    const given = await lead.client.post(
      `/api/inspections/${id}/deliveries`,
      delivery(app, notices, { channel: 'inPerson' }),
    );
    assert.deepEqual(given.body, { delivered: 2 });
    const ledger = await app.database.owner
      .selectFrom('ledger_events')
      .select(['jurisdiction_id', 'type'])
      .where('type', 'in', ['approval.decided', 'notice.issued', 'notice.delivered'])
      .orderBy('type')
      .execute();
    const of = (jurisdictionId: string) =>
      ledger.filter((row) => row.jurisdiction_id === jurisdictionId).map((row) => row.type);
    assert.deepEqual(of(lead.actor.jurisdictionId), [
      'approval.decided',
      'notice.delivered',
      'notice.issued',
    ]);
    assert.deepEqual(of(app.cast.anLan.jurisdictionId), ['approval.decided', 'notice.issued']);
  }));

test('R303 the entry of a partner from elsewhere stands in the ledger of the object’s jurisdiction under the same visit', () =>
  withTestApp(async (app) => {
    const { id, lead, head } = await scene(app);
    const legal = await app.signIn('chenXi');
    await decided(app, head.client, await applied(app, legal, id));
    const of = { inspectionId: id, agencyId: lead.actor.agencyId };
    assert.deepEqual(await entered(app, lead.client, of), ['taken']);
    const entries = await app.database.owner
      .selectFrom('frequency_entries')
      .select(['jurisdiction_id', 'agency_id', 'body_name', 'visit_key'])
      .execute();
    assert.deepEqual(entries, [
      {
        jurisdiction_id: app.cast.anLan.jurisdictionId,
        agency_id: null,
        body_name: '云岭市应急管理局',
        visit_key: id,
      },
    ]);
  }));

test('R122 an interest that a partner’s inspector declared in the own directory refuses the claim of the same enterprise', () =>
  withTestApp(async (app) => {
    const { id, objectId, lead } = await scene(app, 'assigned');
    const { jurisdictionId, agencyId } = lead.actor;
    const at = app.platform.clock.now();
    await inTransaction(app.platform.db, async (tx) => {
      const member = await tx
        .selectFrom('inspection_members')
        .select('inspector_id')
        .where('account_id', '=', lead.actor.accountId)
        .executeTakeFirstOrThrow();
      const inspectorId = member.inspector_id ?? '';
      const object = await tx
        .selectFrom('objects')
        .selectAll()
        .where('id', '=', objectId)
        .executeTakeFirstOrThrow();
      const theirs = app.platform.ids.next();
      await tx
        .insertInto('objects')
        .values({
          jurisdiction_id: jurisdictionId,
          id: theirs,
          agency_id: agencyId,
          section_id: null,
          kind: object.kind,
          name: object.name,
          uscc: object.uscc,
          registration_number: null,
          local_code: null,
          address: object.address,
          division_code: object.division_code,
          industry: object.industry,
          credit_class: object.credit_class,
          credit_class_on: null,
          registered_on: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        })
        .execute();
      await tx
        .insertInto('inspectors')
        .values({
          jurisdiction_id: jurisdictionId,
          id: inspectorId,
          agency_id: agencyId,
          section_id: null,
          account_id: lead.actor.accountId,
          name: lead.actor.personName,
          certificate_number: 'ZF900',
          certificate_valid_to: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        } as never)
        .execute();
      await tx
        .insertInto('interest_declarations')
        .values({
          jurisdiction_id: jurisdictionId,
          id: app.platform.ids.next(),
          inspector_id: inspectorId,
          object_id: theirs,
          relation: 'shareholding',
          declared_on: app.platform.clock.today(),
          declared_by: lead.actor.accountId,
          valid_to: null,
          withdrawn_on: null,
          created_at: at,
        })
        .execute();
    });
    const claim = await lead.client.post('/api/my-inspections/claim', {
      actionId: app.actionId(),
      inspectionIds: [id],
    });
    assert.equal(codeOf(claim), 'inspection.interest_declared');
  }));
