/** Teams that change after the dispatch: recusal, substitutes, reserves, silent partners, the trip sheet. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { hex, ticketOf, unhex } from '@mingcha/draw';
import { sql } from 'kysely';
import { drawStageWith } from '../draws/draw.stage.ts';
import { insertMines, itemKeys } from '../draws/draw-testing.ts';
import { serverHash } from '../draws/hash.ts';
import { accessStage } from '../platform/auth/access.stage.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { codeOf, dispatched, recordedDraw, withTasks } from './dispatch-testing.ts';
import { syncTaskWithDraw, voidTaskOfDraw } from './sync.service.ts';
import { plantInspections } from './task-testing.ts';
import { tasksStage } from './tasks.stage.ts';

/** With the draws' amendments carried into tasks, as the application does. */
function withFollowing(work: (test: TestApp) => Promise<void>): Promise<void> {
  const draws = drawStageWith({ amended: syncTaskWithDraw, voided: voidTaskOfDraw });
  return withTestApp(work, { stages: [accessStage, draws, tasksStage] });
}

interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly state: string;
}
interface Row {
  readonly id: string;
  readonly object: { readonly name: string };
  readonly outcome: string | null;
  readonly fromReserve: boolean;
  readonly teams: readonly { readonly agencyId: string; readonly members: readonly Member[] }[];
}

test('R127 an approved recusal gives the seat to the substitute of the draw, an object its place to the reserve', () =>
  withFollowing(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const { lan, step } = driver;
    const id = await dispatched(app, lan, drawId);
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.agencyHead.accountId}`.execute(
      app.platform.db,
    );
    const head = await app.signIn('agencyHead');
    const rows = async (): Promise<Row[]> => (await lan.get(`/api/tasks/${id}/inspections`)).body.rows;
    const evidenceSha256 = await driver.evidence(drawId);
    const { objects } = (await lan.get(`/api/draws/${drawId}`)).body;
    const [struck, kept] = objects;
    const amend = async (path: string, body: object) => {
      const asked = await step(lan, drawId, path, { text: '理由', evidenceSha256, ...body });
      const open = asked.body.amendments.find((each: { state: string }) => each.state === 'proposed');
      return step(head, drawId, `amendments/${open.id}/approval`);
    };
    const seat = kept.team[0];
    assert.equal(
      (await amend('recusals', { c: kept.c, group: seat.group, k: seat.k, reason: 'interest' })).status,
      200,
    );
    const team = (await rows())
      .find((row) => row.object.name === kept.name)
      ?.teams.flatMap((each) => each.members);
    assert.equal(team?.filter((each) => each.state === 'replaced').length, 1);
    assert.equal(team?.find((each) => each.state === 'replaced')?.name, seat.name);
    assert.equal(team?.filter((each) => each.state === 'assigned').length, 4);
    assert.equal(team?.filter((each) => each.state === 'assigned' && each.role === 'lead').length, 2);

    assert.equal((await amend('replacements', { c: struck.c, reason: 'closedDown' })).status, 200);
    const after = await rows();
    assert.equal(after.length, 7);
    assert.equal(after.find((row) => row.object.name === struck.name)?.outcome, 'replaced');
    assert.equal(after.at(-1)?.fromReserve, true);
    assert.equal(after.at(-1)?.teams.length, 2);

    // Once a result stands nobody is exchanged, and the approval of the draw is refused with it.
    await sql`UPDATE inspection_teams SET stage = 'submitted'`.execute(app.platform.db);
    const other = kept.team[1];
    const late = await amend('recusals', { c: kept.c, group: other.group, k: other.k, reason: 'interest' });
    assert.equal(codeOf(late), 'inspection.result_entered');
  }));

test('a void of the draw ends its task and nobody has anything to claim', () =>
  withFollowing(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const id = await dispatched(app, driver.lan, drawId);
    const { jurisdictionId } = app.cast.anLan;
    await inTransaction(app.platform.db, (tx) =>
      voidTaskOfDraw(tx, app.platform, { jurisdictionId, id: drawId }),
    );
    assert.equal((await driver.lan.get(`/api/tasks/${id}`)).body.state, 'void');
  }));

function caseBody(app: TestApp, of: { objectIds: readonly string[]; inspectorIds: readonly string[] }) {
  return {
    actionId: app.actionId(),
    origin: 'complaint',
    title: '举报核查',
    basis: { document: '举报件', number: '3号', day: '2026-01-01', approver: '局长', reason: '群众反映' },
    method: 'onSite',
    announced: false,
    window: { from: app.platform.clock.today(), to: '2026-12-30' },
    itemKeys: [itemKeys.mines],
    claimDue: '2026-12-30',
    ...of,
  };
}

test('R148 an inspection that no draw gave has its kind, basis and at least two certified people free of interest', () =>
  withTasks(async (app) => {
    const { objectIds, inspectorIds } = await insertMines(app);
    const lan = await app.signIn('anLan');
    const wen = await app.signIn('boWen');
    const [a = '', b = '', c = ''] = inspectorIds;
    const open = (change: object, who = lan) =>
      who.post('/api/case-tasks', {
        ...caseBody(app, { objectIds: objectIds.slice(0, 2), inspectorIds: [a, c] }),
        ...change,
      });
    assert.equal((await open({}, wen)).status, 403);
    assert.equal((await open({ inspectorIds: [a] })).status, 400);
    assert.equal((await open({ origin: 'draw' })).status, 400);
    assert.equal(codeOf(await open({ inspectorIds: [a, a] })), 'task.person_unknown_invalid');
    assert.equal(codeOf(await open({ inspectorIds: [a, b] })), 'task.people_blocked_invalid');
    assert.equal(
      codeOf(await open({ itemKeys: [app.platform.ids.next()] })),
      'task.item_not_published_invalid',
    );
    assert.equal(codeOf(await open({ objectIds: [app.platform.ids.next()] })), 'task.object_unknown_invalid');
    assert.equal(codeOf(await open({ origin: 'recheck' })), 'task.recheck_missing_invalid');
    const body = caseBody(app, { objectIds: objectIds.slice(0, 2), inspectorIds: [a, c] });
    const opened = await lan.post('/api/case-tasks', body);
    assert.equal(opened.status, 200);
    assert.deepEqual((await lan.post('/api/case-tasks', body)).body, opened.body);
    const mine = (await wen.get('/api/my-inspections')).body.rows;
    assert.deepEqual([mine.length, mine[0].role], [2, 'lead']);
  }));

test('a section’s task waits until the legal section sends it out', () =>
  withTasks(async (app) => {
    const { objectIds, inspectorIds } = await insertMines(app);
    const section = await app.signIn('sectionOfficer');
    const lan = await app.signIn('anLan');
    const wen = await app.signIn('boWen');
    const [a = '', , c = ''] = inspectorIds;
    const opened = await section.post(
      '/api/case-tasks',
      caseBody(app, { objectIds: objectIds.slice(0, 1), inspectorIds: [a, c] }),
    );
    const { id } = opened.body;
    assert.equal((await section.get(`/api/tasks/${id}`)).body.state, 'prepared');
    assert.equal((await wen.get('/api/my-inspections')).body.rows.length, 0);
    const send = (who: typeof lan, version: number) =>
      who.post(`/api/tasks/${id}/dispatch`, { actionId: app.actionId(), version });
    assert.equal((await send(section, 1)).status, 403);
    assert.equal(codeOf(await send(lan, 9)), 'task.changed_meanwhile');
    assert.equal(codeOf(await send(lan, 1)), 'ok');
    assert.equal(codeOf(await send(lan, 2)), 'task.already_dispatched');
    assert.equal((await wen.get('/api/my-inspections')).body.rows.length, 1);
  }));

test('R127 without a draw the substitute is drawn from everybody eligible, by the hash of the recusal’s own entry', () =>
  withTasks(async (app) => {
    const { objectIds, inspectorIds } = await insertMines(app);
    const lan = await app.signIn('anLan');
    const wen = await app.signIn('boWen');
    const [a = '', , c = ''] = inspectorIds;
    const { id } = (
      await lan.post(
        '/api/case-tasks',
        caseBody(app, { objectIds: objectIds.slice(0, 1), inspectorIds: [c, a] }),
      )
    ).body;
    const [mine] = (await wen.get('/api/my-inspections')).body.rows;
    const list = async (): Promise<Row> => (await lan.get(`/api/tasks/${id}/inspections`)).body.rows[0];
    const own = (await list()).teams[0]?.members.find((each) => each.role === 'member');
    const substitute = () =>
      lan.post(`/api/inspections/${mine.id}/members/${own?.id}/substitute`, { actionId: app.actionId() });
    assert.equal(codeOf(await substitute()), 'inspection.member_stands');
    const recusal = { actionId: app.actionId(), reason: 'kinship', note: '配偶在该企业任职' };
    assert.equal(
      codeOf(await lan.post(`/api/my-inspections/${mine.id}/recusal`, recusal)),
      'inspection.not_found',
    );
    assert.equal(codeOf(await wen.post(`/api/my-inspections/${mine.id}/recusal`, recusal)), 'ok');
    assert.equal((await wen.get('/api/my-inspections')).body.rows.length, 0);
    assert.equal((await lan.get('/api/tasks?overdue=vacant')).body.rows.length, 1);
    const drawn = (await substitute()).body;
    assert.equal((await lan.get('/api/tasks?overdue=vacant')).body.rows.length, 0);
    assert.equal(codeOf(await substitute()), 'inspection.substitute_exists');
    // Ten people of the bureau: two in the team, one with an interest in this object.
    assert.equal(drawn.tickets.length, 7);
    const people = await inTransaction(app.platform.db, (tx) =>
      tx.selectFrom('inspectors').select(['id', 'name']).execute(),
    );
    const hash = serverHash('SHA256');
    const again = drawn.tickets.map((each: { name: string }) => {
      const person = people.find((one) => one.name === each.name)?.id ?? '';
      const leaf = new Uint8Array(createHash('sha256').update(person).digest());
      return { name: each.name, ticket: hex(ticketOf(hash, unhex(drawn.seed, 32), leaf)) };
    });
    const smallest = again.toSorted((x: { ticket: string }, y: { ticket: string }) =>
      x.ticket < y.ticket ? -1 : 1,
    )[0];
    assert.equal(smallest.name, drawn.in);
    const team = (await list()).teams[0]?.members ?? [];
    assert.deepEqual(team.map((each) => each.state).toSorted(), ['assigned', 'assigned', 'recused']);
  }));

test('R127 nobody leaves a team whose result was entered', () =>
  withTasks(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'submitted' });
    const wen = await app.signIn('boWen');
    const refused = await wen.post(`/api/my-inspections/${inspectionIds[0]}/recusal`, {
      actionId: app.actionId(),
      reason: 'other',
      note: '迟了',
    });
    assert.equal(codeOf(refused), 'inspection.result_entered');
  }));

test('R285 a partner that stays silent is shown, and the visits go on without it for a recorded reason', () =>
  withTasks(async (app) => {
    const { taskId, inspectionIds } = await plantInspections(app, {
      joint: true,
      count: 2,
      stage: 'assigned',
    });
    const { otherAgency, anLan } = app.cast;
    const lan = await app.signIn('anLan');
    const partner = await app.signIn('otherAgency');
    const leave = (who: typeof lan, agencyId: string) =>
      who.post(`/api/tasks/${taskId}/silent-teams/${agencyId}/withdrawal`, {
        actionId: app.actionId(),
        reason: '两次催办未领取',
      });
    assert.equal(codeOf(await leave(lan, otherAgency.agencyId)), 'inspection.team_not_silent');
    const yesterday = new Date(Date.parse(app.platform.clock.now()) - 2 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    await sql`UPDATE inspection_tasks SET claim_due = ${yesterday}`.execute(app.platform.db);
    const silent = (await lan.get(`/api/tasks/${taskId}`)).body.silent;
    assert.deepEqual(
      new Map(silent.map((each: { agencyId: string; count: number }) => [each.agencyId, each.count])),
      new Map([
        [anLan.agencyId, 2],
        [otherAgency.agencyId, 2],
      ]),
    );
    assert.equal((await lan.get('/api/tasks?overdue=silent')).body.rows.length, 1);
    assert.equal(codeOf(await leave(partner, otherAgency.agencyId)), 'task.not_found');
    assert.equal(codeOf(await leave(lan, anLan.agencyId)), 'inspection.team_of_initiator');
    assert.deepEqual((await leave(lan, otherAgency.agencyId)).body, { withdrawn: 2 });
    assert.equal(codeOf(await leave(lan, otherAgency.agencyId)), 'inspection.team_not_silent');
    const inspector = await app.signIn('otherInspector');
    const mine = (await inspector.get('/api/my-inspections')).body;
    assert.equal(mine.rows.length, 0);
    assert.deepEqual(
      mine.leftOut.map((each: { objectName: string; reason: string }) => [each.objectName, each.reason]),
      [
        ['茶亭1号采石场', '两次催办未领取'],
        ['茶亭2号采石场', '两次催办未领取'],
      ],
    );
    for (const client of [inspector, partner])
      for (const path of ['papers', 'trip-sheet'])
        assert.equal((await client.get(`/api/inspections/${inspectionIds[0]}/${path}`)).status, 404, path);
  }));

test('R285 a visit that every other team has finished closes when its silent partner is left out', () =>
  withTasks(async (app) => {
    const { taskId, inspectionIds } = await plantInspections(app, {
      joint: true,
      count: 2,
      stage: 'assigned',
    });
    const { otherAgency, anLan } = app.cast;
    await sql`UPDATE inspection_tasks SET claim_due = '2026-11-01'`.execute(app.platform.db);
    await sql`UPDATE inspection_teams SET stage = 'passed', outcome = 'closedDown', passed_at = now()
      WHERE agency_id = ${anLan.agencyId} AND inspection_id = ${inspectionIds[0]}`.execute(app.platform.db);
    const lan = await app.signIn('anLan');
    const reply = await lan.post(`/api/tasks/${taskId}/silent-teams/${otherAgency.agencyId}/withdrawal`, {
      actionId: app.actionId(),
      reason: '两次催办未领取',
    });
    assert.deepEqual(reply.body, { withdrawn: 2 });
    const rows = (await lan.get(`/api/tasks/${taskId}/inspections`)).body.rows;
    assert.deepEqual(
      rows.map((row: { state: string; outcome: string | null }) => [row.state, row.outcome]),
      [
        ['closed', 'closedDown'],
        ['open', null],
      ],
    );
    assert.equal((await lan.get(`/api/tasks/${taskId}`)).body.state, 'dispatched');
  }));

test('the trip sheet begins with the object’s address and is changed by leaders and planners only', () =>
  withTasks(async (app) => {
    const { inspectionIds } = await plantInspections(app, { joint: true });
    const path = `/api/inspections/${inspectionIds[0]}/trip-sheet`;
    const wen = await app.signIn('boWen');
    const head = await app.signIn('agencyHead');
    const begun = (await wen.get(path)).body;
    assert.deepEqual([begun.fields.address, begun.version, begun.mayEdit], ['茶亭路1号', 0, true]);
    const body = {
      actionId: app.actionId(),
      version: 0,
      fields: { ...begun.fields, vehicle: '执法01', brings: [{ who: '柏文', what: '执法记录仪' }] },
    };
    assert.equal(codeOf(await head.put(path, { ...body, actionId: app.actionId() })), 'tripSheet.forbidden');
    const saved = await wen.put(path, body);
    assert.deepEqual([saved.body.version, saved.body.fields.vehicle], [1, '执法01']);
    assert.deepEqual((await wen.put(path, body)).body, saved.body);
    assert.equal(
      codeOf(await wen.put(path, { ...body, actionId: app.actionId() })),
      'tripSheet.changed_meanwhile',
    );
    assert.equal((await (await app.signIn('chenXi')).get(path)).status, 404);
  }));

test('R130 the list as a file carries who took it out on each line, and that it was taken out is on record', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const id = await dispatched(app, driver.lan, drawId);
    const csv = await driver.lan.get(`/api/tasks/${id}/list?format=csv`);
    const lines = csv.raw.toString('utf8').trim().split('\n').slice(1);
    assert.equal(lines.length, 6);
    assert.ok(lines.every((line) => line.includes('安岚') && line.includes('仅供执行检查使用')));
    const pdf = await driver.lan.get(`/api/tasks/${id}/list?format=pdf`);
    assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
    const auditor = await app.signIn('auditor');
    assert.equal((await auditor.get(`/api/tasks/${id}/list?format=csv`)).status, 403);
    const seen = (await auditor.get(`/api/tasks/${id}/views`)).body.rows;
    assert.deepEqual(seen.map((each: { kind: string }) => each.kind).toSorted(), ['export', 'print']);
  }));

test('R129 the dispatch form is made of the task and waits for its seal; the trip sheet prints as it stands', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const id = await dispatched(app, driver.lan, drawId);
    const path = `/api/tasks/${id}/dispatch-form`;
    assert.equal(codeOf(await driver.partner.post(path, { actionId: app.actionId() })), 'task.not_found');
    assert.equal((await driver.section.post(path, { actionId: app.actionId() })).status, 403);
    const body = { actionId: app.actionId() };
    const made = await driver.lan.post(path, body);
    assert.equal(codeOf(made), 'ok');
    assert.deepEqual((await driver.lan.post(path, body)).body, made.body);
    const [paper] = (await driver.lan.get(`/api/tasks/${id}/papers`)).body.rows;
    assert.deepEqual([paper.kind, paper.sealState], ['dispatchForm', 'waiting']);
    const [row] = (await driver.lan.get(`/api/tasks/${id}/inspections`)).body.rows;
    const trip = await driver.partner.get(`/api/inspections/${row.id}/trip-sheet/file?format=pdf`);
    assert.equal(trip.raw.subarray(0, 5).toString(), '%PDF-');
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.get(`/api/inspections/${row.id}/trip-sheet/file?format=pdf`)).status, 404);
  }));

test('a planner names the items of the own teams as long as none is approved', () =>
  withTasks(async (app) => {
    const { driver, drawId } = await recordedDraw(app);
    const id = await dispatched(app, driver.lan, drawId);
    assert.equal((await driver.lan.get(`/api/tasks/${id}`)).body.ownWithoutItems, 0);
    assert.equal((await driver.partner.get(`/api/tasks/${id}`)).body.ownWithoutItems, 6);
    const set = (who: typeof driver.lan, keys: readonly string[]) =>
      who.put(`/api/tasks/${id}/own-items`, { actionId: app.actionId(), itemKeys: keys });
    assert.equal(codeOf(await set(driver.partner, [itemKeys.mines])), 'task.item_not_published_invalid');
    assert.equal(codeOf(await set(await app.signIn('chenXi'), [itemKeys.mines])), 'task.not_found');
    assert.deepEqual((await set(driver.section, [itemKeys.mines, itemKeys.other])).body, { teams: 6 });
    await sql`UPDATE inspection_teams SET stage = 'approved'`.execute(app.platform.db);
    assert.equal(codeOf(await set(driver.lan, [itemKeys.mines])), 'inspection.items_fixed');
  }));
