import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { withTestApp } from '../platform/testing-app.ts';
import { addTaken, entryFields, openYear, publishItems, publishPlan, revokeItems } from './plan-testing.ts';

test('R081 a section proposes by copying its entries of last year; dates move to the year, nothing is copied twice', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
    ]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan, 2026);
    const { sectionId } = app.cast.sectionOfficer;
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '', { sectionId }) });
    await addTaken(app, lan, { planId, fields: entryFields(keys['工贸'] ?? '') });
    await publishPlan(app, planId);
    const next = await openYear(app, lan, 2027);
    const section = await app.signIn('sectionOfficer');
    const { body: last } = await section.get(`/api/plans/${next}/last-year`);
    assert.deepEqual([last.year, last.rows.length], [2026, 2]);
    const entryIds = last.rows.map((row: { entryId: string }) => row.entryId);
    const copy = () =>
      section.post(`/api/plans/${next}/copies`, { actionId: app.actionId(), entryIds, submit: true });
    assert.deepEqual((await copy()).body, { count: 2, drafts: 0 });
    assert.equal((await copy()).body.error.code, 'plan.nothing_to_copy');
    const { entries } = (await lan.get(`/api/plans/${next}`)).body;
    assert.deepEqual(
      entries.map((one: { state: string; number: string; origin: string }) => [
        one.state,
        one.number,
        one.origin,
      ]),
      [
        ['proposed', '', 'lastYear'],
        ['proposed', '', 'lastYear'],
      ],
    );
    assert.deepEqual(entries[0].fields.window, { from: '2027-04-01', to: '2027-11-30' });
    assert.match(entries[0].title.zh, /2027年危化/);
  });
});

test('R005 an entry of last year whose item was revoked is copied as a draft and cannot be proposed', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan, 2026);
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    await publishPlan(app, planId);
    await revokeItems(app, app.cast.anLan);
    const next = await openYear(app, lan, 2027);
    const { rows } = (await lan.get(`/api/plans/${next}/last-year`)).body;
    assert.deepEqual(rows[0].unpublished, ['危化']);
    const body = { actionId: app.actionId(), entryIds: [rows[0].entryId], submit: true };
    assert.deepEqual((await lan.post(`/api/plans/${next}/copies`, body)).body, { count: 1, drafts: 1 });
    const [entry] = (await lan.get(`/api/plans/${next}`)).body.entries;
    assert.equal(entry.state, 'draft');
  });
});

test('drafts are made from items of the list, in the section of the person who asks', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
    ]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const section = await app.signIn('sectionOfficer');
    const add = (itemKeys: readonly string[]) =>
      section.post(`/api/plans/${planId}/items`, { actionId: app.actionId(), itemKeys });
    assert.deepEqual((await add(Object.values(keys))).body, { count: 2 });
    assert.equal((await add([crypto.randomUUID()])).body.error.code, 'plan.item_unpublished');
    const { entries } = (await section.get(`/api/plans/${planId}`)).body;
    assert.deepEqual(
      entries.map((one: { state: string; sectionName: string }) => [one.state, one.sectionName]),
      [
        ['draft', '安全生产科'],
        ['draft', '安全生产科'],
      ],
    );
  });
});

test('a plan table of last year’s form is read from a spreadsheet: readable rows become drafts, the others are named with column and reason', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [
      ['危化', 'key'],
      ['工贸', 'general'],
    ]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const table = [
      '序号,抽查事项,对象范围,抽查比例,频次,检查时间,责任股室,配合部门,备注',
      '1,危化,危险化学品企业,15%,每半年1次,4月1日至11月30日,安全生产科,茶亭区消防救援大队、气象局,重点',
      '2,没有这个事项,企业,5%,1次/年,全年,,,',
      '3,工贸,工贸企业,若干,1次/年,全年,,,',
      '4,工贸,工贸企业,全部,1次/年,3月-6月,不存在的股,,',
    ].join('\n');
    const file = { name: '计划.csv', bytes: Buffer.from(table) };
    const reply = await lan.upload(`/api/plans/${planId}/import`, file, { actionId: app.actionId() });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    assert.equal(reply.body.count, 1);
    assert.deepEqual(
      reply.body.problems.map((one: { row: number; column: string; code: string }) => [
        one.row,
        one.column,
        one.code,
      ]),
      [
        [3, 'items', 'column.item_unknown'],
        [4, 'rate', 'column.rate_unreadable'],
        [5, 'section', 'column.section_unknown'],
      ],
    );
    const [entry] = (await lan.get(`/api/plans/${planId}`)).body.entries;
    assert.deepEqual([entry.state, entry.fields.leadItemKey, entry.fields.times], ['draft', keys['危化'], 2]);
    assert.deepEqual(entry.fields.classes[0].take, { rule: 'draw', rate: [15, 100] });
    assert.deepEqual(
      entry.partners.map((one: { name: string; outside: boolean }) => [one.name, one.outside]),
      [
        ['茶亭区消防救援大队', false],
        ['气象局', true],
      ],
    );
    const names = { name: '名单.csv', bytes: Buffer.from('姓名,证号\n甲,1\n') };
    const wrong = await lan.upload(`/api/plans/${planId}/import`, names, { actionId: app.actionId() });
    assert.equal(wrong.body.error.code, 'plan.file_invalid');
  });
});

test('R369 the plan table exported as a spreadsheet is read again into the same entries', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan, 2026);
    const classes = [
      {
        code: '01',
        name: '危化',
        where: {},
        history: null,
        take: { rule: 'draw' as const, rate: [15, 100] as [number, number] },
      },
    ];
    const fields = entryFields(keys['危化'] ?? '', { classes, times: 2, objectsText: '危险化学品企业' });
    await addTaken(app, lan, { planId, fields });
    const file = await lan.get(`/api/plans/${planId}/file?format=xlsx`);
    assert.equal(file.status, 200);
    const folder = await mkdtemp(join(tmpdir(), 'mingcha-plan-'));
    await writeFile(join(folder, 'plan.xlsx'), file.raw);
    const bytes = await readFile(join(folder, 'plan.xlsx'));
    await rm(folder, { recursive: true });
    const again = await lan.upload(
      `/api/plans/${planId}/import`,
      { name: 'plan.xlsx', bytes },
      { actionId: app.actionId() },
    );
    assert.deepEqual(again.body, { count: 1, problems: [] });
    const [first, second] = (await lan.get(`/api/plans/${planId}`)).body.entries;
    for (const field of ['leadItemKey', 'window', 'times', 'objectsText'])
      assert.deepEqual(second.fields[field], first.fields[field], field);
    assert.deepEqual(second.fields.classes[0].take, first.fields.classes[0].take);
  });
});

test('R076 the public reads published versions only, with the reason of each adjustment', async () => {
  await withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['危化', 'key']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    await addTaken(app, lan, { planId, fields: entryFields(keys['危化'] ?? '') });
    const path = '/api/public/plans';
    assert.deepEqual((await app.anonymous.get(path)).body.rows, []);
    assert.equal((await app.anonymous.get(`${path}/${planId}`)).status, 404);
    const forged = Buffer.from(JSON.stringify(['year', 'id'])).toString('base64url');
    assert.equal((await app.anonymous.get(`${path}?after=${forged}`)).status, 200);
    await publishPlan(app, planId);
    const adjust = { actionId: app.actionId(), reason: '增加汛期检查' };
    const { body: next } = await lan.post(`/api/plans/${planId}/adjustments`, adjust);
    assert.equal((await app.anonymous.get(`${path}/${next.id}`)).status, 404);
    await publishPlan(app, next.id);
    const { rows } = (await app.anonymous.get(path)).body;
    assert.deepEqual(
      rows.map((row: { id: string; version: number }) => [row.id, row.version]),
      [[next.id, 2]],
    );
    const { body } = await app.anonymous.get(`${path}/${next.id}`);
    assert.deepEqual([body.reason, body.versions.length, body.rows[0].items], ['增加汛期检查', 2, ['危化']]);
    assert.equal((await app.anonymous.get(`${path}/${planId}`)).body.state, 'superseded');
  });
});
