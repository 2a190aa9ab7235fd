/** Dispatch: from a recorded draw to what each team sees, with its clock, its checks and the record of readers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../platform/db/transaction.ts';
import { insertInspector } from '../registers/inspector.queries.ts';
import { codeOf, dispatchBody, dispatched, recordedDraw, withTasks } from './dispatch-testing.ts';

test('R120 a drawn list goes out as one inspection per object with a team of two of each agency', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const { lan, partner } = driver;
    const pending = (await lan.get('/api/pending-dispatches')).body.rows;
    assert.equal(pending.length, 1);
    assert.deepEqual([pending[0].source.id, pending[0].waitsFor], [drawId, null]);
    const preview = (await lan.get(`/api/pending-dispatches/draw/${drawId}`)).body;
    assert.deepEqual([preview.objects, preview.teams.length, preview.blocked], [6, 2, []]);

    const body = dispatchBody(app, drawId);
    const first = await lan.post('/api/tasks', body);
    assert.equal(first.status, 200);
    assert.deepEqual((await lan.post('/api/tasks', body)).body, first.body);
    assert.equal(codeOf(await lan.post('/api/tasks', dispatchBody(app, drawId))), 'task.source_not_found');
    assert.equal((await lan.get('/api/pending-dispatches')).body.rows.length, 0);

    const task = (await lan.get(`/api/tasks/${first.body.id}`)).body;
    assert.equal(task.number, '应急局抽查〔2026〕1号');
    assert.equal(task.inspections, 6);
    assert.deepEqual(
      task.counts.map((each: { stage: string; count: number }) => [each.stage, each.count]),
      [
        ['assigned', 6],
        ['assigned', 6],
      ],
    );
    const rows = (await lan.get(`/api/tasks/${first.body.id}/inspections`)).body.rows;
    assert.equal(rows.length, 6);
    for (const row of rows)
      for (const team of row.teams) {
        assert.equal(team.members.length, 2);
        assert.equal(team.members.filter((each: { role: string }) => each.role === 'lead').length, 1);
      }
    const seen = (await partner.get('/api/tasks')).body.rows;
    assert.deepEqual([seen.length, seen[0].isOwn], [1, false]);
  }));

test('R128 the clock of the dispatch is that of the rule book and shows when it ran out', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const due = (await driver.lan.get('/api/pending-dispatches')).body.rows[0];
    assert.equal(due.isOverdue, false);
    app.platform.clock.advance(12 * 86_400_000);
    const lan = await app.signIn('anLan');
    assert.equal((await lan.get('/api/pending-dispatches')).body.rows[0].isOverdue, true);
    await dispatched(app, lan, drawId);
    const late = (await lan.get('/api/tasks?overdue=late')).body.rows;
    assert.deepEqual([late.length, late[0].isOverdue, late[0].dispatchDue], [1, true, due.due]);
  }));

test('a list does not go out before the signed record, nor by somebody of another section or agency', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    assert.equal((await driver.section.post('/api/tasks', dispatchBody(app, drawId))).status, 403);
    assert.equal(
      codeOf(await driver.partner.post('/api/tasks', dispatchBody(app, drawId))),
      'task.source_not_found',
    );
    assert.equal(
      codeOf(await driver.lan.post('/api/tasks', dispatchBody(app, drawId, { claimDue: '2020-01-01' }))),
      'task.claim_due_invalid',
    );
    const { jurisdictionId } = app.cast.anLan;
    await inTransaction(app.platform.db, (tx) =>
      tx
        .updateTable('draws')
        .set({ state: 'drawn' })
        .where('jurisdiction_id', '=', jurisdictionId)
        .where('id', '=', drawId)
        .execute(),
    );
    assert.equal(
      codeOf(await driver.lan.post('/api/tasks', dispatchBody(app, drawId))),
      'task.record_missing',
    );
  }));

test('R121 whoever has lost post, certificate or neutrality since the draw is named and the list stays', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const before = (await driver.lan.get(`/api/draws/${drawId}`)).body;
    const [object] = before.objects;
    const [first, second] = object.team;
    await inTransaction(app.platform.db, async (tx) => {
      await tx
        .updateTable('inspectors')
        .set({ certificate_status: 'suspended' })
        .where('id', '=', first.inspectorId)
        .execute();
      await tx
        .insertInto('interest_declarations')
        .values({
          jurisdiction_id: app.cast.anLan.jurisdictionId,
          id: app.platform.ids.next(),
          inspector_id: second.inspectorId,
          object_id: object.objectId,
          relation: 'kinship',
          declared_on: app.platform.clock.today(),
          declared_by: app.cast.anLan.accountId,
          valid_to: null,
          withdrawn_on: null,
          created_at: app.platform.clock.now(),
        })
        .execute();
    });
    const { blocked } = (await driver.lan.get(`/api/pending-dispatches/draw/${drawId}`)).body;
    const reasons = new Set(blocked.map((each: { reason: string }) => each.reason));
    assert.deepEqual(reasons, new Set(['certificate', 'recusal']));
    assert.equal(
      codeOf(await driver.lan.post('/api/tasks', dispatchBody(app, drawId))),
      'task.members_blocked',
    );
    assert.equal((await driver.lan.get('/api/tasks')).body.rows.length, 0);
  }));

const late: Parameters<typeof insertInspector>[2]['fields'] = {
  name: '后来',
  certificateNumber: 'ZF99901',
  certificateValidTo: null,
  specialities: [],
  areas: ['*'],
  canLead: false,
  post: '',
  yearlyCap: null,
  priorLoad: 0,
  sectionId: null,
  establishment: '',
  level: '',
  postSince: null,
  qualifications: [],
};

test('R121 a list that goes out keeps who of each agency could go to each object, and who could not and why', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const { jurisdictionId, agencyId } = app.cast.anLan;
    const at = app.platform.clock.now();
    // Entered after the draw, so that nobody drawn is touched.
    await inTransaction(app.platform.db, (tx) =>
      insertInspector(tx, { jurisdictionId, agencyId }, { id: app.platform.ids.next(), fields: late, at }),
    );
    await sql`UPDATE inspectors SET certificate_status = 'suspended' WHERE name = ${late.name}`.execute(
      app.platform.db,
    );
    const id = await dispatched(app, driver.lan, drawId);
    const { rows } = (await driver.lan.get(`/api/tasks/${id}/inspections`)).body;
    assert.equal(rows.length, 6);
    for (const row of rows) {
      const [team, partner] = row.teams;
      const { count, not } = team.eligible as { count: number; not: { name: string; reason: string }[] };
      assert.equal(count + not.length, 11);
      // An object that was drawn may be one in which a colleague declared an interest.
      const others = not.filter((each) => each.name !== late.name);
      assert.deepEqual(
        [not.length - others.length, others.filter((each) => each.reason !== 'recusal')],
        [1, []],
      );
      assert.equal(not.find((each) => each.name === late.name)?.reason, 'certificate');
      // Who could not go is for the own agency alone.
      assert.equal(partner.eligible, null);
    }
    const seen = (await driver.partner.get(`/api/tasks/${id}/inspections`)).body.rows[0].teams;
    assert.equal(seen[0].eligible, null);
    assert.ok(seen[1].eligible.count >= seen[1].members.length);
  }));

test('R130 names are for planners and teams until they open, and who read them is on record', () =>
  withTasks(async (app) => {
    const releaseAt = new Date(Date.parse(app.platform.clock.now()) + 3 * 86_400_000).toISOString();
    const { driver, drawId } = await recordedDraw(app, { disclosure: { mode: 'sealed', releaseAt } });
    const id = await dispatched(app, driver.lan, drawId);
    const auditor = await app.signIn('auditor');
    const chen = await app.signIn('chenXi');
    assert.equal((await auditor.get(`/api/tasks/${id}`)).body.seesNames, false);
    assert.equal(codeOf(await auditor.get(`/api/tasks/${id}/inspections`)), 'task.names_sealed.forbidden');
    assert.equal(codeOf(await chen.get(`/api/tasks/${id}`)), 'task.not_found');
    assert.equal(codeOf(await chen.get(`/api/tasks/${id}/inspections`)), 'task.not_found');
    await driver.lan.get(`/api/tasks/${id}/inspections`);
    await driver.lan.get(`/api/tasks/${id}/inspections`);
    await driver.partner.get(`/api/tasks/${id}/inspections`);
    const seen = (await auditor.get(`/api/tasks/${id}/views`)).body.rows;
    assert.deepEqual(
      new Set(seen.map((each: { personName: string; kind: string }) => `${each.personName} ${each.kind}`)),
      new Set(['安岚 list', '邻安 list']),
    );
    assert.equal(seen.length, 2);
    assert.equal(codeOf(await driver.partner.get(`/api/tasks/${id}/views`)), 'task.forbidden');
    app.platform.clock.advance(4 * 86_400_000);
    const later = await app.signIn('auditor');
    assert.equal((await later.get(`/api/tasks/${id}/inspections`)).status, 200);
  }));

test('R129 each inspector sees and claims what is theirs, once', () =>
  withTasks(async (app) => {
    const { driver, drawId, inspectorIds } = await recordedDraw(app);
    const wen = await app.signIn('boWen');
    assert.deepEqual((await wen.get('/api/my-inspections')).body.rows, []);
    const drawn = (await driver.lan.get(`/api/draws/${drawId}`)).body.objects as {
      team: { inspectorId: string }[];
    }[];
    // Whoever was drawn for the first object signs in as Bo Wen.
    const person = drawn[0]?.team[0]?.inspectorId ?? '';
    await inTransaction(app.platform.db, async (tx) => {
      await tx
        .updateTable('inspectors')
        .set({ account_id: null })
        .where('id', '=', inspectorIds[0] ?? '')
        .execute();
      await tx
        .updateTable('inspectors')
        .set({ account_id: app.cast.boWen.accountId })
        .where('id', '=', person)
        .execute();
    });
    const id = await dispatched(app, driver.lan, drawId);
    const mine = (await wen.get('/api/my-inspections')).body.rows;
    const expected = drawn.filter((each) => each.team.some((one) => one.inspectorId === person)).length;
    assert.equal(mine.length, expected);
    assert.deepEqual(
      [mine[0].memberState, mine[0].stage, mine[0].companions.length],
      ['assigned', 'assigned', 3],
    );
    const inspectionIds = mine.map((each: { id: string }) => each.id);
    const body = { actionId: app.actionId(), inspectionIds };
    const claimed = await wen.post('/api/my-inspections/claim', body);
    assert.deepEqual(new Set(claimed.body.claimed), new Set(inspectionIds));
    assert.deepEqual(claimed.body.refused, []);
    assert.deepEqual((await wen.post('/api/my-inspections/claim', body)).body, claimed.body);
    const again = await wen.post('/api/my-inspections/claim', { ...body, actionId: app.actionId() });
    assert.equal(codeOf(again), 'inspection.already_claimed');
    const stranger = await app.signIn('otherInspector');
    const others = await stranger.post('/api/my-inspections/claim', { ...body, actionId: app.actionId() });
    assert.equal(codeOf(others), 'inspection.not_found');
    const { counts } = (await driver.lan.get(`/api/tasks/${id}`)).body;
    const own = counts.find(
      (each: { stage: string; agencyId: string }) =>
        each.stage === 'claimed' && each.agencyId === app.cast.anLan.agencyId,
    );
    assert.equal(own.count, expected);
  }));

test('R122 an interest declared after the dispatch refuses the claim', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const drawn = (await driver.lan.get(`/api/draws/${drawId}`)).body.objects;
    const [{ objectId, team }] = drawn;
    await inTransaction(app.platform.db, async (tx) => {
      await tx.updateTable('inspectors').set({ account_id: null }).execute();
      await tx
        .updateTable('inspectors')
        .set({ account_id: app.cast.boWen.accountId })
        .where('id', '=', team[0].inspectorId)
        .execute();
    });
    await dispatched(app, driver.lan, drawId);
    await inTransaction(app.platform.db, (tx) =>
      tx
        .insertInto('interest_declarations')
        .values({
          jurisdiction_id: app.cast.anLan.jurisdictionId,
          id: app.platform.ids.next(),
          inspector_id: team[0].inspectorId,
          object_id: objectId,
          relation: 'shareholding',
          declared_on: app.platform.clock.today(),
          declared_by: app.cast.anLan.accountId,
          valid_to: null,
          withdrawn_on: null,
          created_at: app.platform.clock.now(),
        })
        .execute(),
    );
    const wen = await app.signIn('boWen');
    const mine = (await wen.get('/api/my-inspections')).body.rows as {
      id: string;
      object: { name: string };
    }[];
    const avoided = mine.find((each) => each.object.name === drawn[0].name);
    const claim = (ids: readonly string[]) =>
      wen.post('/api/my-inspections/claim', { actionId: app.actionId(), inspectionIds: ids });
    assert.equal(codeOf(await claim([avoided?.id ?? ''])), 'inspection.interest_declared');
    if (mine.length > 1) {
      const all = await claim(mine.map((each) => each.id));
      assert.deepEqual(all.body.refused, [{ id: avoided?.id, code: 'inspection.interest_declared' }]);
    }
  }));
