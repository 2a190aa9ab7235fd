/** Who answers for a partner: itself, once for the plan and all that keeps to it, or its representative by letter. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { addTaken, entryFields, openYear, publishPlan } from '../plans/plan-testing.ts';
import { plansStage } from '../plans/plans.stage.ts';
import { accessStage } from '../platform/auth/access.stage.ts';
import { type TestApp, type TestReply, withTestApp } from '../platform/testing-app.ts';
import { registersStage } from '../registers/registers.stage.ts';
import { drawStage } from './draw.stage.ts';
import { drawOf, drive, insertMines, itemKeys, jointTask, ownTask } from './draw-testing.ts';

const stages = [accessStage, registersStage, plansStage, drawStage];
const withAll = (work: (app: TestApp) => Promise<void>): Promise<void> => withTestApp(work, { stages });
const codeOf = (reply: TestReply): string => (reply.status === 200 ? 'ok' : String(reply.body?.error?.code));

const bodyName = '云岭市消防救援支队';
const people = ['XF001', 'XF002', 'XF003', 'XF004'].map((certificateNumber, i) => ({
  name: `邻查${i + 1}`,
  certificateNumber,
  certificateValidTo: '2030-12-31',
  canLead: i === 0,
  specialities: [],
}));

async function makeBody(app: TestApp): Promise<string> {
  const lan = await app.signIn('anLan');
  const fields = {
    name: bodyName,
    shortName: '支队',
    level: 'prefecture',
    divisionCode: '140500',
    phone: '',
  };
  const { id } = (await lan.post('/api/assisting-bodies', { actionId: app.actionId(), ...fields })).body;
  const entered = await lan.upload(
    `/api/assisting-bodies/${id}/people`,
    { name: '复函.pdf', bytes: new TextEncoder().encode('%PDF-1.4') },
    { actionId: app.actionId(), number: '消函1号', day: '2026-01-05', people: JSON.stringify(people) },
  );
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  return id;
}

const groupsOf = (own: string, partner: string) => [
  {
    stratum: '*',
    groups: [
      { agencyId: own, n: 2 },
      { agencyId: partner, n: 2, anyArea: true },
    ],
  },
];

test('a body outside the platform joins a draw with its own people; the initiator answers by letter, nobody else', () =>
  withAll(async (app) => {
    await insertMines(app);
    const bodyId = await makeBody(app);
    const { lan, partner, step, create } = await drive(app);
    const teams = groupsOf(app.cast.anLan.agencyId, bodyId);
    const id = await create(jointTask(app, { participants: [bodyId], teams }));
    const answer = { answer: 'confirmed', forAgencyId: bodyId };
    assert.equal(codeOf(await step(lan, id, 'participation', answer)), 'draw.letter_missing');
    const foreign = await step(partner, id, 'participation', { ...answer, letter: '消函1号' });
    assert.notEqual(codeOf(foreign), 'ok');
    const answered = drawOf(await step(lan, id, 'participation', { ...answer, letter: '消函1号' }));
    const row = answered.participants.find((one: { agencyId: string }) => one.agencyId === bodyId);
    assert.deepEqual([row.state, row.basis, row.assisting], ['confirmed', '消函1号', true]);
    const preview = drawOf(await lan.get(`/api/draws/${id}/preview`));
    assert.deepEqual(
      preview.findings.filter((each: { severity: string }) => each.severity === 'blocks'),
      [],
    );
    const pool = preview.inspectors.find((one: { agencyId: string }) => one.agencyId === bodyId);
    assert.equal(pool.count, 4);
    const { rows } = await sql<{ entry: string }>`
      SELECT entry FROM ledger_events WHERE type = 'draw.participation_answered'`.execute(app.platform.db);
    assert.match(rows[0]?.entry ?? '', new RegExp(`${bodyName}.*消函1号`));
  }));

test('a body that another agency represents, and an agency that has ended, cannot be invited', () =>
  withAll(async (app) => {
    await insertMines(app);
    const bodyId = await makeBody(app);
    const { partner } = await drive(app);
    const settings = ownTask(app, { participants: [bodyId] });
    const foreign = await partner.post('/api/draws', { actionId: app.actionId(), settings });
    assert.notEqual(codeOf(foreign), 'ok');
    const listed = (await partner.get('/api/draw-partners')).body.rows;
    assert.ok(Array.isArray(listed) && !listed.some((row: { agencyId: string }) => row.agencyId === bodyId));
    await sql`UPDATE agencies SET valid_to = '2026-01-02' WHERE id = ${app.cast.otherAgency.agencyId}`.execute(
      app.database.owner,
    );
    const lan = await app.signIn('anLan');
    const ended = await lan.post('/api/draws', { actionId: app.actionId(), settings: jointTask(app) });
    assert.equal(codeOf(ended), 'draw.participant_unknown');
  }));

test('who confirmed the plan entry is not asked again for a draw that keeps to it, and is asked for one that does not', () =>
  withAll(async (app) => {
    await insertMines(app);
    const bodyId = await makeBody(app);
    const { otherAgency } = app.cast;
    const { lan, partner, create } = await drive(app);
    const planId = await openYear(app, lan);
    const ask = { itemKeys: [], duty: '' };
    const fields = entryFields(itemKeys.mines, {
      participants: [
        { ...ask, agencyId: otherAgency.agencyId, outsideName: '' },
        { ...ask, agencyId: null, outsideName: bodyName },
      ],
    });
    await addTaken(app, lan, { planId, fields });
    const unknown = { ...ask, agencyId: null, outsideName: '某中央驻地单位' };
    await addTaken(app, lan, { planId, fields: entryFields(itemKeys.other, { participants: [unknown] }) });
    await publishPlan(app, planId);
    const rows: { entryId: string; number: string; fields: { participants: unknown[] } }[] = (
      await lan.get('/api/drawable-entries')
    ).body.rows;
    const entry = rows.find((row) => row.fields.participants.length === 2);
    const other = rows.find((row) => row.fields.participants.length === 1);
    assert.ok(entry && other);
    const reply = (who: typeof lan, outsideName: string) =>
      who.post(`/api/plan-entries/${entry.entryId}/participation`, {
        actionId: app.actionId(),
        answer: 'confirmed',
        inspectorIds: null,
        note: '',
        outsideName,
      });
    for (const [who, name] of [
      [partner, ''],
      [lan, bodyName],
    ] as const)
      assert.equal(codeOf(await reply(who, name)), 'ok');
    const missing = drawOf(await lan.get(`/api/draw-prefills/${other.entryId}`));
    assert.deepEqual(missing.unmatched, ['某中央驻地单位']);
    const { settings, unmatched } = drawOf(await lan.get(`/api/draw-prefills/${entry.entryId}`));
    assert.deepEqual(unmatched, []);
    assert.deepEqual(settings.participants, [otherAgency.agencyId, bodyId]);
    const statesOf = async (task: object): Promise<unknown[]> => {
      const draw = drawOf(await lan.get(`/api/draws/${await create({ ...settings, ...task })}`));
      return draw.participants
        .filter((row: { initiator: boolean }) => !row.initiator)
        .map((row: { state: string; basis: string }) => [row.state, row.basis]);
    };
    const confirmed = ['confirmed', entry.number];
    assert.deepEqual(await statesOf({}), [confirmed, confirmed]);
    const later = { window: { from: settings.window.from, to: '2026-12-31' } };
    assert.deepEqual(await statesOf(later), [
      ['invited', ''],
      ['invited', ''],
    ]);
  }));

test('an invitation is answered by who was invited, with people of its own directory, before the draw is sealed', () =>
  withAll(async (app) => {
    await insertMines(app);
    const { lan, section, partner, step, create } = await drive(app);
    const id = await create(jointTask(app));
    const confirmed = { answer: 'confirmed' };
    assert.equal(codeOf(await step(section, id, 'participation', confirmed)), 'draw.invitation_not_found');
    const unknown = [crypto.randomUUID(), crypto.randomUUID()];
    const strangers = await step(partner, id, 'participation', { ...confirmed, inspectorIds: unknown });
    assert.equal(codeOf(strangers), 'draw.inspector_unknown');
    const { field, data } = strangers.body.error;
    assert.deepEqual([field, data], ['inspectorIds', { count: 2 }]);
    drawOf(await step(partner, id, 'participation', confirmed));
    drawOf(await step(lan, id, 'check'));
    drawOf(await step(lan, id, 'seal-proposal'));
    drawOf(await step(section, id, 'seal'));
    const late = await step(partner, id, 'participation', { answer: 'declined' });
    assert.equal(codeOf(late), 'draw.invitation_closed');
  }));
