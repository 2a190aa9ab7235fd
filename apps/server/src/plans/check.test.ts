import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { addObjects, addTaken, entryFields, openYear, publishItems, step } from './plan-testing.ts';

const take = (rate: [number, number], where = {}, code = '01') => ({
  code,
  name: `类${code}`,
  where,
  history: null,
  take: { rule: 'draw' as const, rate },
});
const everybody = { code: '01', name: '全部', where: {}, history: null, take: { rule: 'all' as const } };
const shops = (count: number, industry = '工贸') =>
  Array.from({ length: count }, (_, index) => ({ name: `${industry}企业${index + 1}`, industry }));

interface Found {
  readonly key: string;
  readonly code: string;
  readonly severity: string;
  readonly data: Readonly<Record<string, string | number>>;
}
const codesOf = (findings: readonly Found[]) => findings.map((one) => one.code);

async function readCheck(app: TestApp, planId: string) {
  const reply = await (await app.signIn('anLan')).get(`/api/plans/${planId}/check`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body;
}

test('R078 the expected number of each class has the exact product and the rounding of the draw: 37 × 15 % is 5.55', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['人防工程', 'key']]);
    await addObjects(app, app.cast.anLan, [...shops(37, '人防工程'), ...shops(3, '其他')]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const filter = { industry: ['人防工程'] };
    const fields = entryFields(keys['人防工程'] ?? '', {
      scope: 'targeted',
      filter,
      classes: [take([15, 100])],
      times: 2,
    });
    await addTaken(app, lan, { planId, fields });
    const { rows } = (await lan.get(`/api/plans/${planId}/figures`)).body;
    assert.equal(rows[0].base, 37);
    assert.deepEqual(rows[0].classes, [
      { code: '01', name: '类01', members: 37, rate: '15%', product: '5.55', target: 6 },
    ]);
    assert.deepEqual([rows[0].target, rows[0].yearly], [6, 12]);
  });
});

test('R078 a class of higher risk with a lower ratio than one of lower risk is asked about, until it is mended', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['工贸安全', 'key']]);
    await addObjects(app, app.cast.anLan, [
      { name: '甲', industry: '工贸', risk: 'major' },
      { name: '乙', industry: '工贸', risk: 'low' },
    ]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const classes = [take([5, 100], { risk: ['major'] }, 'A'), take([20, 100], { risk: ['low'] }, 'B')];
    const id = await addTaken(app, lan, { planId, fields: entryFields(keys['工贸安全'] ?? '', { classes }) });
    const { findings } = await readCheck(app, planId);
    assert.ok(codesOf(findings).includes('check.risk_order'), codesOf(findings).join());
    const mended = [take([30, 100], { risk: ['major'] }, 'A'), take([20, 100], { risk: ['low'] }, 'B')];
    const fields = entryFields(keys['工贸安全'] ?? '', { classes: mended });
    const edit = { actionId: app.actionId(), version: 1, fields, submit: true };
    assert.equal((await lan.put(`/api/plan-entries/${id}`, edit)).status, 200);
    assert.ok(!codesOf((await readCheck(app, planId)).findings).includes('check.risk_order'));
  });
});

test('R071 key items without an entry, a missing tier and a missing joint part are asked about and can be answered', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['矿山', 'key'],
      ['工贸', 'general'],
    ]);
    await addObjects(app, app.cast.anLan, shops(30));
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    const { findings, items } = await readCheck(app, planId);
    assert.deepEqual(
      items.unused.map((one: { name: string }) => one.name),
      ['矿山', '工贸'],
    );
    const asked = findings.filter((one: Found) => one.severity === 'asks') as Found[];
    assert.ok(codesOf(asked).includes('check.no_joint') && codesOf(asked).includes('check.no_general'));
    assert.equal(asked.find((one) => one.code === 'check.key_item_uncovered')?.data['item'], '矿山');
    await step(app, lan, { planId, step: 'draft' });
    const early = await step(app, lan, { planId, step: 'check' });
    assert.equal(early.body.error.code, 'plan.findings_open');
    const answer = (finding: string) =>
      lan.post(`/api/plans/${planId}/answers`, { actionId: app.actionId(), finding, answer: '本年不开展' });
    for (const { key } of asked) assert.equal((await answer(key)).status, 200);
    assert.equal((await answer('nothing')).body.error.code, 'plan.finding_not_found');
    const section = await app.signIn('sectionOfficer');
    const body = { actionId: app.actionId(), finding: 'joint', answer: '无' };
    assert.equal((await section.post(`/api/plans/${planId}/answers`, body)).status, 403);
    assert.equal((await step(app, lan, { planId, step: 'check' })).status, 200);
  });
});

test('R074 objects that the plan would take above their cap are named; the rule book flags them or refuses the plan', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
    ]);
    await addObjects(app, app.cast.anLan, shops(4));
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const twice = { classes: [everybody], times: 2 };
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '', twice) });
    await addTaken(app, lan, { planId, fields: entryFields(keys['工贸'] ?? '', twice) });
    const { caps, findings } = await readCheck(app, planId);
    assert.equal(caps.over, 4, JSON.stringify(caps));
    assert.deepEqual(
      [caps.examples[0].name, caps.examples[0].counted, caps.examples[0].expected],
      ['工贸企业1', 0, 400],
    );
    const cap = findings.find((one: Found) => one.key === 'cap');
    assert.equal(cap.severity, caps.above === 'refuse' ? 'blocks' : 'asks');
    await refuseAbove(app);
    const strict = await readCheck(app, planId);
    assert.equal(strict.findings[0].code, 'check.cap_over_refused');
    const body = { actionId: app.actionId(), finding: 'cap', answer: '确需' };
    const answered = await lan.post(`/api/plans/${planId}/answers`, body);
    assert.equal(answered.body.error.code, 'plan.finding_blocks');
  });
});

/** A published rule book that refuses plans above the cap; the plain preset otherwise. */
async function refuseAbove(app: TestApp): Promise<void> {
  const { presetRules } = await import('@mingcha/core/registers/rules/presets-form.ts');
  const rules = presetRules('plain');
  const { anLan } = app.cast;
  const at = app.platform.clock.now();
  await inTransaction(app.platform.db, (tx) =>
    tx
      .insertInto('rule_books')
      .values({
        jurisdiction_id: anLan.jurisdictionId,
        id: app.platform.ids.next(),
        agency_id: anLan.agencyId,
        version: 1,
        state: 'published',
        rules: JSON.stringify({ ...rules, caps: { ...rules.caps, above: 'refuse' } }),
        reason: '',
        published_on: app.platform.clock.today(),
        created_at: at,
        updated_at: at,
      })
      .execute(),
  );
}

test('R073 entries with the same objects at the same time become one by one press: 1+X items, the other stays on record as merged', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['消防', 'general'],
    ]);
    await addObjects(app, app.cast.anLan, shops(20));
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const entryId = await addTaken(app, lan, {
      planId,
      fields: entryFields(keys['危化'] ?? '', { classes: [take([1, 2])] }),
    });
    const otherId = await addTaken(app, lan, {
      planId,
      fields: entryFields(keys['消防'] ?? '', { classes: [take([1, 10])] }),
    });
    const visit = entryFields(null, { form: 'routineVisit', scene: '年审' });
    const visitId = await addTaken(app, lan, { planId, fields: visit });
    const { overlaps } = await readCheck(app, planId);
    assert.deepEqual(
      overlaps.map((one: { entryId: string; otherId: string; objects: number }) => [
        one.entryId,
        one.otherId,
        one.objects,
      ]),
      [
        [entryId, visitId, 20],
        [entryId, otherId, 20],
        [otherId, visitId, 20],
      ],
    );
    const merge = (a: string, b: string) =>
      lan.post('/api/plan-merges', { actionId: app.actionId(), entryId: a, otherId: b, objects: 20 });
    assert.equal((await merge(visitId, entryId)).body.error.code, 'plan.merge_visit_leads');
    assert.equal((await merge(entryId, otherId)).body.outcome, 'merged');
    assert.equal((await merge(entryId, otherId)).body.error.code, 'plan.entry_wrong_state');
    assert.equal((await merge(entryId, visitId)).body.outcome, 'merged');
    const { entries } = (await lan.get(`/api/plans/${planId}`)).body;
    const lead = entries.find((one: { id: string }) => one.id === entryId);
    assert.deepEqual(lead.fields.extraItemKeys, [keys['消防']]);
    assert.match(lead.fields.remark, /年审/);
    const other = entries.find((one: { id: string }) => one.id === otherId);
    assert.deepEqual([other.state, other.mergedInto], ['merged', lead.entryKey]);
    assert.deepEqual((await readCheck(app, planId)).overlaps, []);
  });
});

test('R283 two agencies’ entries for one enterprise are found by credit code, asked of the other agency, and joined when it confirms', async () => {
  await withTestApp(async (app) => {
    const { anLan, otherAgency } = app.cast;
    const keys = await publishItems(app, anLan, [['危化', 'key']]);
    const theirs = await publishItems(app, otherAgency, [['消防监督', 'key']]);
    const shared = { name: '茶亭化工', uscc: '91130183111357539X', industry: '化工' };
    await addObjects(app, anLan, [shared, ...shops(5)]);
    await addObjects(app, otherAgency, [
      { ...shared, name: '茶亭化工有限公司' },
      { name: '商场', industry: '商业' },
    ]);
    const [lan, other] = [await app.signIn('anLan'), await app.signIn('otherAgency')];
    const planId = await openYear(app, lan);
    const otherPlan = await openYear(app, other);
    const entryId = await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    const fire = entryFields(theirs['消防监督'] ?? '', { scene: '消防安全' });
    const otherId = await addTaken(app, other, { planId: otherPlan, fields: fire });
    const [found] = (await readCheck(app, planId)).overlaps;
    assert.deepEqual([found.entryId, found.otherId, found.objects], [entryId, otherId, 1]);
    assert.equal(found.otherAgency, '茶亭区消防救援大队');
    const ask = await lan.post('/api/plan-merges', {
      actionId: app.actionId(),
      entryId,
      otherId,
      objects: 1,
    });
    assert.equal(ask.body.outcome, 'asked', JSON.stringify(ask.body));
    const [asked] = (await other.get('/api/plan-merges')).body.rows;
    assert.deepEqual([asked.mine, asked.otherTitle.includes('消防安全')], [true, true]);
    const path = `/api/plan-merges/${asked.id}/answer`;
    const own = await lan.post(path, { actionId: app.actionId(), answer: 'accepted' });
    assert.equal(own.body.error.code, 'plan.merge_not_found');
    assert.equal((await other.post(path, { actionId: app.actionId(), answer: 'accepted' })).status, 200);
    const again = await other.post(path, { actionId: app.actionId(), answer: 'declined' });
    assert.equal(again.body.error.code, 'plan.merge_answered');
    const lead = (await lan.get(`/api/plans/${planId}`)).body.entries[0];
    assert.deepEqual(lead.fields.participants[0].itemKeys, [theirs['消防监督']]);
    assert.deepEqual([lead.partners[0].name, lead.partners[0].state], ['茶亭区消防救援大队', 'confirmed']);
    assert.match(lead.title.zh, /部门联合/);
    assert.equal((await other.get(`/api/plans/${otherPlan}`)).body.entries[0].state, 'merged');
  });
});

test('R077 person-days needed are compared with working days of the calendar minus leave; too few ask for an answer', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    await addObjects(app, app.cast.anLan, shops(40));
    const ids = await addInspectors(app, 2);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    // October 2026: a week of holidays leaves 17 working days and one make-up day.
    const window = { from: '2026-10-01', to: '2026-10-31' };
    const fields = entryFields(keys['危化'] ?? '', {
      classes: [everybody],
      window,
      teamSize: 2,
      visitsPerDay: 4,
    });
    await addTaken(app, lan, { planId, fields });
    const { capacity, findings } = await readCheck(app, planId);
    assert.deepEqual([capacity.inspectors, capacity.need], [2, 200]);
    assert.equal(capacity.available, capacity.workingDays * 2 * 10);
    assert.ok(!codesOf(findings).includes('check.capacity_short'));
    await inTransaction(app.platform.db, (tx) =>
      tx
        .insertInto('inspector_post_changes')
        .values({
          jurisdiction_id: app.cast.anLan.jurisdictionId,
          id: app.platform.ids.next(),
          inspector_id: ids[0] ?? '',
          kind: 'leave',
          from_day: '2026-10-01',
          to_day: '2026-10-31',
          reason: '产假',
          recorded_by: app.cast.anLan.accountId,
          recorded_at: app.platform.clock.now(),
          cancelled_on: null,
        })
        .execute(),
    );
    const short = await readCheck(app, planId);
    assert.equal(short.capacity.available, short.capacity.workingDays * 10);
    const found = short.findings.find((one: Found) => one.code === 'check.capacity_short') as Found;
    assert.deepEqual([found.data['need'], found.data['available']], [20, short.capacity.workingDays]);
  });
});

async function addInspectors(app: TestApp, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => app.platform.ids.next());
  const at = app.platform.clock.now();
  await inTransaction(app.platform.db, async (tx) => {
    for (const [index, id] of ids.entries())
      await tx
        .insertInto('inspectors')
        .values({
          jurisdiction_id: app.cast.anLan.jurisdictionId,
          id,
          agency_id: app.cast.anLan.agencyId,
          section_id: null,
          account_id: null,
          name: `人员${index + 1}`,
          certificate_number: `1301810000${index}`,
          certificate_valid_to: null,
          yearly_cap: null,
          status_on: null,
          import_id: null,
          created_at: at,
          updated_at: at,
        })
        .execute();
  });
  return ids;
}
