/** A draw comes from a published plan or an approval, and inspects published items; plan and item list hear of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { sql } from 'kysely';
import { addTaken, entryFields, openYear, publishPlan } from '../plans/plan-testing.ts';
import { plansStage } from '../plans/plans.stage.ts';
import { accessStage } from '../platform/auth/access.stage.ts';
import { type TestApp, type TestReply, withTestApp } from '../platform/testing-app.ts';
import { drawStage } from './draw.stage.ts';
import { drawOf, drive, insertMines, itemKeys, ownTask, withDraws } from './draw-testing.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

function withPlans(work: (test: TestApp) => Promise<void>): Promise<void> {
  return withTestApp(work, { stages: [accessStage, plansStage, drawStage] });
}

const classes = [
  { code: 'H', name: '高风险', where: { credit: ['D'] }, history: null, take: { rule: 'all' as const } },
  {
    code: '01',
    name: '其他',
    where: {},
    history: null,
    take: { rule: 'draw' as const, rate: [10, 100] as [number, number] },
  },
];

async function publishedEntry(app: TestApp): Promise<string> {
  const lan = await app.signIn('anLan');
  const planId = await openYear(app, lan);
  const fields = entryFields(itemKeys.mines, {
    extraItemKeys: [itemKeys.other],
    classes,
    filter: { industry: ['1019'] },
    scope: 'targeted',
  });
  await addTaken(app, lan, { planId, fields });
  await publishPlan(app, planId);
  return (await lan.get('/api/drawable-entries')).body.rows[0].entryId;
}

test('R090 a draw without plan entry or approval is refused; one of neither cannot be saved', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan } = await drive(app);
    const create = (settings: DrawSettingsInput) =>
      lan.post('/api/draws', { actionId: app.actionId(), settings });
    assert.equal(codeOf(await create(ownTask(app, { origin: null }))), 'draw.origin_missing');
    const entryId = '00000000-0000-4000-8000-000000000000';
    const unknown = ownTask(app, { origin: { kind: 'plan', entryId } });
    assert.equal(codeOf(await create(unknown)), 'draw.plan_entry_not_published');
    assert.equal(codeOf(await lan.get(`/api/draw-prefills/${entryId}`)), 'draw.plan_entry_not_published');
  });
});

test('R082 a special inspection needs document, day and approver from above', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, create } = await drive(app);
    const whole = { document: '通知', number: '', day: '2026-03-01', approver: '市政府', reason: '' };
    for (const gap of ['document', 'day', 'approver']) {
      const ground = { ...whole, [gap]: '' };
      const settings = { ...ownTask(app), origin: { kind: 'adHoc', ground } };
      const refused = await lan.post('/api/draws', { actionId: app.actionId(), settings });
      assert.ok([400, 422].includes(refused.status), gap);
    }
    const id = await create(ownTask(app, { origin: { kind: 'adHoc', ground: whole } }));
    const { basis } = drawOf(await lan.get(`/api/draws/${id}`));
    assert.deepEqual([basis.kind, basis.title, basis.approval.approver], ['adHoc', '通知', '市政府']);
  });
});

test('R005 an item that is not published, or revoked before the seal, cannot be drawn for', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, section, step, create } = await drive(app);
    const none = ownTask(app, { itemKeys: [] });
    const stranger = ownTask(app, { itemKeys: ['00000000-0000-4000-8000-000000000000'] });
    for (const [settings, code] of [
      [none, 'draw.item_missing'],
      [stranger, 'draw.item_not_published'],
    ] as const)
      assert.equal(codeOf(await lan.post('/api/draws', { actionId: app.actionId(), settings })), code);
    const unchecked = await create(ownTask(app));
    const checked = await create(ownTask(app));
    const sealing = await create(ownTask(app));
    for (const id of [checked, sealing]) drawOf(await step(lan, id, 'check'));
    drawOf(await step(lan, sealing, 'seal-proposal'));
    await sql`UPDATE item_lists SET state = 'revoked'`.execute(app.platform.db);
    assert.equal(codeOf(await step(lan, unchecked, 'check')), 'draw.item_not_published');
    assert.equal(codeOf(await step(lan, checked, 'seal-proposal')), 'draw.item_not_published');
    assert.equal(codeOf(await step(section, sealing, 'seal')), 'draw.item_not_published');
  });
});

test('R090 a task of the plan has pool, classes, rounding, window, team and items filled in, and the plan counts it', async () => {
  await withPlans(async (app) => {
    await insertMines(app);
    const entryId = await publishedEntry(app);
    const driver = await drive(app);
    const { lan, step } = driver;
    const { settings } = drawOf(await lan.get(`/api/draw-prefills/${entryId}`));
    assert.deepEqual(settings.scope, { mode: 'targeted', filter: { industry: ['1019'] } });
    assert.deepEqual(settings.window, { from: '2026-04-01', to: '2026-11-30' });
    assert.deepEqual(settings.itemKeys, [itemKeys.mines, itemKeys.other]);
    assert.deepEqual(
      [settings.item.name, settings.strata[0].rule, settings.strata[1].rate],
      ['非煤矿山', 'all', [10, 100]],
    );
    const source = ownTask(app).ceremony;
    const task = { ...settings, ceremony: source, disclosure: { mode: 'open' as const } };

    const id = await driver.drawn(task);
    const counts = async (): Promise<unknown> => (await lan.get('/api/drawable-entries')).body.rows[0].drawn;
    assert.equal(await counts(), 1);
    const { rows } = await sql<{
      state: string;
      objects: number;
    }>`SELECT state, objects FROM plan_entry_draws`.execute(app.platform.db);
    const drawn = drawOf(await lan.get(`/api/draws/${id}`));
    assert.deepEqual(rows, [{ state: 'drawn', objects: drawn.objects.length }]);
    const uses = await sql<{
      n: number;
    }>`SELECT count(*)::int AS n FROM item_uses WHERE kind = 'draw'`.execute(app.platform.db);
    assert.equal(uses.rows[0]?.n, 2);
    const shown = drawOf(await app.anonymous.get(`/api/public/draws/${id}`)).basis;
    assert.deepEqual([shown.kind, shown.items.length, shown.ruleBookVersion], ['plan', 2, 0]);
    assert.equal(shown.number, drawn.settings.planNumber);

    // The entry is drawn once a year: no second task of it, until the first is void.
    const again = await driver.create(task);
    assert.equal(codeOf(await step(lan, again, 'check')), 'draw.plan_entry_used_up');
    const evidenceSha256 = await driver.evidence(id);
    drawOf(await step(lan, id, 'void-proposal', { reason: 'other', text: 'x', evidenceSha256 }));
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.agencyHead.accountId}`.execute(
      app.platform.db,
    );
    drawOf(await step(await app.signIn('agencyHead'), id, 'void'));
    assert.equal(await counts(), 0);
    const redraw = drawOf(await step(lan, id, 'redraw', { settings: task }));
    drawOf(await step(lan, redraw.id, 'check'));
  });
});

test('R090 a task that leaves the plan is told so, and another lead item than the plan’s is refused', async () => {
  await withPlans(async (app) => {
    await insertMines(app);
    const entryId = await publishedEntry(app);
    const { lan } = await drive(app);
    const { settings } = drawOf(await lan.get(`/api/draw-prefills/${entryId}`));
    const wider = {
      ...settings,
      scope: { mode: 'untargeted' },
      window: { from: '2026-04-01', to: '2026-12-31' },
    };
    const { findings } = drawOf(await lan.post('/api/draw-previews', { settings: wider }));
    const codes = findings.map((each: { code: string }) => each.code);
    assert.ok(codes.includes('warn.outside_plan_window') && codes.includes('warn.other_pool_than_plan'));
    const swapped = { ...settings, itemKeys: [itemKeys.third] };
    const refused = await lan.post('/api/draws', { actionId: app.actionId(), settings: swapped });
    assert.equal(codeOf(refused), 'draw.item_not_of_entry');
  });
});

test('R046 level and qualifications are matched where a seat asks for them; a specialised item asks by itself', async () => {
  await withPlans(async (app) => {
    const { inspectorIds } = await insertMines(app);
    const entryId = await publishedEntry(app);
    const { lan, create } = await drive(app);
    await sql`
      UPDATE items SET fields = fields || '{"qualifications": ["注册安全工程师"]}' WHERE item_key = ${itemKeys.mines}`.execute(
      app.platform.db,
    );
    const { settings } = drawOf(await lan.get(`/api/draw-prefills/${entryId}`));
    const asking = settings.teams[0].groups.filter((group: { skills: string[] }) => group.skills.length > 0);
    assert.deepEqual(
      asking.map((group: { skills: string[]; n: number }) => [group.skills, group.n]),
      [[['注册安全工程师'], 1]],
    );
    const { anLan } = app.cast;
    const groups = [
      { agencyId: anLan.agencyId, skills: ['注册安全工程师'], n: 1 },
      { agencyId: anLan.agencyId, skills: ['一级主办'], n: 1 },
    ];
    const id = await create(ownTask(app, { teams: [{ stratum: '*', groups }] }));
    const codes = async (): Promise<string[]> =>
      drawOf(await lan.get(`/api/draws/${id}/preview`))
        .findings.filter((each: { severity: string }) => each.severity === 'blocks')
        .map((each: { code: string }) => each.code);
    assert.deepEqual([...new Set(await codes())], ['draw.inspectors_lacking']);
    const own = inspectorIds.slice(0, 10);
    await sql`UPDATE inspectors SET qualifications = '{注册安全工程师}' WHERE id = ANY(${own.slice(0, 4)}::uuid[])`.execute(
      app.platform.db,
    );
    await sql`UPDATE inspectors SET level = '一级主办' WHERE id = ANY(${own.slice(4, 8)}::uuid[])`.execute(
      app.platform.db,
    );
    assert.deepEqual(await codes(), []);
  });
});
