import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { drawableEntries, drawableEntry } from './drawable-entry.queries.ts';
import { linkDraw, noteDrawn, voidDraw } from './entry-draw.queries.ts';
import {
  addTaken,
  entryFields,
  openYear,
  publishItems,
  publishPlan,
  revokeItems,
  step,
} from './plan-testing.ts';

test('R070 a section proposes, the office takes over, the head approves, the coordination office confirms receipt, the office publishes', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危险化学品安全', 'key'],
      ['工贸安全', 'general'],
    ]);
    const [lan, section] = [await app.signIn('anLan'), await app.signIn('sectionOfficer')];
    const planId = await openYear(app, lan);
    const proposal = await section.post(`/api/plans/${planId}/entries`, {
      actionId: app.actionId(),
      fields: entryFields(keys['危险化学品安全'] ?? ''),
      submit: true,
    });
    assert.equal(proposal.status, 200, JSON.stringify(proposal.body));
    const early = await step(app, lan, { planId, step: 'draft' });
    assert.deepEqual([early.status, early.body.error.code], [409, 'plan.proposals_open']);
    const taken = await lan.post(`/api/plans/${planId}/entry-steps`, {
      actionId: app.actionId(),
      entryIds: [proposal.body.id],
      step: 'take',
    });
    assert.equal(taken.body.count, 1, JSON.stringify(taken.body));
    await publishPlan(app, planId);
    const { body } = await lan.get(`/api/plans/${planId}`);
    assert.equal(body.state, 'published');
    assert.equal(body.filedWith, '茶亭区应急管理局');
    assert.equal(body.entries[0].number, '应急局抽查〔2026〕1号');
    assert.equal(body.documentNumber, '应急〔2026〕3号');
    const words = body.steps.map((one: { step: string }) => one.step);
    assert.deepEqual(words, ['draft', 'check', 'approve', 'file', 'publish']);
  });
});

test('R070 the office turns a proposal back with a reason, and the section sees it and proposes again', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['工贸安全', 'general']]);
    const [lan, section] = [await app.signIn('anLan'), await app.signIn('sectionOfficer')];
    const planId = await openYear(app, lan);
    const fields = entryFields(keys['工贸安全'] ?? '');
    const entries = `/api/plans/${planId}/entries`;
    const { body: made } = await section.post(entries, { actionId: app.actionId(), fields, submit: true });
    const move = (client: typeof lan, body: object) =>
      client.post(`/api/plans/${planId}/entry-steps`, {
        actionId: app.actionId(),
        entryIds: [made.id],
        ...body,
      });
    assert.equal((await move(section, { step: 'take' })).body.error.code, 'plan.entry_forbidden');
    assert.equal((await move(lan, { step: 'return' })).body.error.code, 'plan.reason_missing');
    assert.equal((await move(lan, { step: 'return', reason: '请写明对象范围' })).status, 200);
    const seen = (await section.get(`/api/plans/${planId}`)).body.entries[0];
    assert.deepEqual(
      [seen.state, seen.note, seen.allowed],
      ['returned', '请写明对象范围', ['submit', 'drop']],
    );
    assert.equal((await move(section, { step: 'submit' })).status, 200);
    assert.equal((await move(lan, { step: 'take' })).status, 200);
    const edit = { actionId: app.actionId(), version: seen.rowVersion + 2, fields, submit: true };
    const late = await section.put(`/api/plan-entries/${made.id}`, edit);
    assert.equal(late.body.error.code, 'plan.entry_forbidden');
  });
});

test('R005 an item that is not published, or was revoked since, is refused at save, at submit and at publication', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['工贸安全', 'general']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const send = (itemKey: string, submit: boolean) =>
      lan.post(`/api/plans/${planId}/entries`, {
        actionId: app.actionId(),
        fields: entryFields(itemKey),
        submit,
      });
    const unknown = await send(crypto.randomUUID(), true);
    assert.deepEqual([unknown.status, unknown.body.error.code], [409, 'plan.item_unpublished']);
    await addTaken(app, lan, { planId, fields: entryFields(keys['工贸安全'] ?? '') });
    const { body: draft } = await send(keys['工贸安全'] ?? '', false);
    await revokeItems(app, app.cast.anLan);
    const submit = { actionId: app.actionId(), entryIds: [draft.id], step: 'submit' };
    const submitted = await lan.post(`/api/plans/${planId}/entry-steps`, submit);
    assert.equal(submitted.body.error.code, 'plan.item_unpublished');
    assert.equal(submitted.body.error.data.item, '工贸安全');
    await step(app, lan, { planId, step: 'draft' });
    const checked = await step(app, lan, { planId, step: 'check' });
    assert.equal(checked.body.error.code, 'plan.item_unpublished');
    const { body } = await lan.get(`/api/plans/${planId}`);
    assert.deepEqual([body.state, body.entries[0].items[0].published], ['drafted', false]);
  });
});

test('R076 an adjustment is the next version with its reason and differences; numbers stay, the version before is superseded', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
      ['矿山', 'key'],
    ]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    for (const name of ['危化', '工贸'])
      await addTaken(app, lan, { planId, fields: entryFields(keys[name] ?? '') });
    await publishPlan(app, planId);
    const head = await app.signIn('agencyHead');
    const adjust = { actionId: app.actionId(), reason: '上级调整频次上限' };
    assert.equal((await head.post(`/api/plans/${planId}/adjustments`, adjust)).status, 403);
    const { body: next } = await lan.post(`/api/plans/${planId}/adjustments`, adjust);
    const again = { ...adjust, actionId: app.actionId() };
    const twice = await lan.post(`/api/plans/${planId}/adjustments`, again);
    assert.equal(twice.body.error.code, 'plan.adjustment_exists');
    const before = (await lan.get(`/api/plans/${next.id}`)).body;
    const [first, second] = before.entries;
    const edit = { actionId: app.actionId(), version: first.rowVersion, submit: true };
    const fields = entryFields(keys['危化'] ?? '', { times: 2 });
    assert.equal((await lan.put(`/api/plan-entries/${first.id}`, { ...edit, fields })).status, 200);
    const drop = { actionId: app.actionId(), entryIds: [second.id], step: 'drop' };
    assert.equal((await lan.post(`/api/plans/${next.id}/entry-steps`, drop)).status, 200);
    await addTaken(app, lan, { planId: next.id, fields: entryFields(keys['矿山'] ?? '') });
    await publishPlan(app, next.id);
    const { rows } = (await lan.get(`/api/plans/${next.id}/differences`)).body;
    assert.deepEqual(
      rows.map((row: { kind: string; number: string }) => [row.kind, row.number]),
      [
        ['changed', '应急局抽查〔2026〕1号'],
        ['added', '应急局抽查〔2026〕3号'],
        ['removed', '应急局抽查〔2026〕2号'],
      ],
    );
    assert.deepEqual(rows[0].changes, [{ field: 'times', before: '1', after: '2' }]);
    assert.equal((await lan.get(`/api/plans/${planId}`)).body.state, 'superseded');
    assert.equal((await lan.get(`/api/plans/${next.id}`)).body.reason, '上级调整频次上限');
  });
});

test('R366 plans of two years published at once take gap-free numbers, each in its own series', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
    ]);
    const lan = await app.signIn('anLan');
    const numbers = async (year: number) => {
      const planId = await openYear(app, lan, year);
      for (const name of ['危化', '工贸']) {
        const window = { from: `${year}-04-01`, to: `${year}-05-01` };
        await addTaken(app, lan, { planId, fields: entryFields(keys[name] ?? '', { window }) });
      }
      await publishPlan(app, planId);
      const { entries } = (await lan.get(`/api/plans/${planId}`)).body;
      return entries.map((entry: { number: string }) => entry.number);
    };
    const [a, b] = await Promise.all([numbers(2026), numbers(2027)]);
    assert.deepEqual(a, ['应急局抽查〔2026〕1号', '应急局抽查〔2026〕2号']);
    assert.deepEqual(b, ['应急局抽查〔2027〕1号', '应急局抽查〔2027〕2号']);
  });
});

test('only entries of a published plan can be drawn, with the draws made from them; void draws do not count', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const entryId = await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    const agency = app.cast.anLan;
    const read = () => inTransaction(app.platform.db, (tx) => drawableEntry(tx, agency, entryId));
    assert.equal(await read(), undefined);
    await publishPlan(app, planId);
    const entry = await read();
    assert.equal(entry?.number, '应急局抽查〔2026〕1号');
    assert.equal(entry?.drawn, 0);
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const { jurisdictionId } = agency;
    await inTransaction(app.platform.db, async (tx) => {
      for (const drawId of [first, second]) {
        const at = app.platform.clock.now();
        await linkDraw(tx, { jurisdictionId, drawId, entryId, entryKey: entry?.entryKey ?? '', at });
      }
      await noteDrawn(tx, { jurisdictionId, drawId: first, objects: 6 });
      await voidDraw(tx, { jurisdictionId, drawId: second });
    });
    assert.equal((await read())?.drawn, 1);
    assert.deepEqual((await lan.get(`/api/plans/${planId}`)).body.entries[0].draws, {
      made: 1,
      done: 1,
      objects: 6,
    });
    assert.equal((await lan.get('/api/drawable-entries')).body.rows.length, 1);
    const elsewhere = app.cast.otherAgency;
    assert.deepEqual(await inTransaction(app.platform.db, (tx) => drawableEntries(tx, elsewhere)), []);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`/api/plans/${planId}`)).status, 404);
    const away = await app.signIn('chenXi');
    assert.equal((await away.get(`/api/plans/${planId}`)).status, 404);
  });
});

test('the same request twice opens one plan; a second plan of the year, a wrong step and a stale version are refused', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const actionId = app.actionId();
    const first = await lan.post('/api/plans', { actionId, year: 2026 });
    const again = await lan.post('/api/plans', { actionId, year: 2026 });
    assert.deepEqual(again.body, first.body);
    const second = await lan.post('/api/plans', { actionId: app.actionId(), year: 2026 });
    assert.equal(second.body.error.code, 'plan.already_exists');
    const section = await app.signIn('sectionOfficer');
    assert.equal((await section.post('/api/plans', { actionId: app.actionId(), year: 2027 })).status, 403);
    const planId = first.body.id;
    assert.equal((await step(app, lan, { planId, step: 'publish' })).body.error.code, 'plan.wrong_state');
    assert.equal((await step(app, lan, { planId, step: 'draft' })).body.error.code, 'plan.empty');
    const steps = `/api/plans/${planId}/steps`;
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    const stale = await lan.post(steps, { actionId: app.actionId(), version: 9, step: 'draft' });
    assert.equal(stale.body.error.code, 'plan.changed_meanwhile');
  });
});

test('R076 a plan filed on paper is noted with office, number and day by the office itself; the head cannot file', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    const lan = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const planId = await openYear(app, lan);
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    await step(app, lan, { planId, step: 'draft' });
    const check = (await lan.get(`/api/plans/${planId}/check`)).body;
    for (const { key, severity } of check.findings)
      if (severity === 'asks')
        await lan.post(`/api/plans/${planId}/answers`, {
          actionId: app.actionId(),
          finding: key,
          answer: '说明',
        });
    assert.equal((await step(app, lan, { planId, step: 'check' })).status, 200);
    assert.equal((await step(app, head, { planId, step: 'approve' })).status, 200);
    assert.equal((await step(app, head, { planId, step: 'file' })).body.error.code, 'plan.forbidden');
    assert.equal((await step(app, lan, { planId, step: 'file' })).body.error.code, 'plan.filing_missing');
    const ahead = { office: '区司法局', number: '', day: '2999-01-01' };
    const future = await step(app, lan, { planId, step: 'file', filing: ahead });
    assert.equal(future.body.error.code, 'plan.filing_in_future');
    const today = app.platform.clock.today();
    const filing = { office: '区司法局', number: '备〔2026〕7号', day: today };
    assert.equal((await step(app, lan, { planId, step: 'file', filing })).status, 200);
    const { body } = await lan.get(`/api/plans/${planId}`);
    assert.deepEqual([body.filedWith, body.filedNumber, body.filedOn], ['区司法局', '备〔2026〕7号', today]);
  });
});
