import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textRows, workbook } from '../../platform/spreadsheets/testing/build-files.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';

const tableFile = (rows: readonly (readonly string[])[]) => workbook({ rows: textRows(rows) });

const make = { name: '工贸检查单', industry: '工贸', starter: 'industry' };

async function create(client: TestClient, actionId: string, change: object = {}) {
  return client.post('/api/sheets', { ...make, ...change, actionId });
}

async function step(
  app: TestApp,
  who: Parameters<TestApp['signIn']>[0],
  given: { readonly id: string; readonly version: number; readonly step: string },
) {
  const { id, ...body } = given;
  const client = await app.signIn(who);
  return client.post(`/api/sheet-versions/${id}/steps`, { ...body, actionId: app.actionId() });
}

/** Submits, reviews, approves and publishes; gives the row version at the end. */
async function publish(app: TestApp, id: string, version: number): Promise<number> {
  const way = [
    ['sectionOfficer', 'submit'],
    ['anLan', 'review'],
    ['agencyHead', 'approve'],
    ['anLan', 'publish'],
  ] as const;
  let at = version;
  for (const [who, name] of way) {
    const reply = await step(app, who, { id, version: at, step: name });
    assert.equal(reply.status, 200, JSON.stringify(reply.body));
    at = reply.body.version;
  }
  return at;
}

test('a sheet is made from a starter once, however often the request comes, and only by those who write', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const id = app.actionId();
    const first = await create(lan, id);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await create(lan, id)).body, first.body);
    const list = await lan.get('/api/sheets');
    assert.deepEqual(
      list.body.rows.map((row: { name: string; latest: { lines: number } }) => [row.name, row.latest.lines]),
      [['工贸检查单', 30]],
    );
    assert.equal((await create(await app.signIn('agencyHead'), app.actionId())).status, 403);
    const twice = await create(lan, app.actionId());
    assert.deepEqual([twice.status, twice.body.error.code], [409, 'sheet.already_exists']);
  });
});

test('a version goes from submission over review and approval to publication, and each person takes one step', async () => {
  await withTestApp(async (app) => {
    const section = await app.signIn('sectionOfficer');
    const { versionId: id, sheetId } = (await create(section, app.actionId())).body;
    const early = await step(app, 'agencyHead', { id, version: 1, step: 'approve' });
    assert.equal(early.body.error.code, 'document.wrong_state');
    await publish(app, id, 1);
    const detail = await section.get(`/api/sheet-versions/${id}`);
    assert.equal(detail.body.flow.state, 'published');
    assert.equal(detail.body.flow.publishedOn, app.platform.clock.today());
    assert.deepEqual(
      detail.body.flow.steps.map((one: { step: string; personName: string }) => [one.step, one.personName]),
      [
        ['submit', '柯实'],
        ['review', '安岚'],
        ['approve', '首长'],
        ['publish', '安岚'],
      ],
    );
    const offered = await section.get('/api/published-sheets');
    assert.deepEqual(
      offered.body.rows.map((row: { sheetId: string; version: number }) => [row.sheetId, row.version]),
      [[sheetId, 1]],
    );
  });
});

test('a published version stays as it is; the next one replaces it when published', async () => {
  await withTestApp(async (app) => {
    const section = await app.signIn('sectionOfficer');
    const { versionId: first, sheetId } = (await create(section, app.actionId())).body;
    const version = await publish(app, first, 1);
    const { content } = (await section.get(`/api/sheet-versions/${first}`)).body;
    const late = await section.put(`/api/sheet-versions/${first}`, {
      actionId: app.actionId(),
      version,
      content,
    });
    assert.equal(late.body.error.code, 'document.not_draft');
    const next = await section.post(`/api/sheets/${sheetId}/versions`, { actionId: app.actionId() });
    const again = await section.post(`/api/sheets/${sheetId}/versions`, { actionId: app.actionId() });
    assert.equal(again.body.error.code, 'document.draft_exists');
    await publish(app, next.body.versionId, 1);
    const states = (await section.get(`/api/sheet-versions/${first}`)).body.versions;
    assert.deepEqual(
      states.map((one: { no: number; state: string }) => [one.no, one.state]),
      [
        [2, 'published'],
        [1, 'superseded'],
      ],
    );
  });
});

test('a sheet without lines, or with a line without a basis, cannot be submitted', async () => {
  await withTestApp(async (app) => {
    const section = await app.signIn('sectionOfficer');
    const { versionId: id } = (await create(section, app.actionId(), { starter: null })).body;
    const empty = await step(app, 'sectionOfficer', { id, version: 1, step: 'submit' });
    assert.equal(empty.body.error.code, 'sheet.empty_invalid');
    const { content } = (await section.get(`/api/sheet-versions/${id}`)).body;
    const bare = { key: 'A1', requirement: '无依据的要求', bases: [], answer: 'conformity', askedWhen: null };
    const texts = { method: '', criterion: '', evidence: '', unit: '', notApplicable: '' };
    const sections = [{ title: '一', lines: [{ ...bare, ...texts, choices: [], findings: [] }] }];
    const saved = await section.put(`/api/sheet-versions/${id}`, {
      actionId: app.actionId(),
      version: 1,
      content: { ...content, sections },
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    const refused = await step(app, 'sectionOfficer', { id, version: 2, step: 'submit' });
    assert.deepEqual(refused.body.error, {
      code: 'sheet.basis_missing_invalid',
      data: { count: 1, first: '无依据的要求' },
    });
    const stale = await section.put(`/api/sheet-versions/${id}`, {
      actionId: app.actionId(),
      version: 1,
      content,
    });
    assert.equal(stale.body.error.code, 'document.changed_meanwhile');
  });
});

test('another agency sees no draft, but merges a published sheet into a joint one', async () => {
  await withTestApp(async (app) => {
    const section = await app.signIn('sectionOfficer');
    const { versionId: id } = (await create(section, app.actionId())).body;
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(`/api/sheet-versions/${id}`)).status, 404);
    assert.equal((await other.get(`/api/joint-sheets?ids=${id}`)).status, 404);
    await publish(app, id, 1);
    const fire = (await create(other, app.actionId(), { name: '消防检查单', starter: 'fire' })).body;
    const joint = await other.get(`/api/joint-sheets?ids=${id},${fire.versionId}`);
    assert.equal(joint.status, 200, JSON.stringify(joint.body));
    assert.deepEqual(
      joint.body.parts.map((part: { agency: string }) => part.agency),
      ['应急局', '区消防大队'],
    );
    const lines = joint.body.sections.flatMap((one: { lines: object[] }) => one.lines);
    assert.equal(lines.length, 60);
    assert.equal((await (await app.signIn('chenXi')).get(`/api/joint-sheets?ids=${id}`)).status, 404);
    const paper = await other.get(`/api/joint-sheets/paper?ids=${id},${fire.versionId}`);
    assert.equal(paper.raw.subarray(0, 5).toString(), '%PDF-');
  });
});

test('a spreadsheet is read into sections and lines; one without a column of requirements is refused', async () => {
  await withTestApp(async (app) => {
    const section = await app.signIn('sectionOfficer');
    const good = tableFile([
      ['工贸企业检查表', '', '', ''],
      ['序号', '检查项目', '检查内容', '检查依据'],
      ['1', '基础管理', '建立责任制', '《安全生产法》第四条'],
      ['2', '基础管理', '开展培训', '《安全生产法》第二十八条'],
      ['3', '现场', '警示标志', ''],
    ]);
    const read = await section.upload('/api/sheet-files', { name: '检查表.xlsx', bytes: good });
    assert.equal(read.status, 200, JSON.stringify(read.body));
    assert.deepEqual(
      read.body.sections.map((one: { title: string; lines: object[] }) => [one.title, one.lines.length]),
      [
        ['基础管理', 2],
        ['现场', 1],
      ],
    );
    assert.deepEqual(read.body.problems, [{ row: 5, code: 'sheet.row_without_basis' }]);
    const bad = tableFile([
      ['甲', '乙'],
      ['1', '2'],
      ['3', '4'],
    ]);
    const refused = await section.upload('/api/sheet-files', { name: '别的.xlsx', bytes: bad });
    assert.deepEqual([refused.status, refused.body.error.code], [422, 'sheet.column_missing_invalid']);
  });
});
