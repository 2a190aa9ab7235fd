/** Where a draw may be made at all, and draws of the province's platform: read from files, marked, listed, exported. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspectTable, writeXlsx } from '../../platform/spreadsheets/index.ts';
import type { TestApp, TestReply } from '../../platform/testing-app.ts';
import { drawOf, drive, insertMines, ownTask, withDraws } from '../draw-testing.ts';

function codeOf(reply: TestReply): string {
  return reply.status === 200 ? 'ok' : String(reply.body?.error?.code);
}

const document = {
  title: '关于指定抽查平台的批复',
  number: '〔2026〕1号',
  issuer: '省双随机办',
  day: '2026-01-01',
};

async function designate(app: TestApp, version: number, change: object) {
  const administrator = await app.signIn('administrator');
  return administrator.put('/api/draw-designation', {
    actionId: app.actionId(),
    version,
    designation: { prescribed: true, platformName: '省双随机平台', document: null, ...change },
  });
}

test('R090 where the province’s platform is prescribed nothing is sealed here without the designating document', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const { lan, section, step, create } = await drive(app);
    const early = await create(ownTask(app));
    drawOf(await step(lan, early, 'check'));
    drawOf(await step(lan, early, 'seal-proposal'));
    const body = {
      actionId: app.actionId(),
      version: 0,
      designation: { prescribed: true, platformName: 'x' },
    };
    assert.equal((await lan.put('/api/draw-designation', body)).status, 403);
    assert.equal(codeOf(await designate(app, 0, { platformName: '' })), 'draw.platform_name_missing');
    drawOf(await designate(app, 0, {}));
    assert.equal(codeOf(await designate(app, 0, {})), 'draw.designation_changed_meanwhile');
    assert.equal(codeOf(await step(section, early, 'seal')), 'draw.not_designated');
    const later = await create(ownTask(app));
    assert.equal(codeOf(await step(lan, later, 'check')), 'draw.not_designated');
    drawOf(await designate(app, 1, { document }));
    drawOf(await step(section, early, 'seal'));
    drawOf(await step(lan, later, 'check'));
    assert.deepEqual(drawOf(await section.get('/api/draw-designation')).document, document);
  });
});

const header = ['序号', '检查对象名称', '统一社会信用代码', '地址', '检查人员', '执法证号', '检查部门'];

/** A list as a platform exports it: one line for each person of a team. */
async function platformFile(lines: readonly (readonly string[])[]): Promise<Buffer> {
  const columns = header.map((title) => ({ key: title, title }));
  const rows = lines.map((line) => Object.fromEntries(header.map((title, i) => [title, line[i] ?? ''])));
  const chunks: Buffer[] = [];
  for await (const chunk of writeXlsx({ name: '名单', columns }, rows)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const list = [
  ['1', '茶亭1号非煤矿山', '91130181MA0K00000X', '茶亭路1号', '张一', 'ZF1', '应急管理局'],
  ['', '', '', '', '李二', 'ZF2', '应急管理局'],
  ['2', '不在名录的矿山', '91130181MA0K99999X', '茶亭路9号', '王三、赵四', 'ZF3、ZF4', '消防救援大队'],
];

const fields = {
  platformName: '省双随机平台',
  number: 'SJ-2026-0007',
  title: '2026年非煤矿山抽查',
  itemName: '非煤矿山',
  drawnOn: '2026-03-02',
  windowFrom: '2026-04-01',
  windowTo: '2026-06-30',
};

test('R090 a draw of the province’s platform comes in by file, marked, and goes out in the columns of the dispatch sheet', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const lan = await app.signIn('anLan');
    const bytes = await platformFile(list);
    const preview = await lan.upload('/api/outside-draw-previews', { name: 'x.xlsx', bytes });
    assert.deepEqual([preview.body.rows.length, preview.body.rows[0].team.length], [2, 2]);
    const path = `/api/outside-draws`;
    const send = (actionId: string) =>
      lan.upload(path, { name: '名单.xlsx', bytes }, { ...fields, actionId });
    const actionId = app.actionId();
    const made = drawOf(await send(actionId));
    assert.deepEqual(drawOf(await send(actionId)).id, made.id);
    assert.equal(codeOf(await send(app.actionId())), 'draw.outside_exists');
    const rows = made.rows as { objectId: string | null; team: { name: string }[] }[];
    assert.deepEqual(
      rows.map((row) => row.objectId !== null),
      [true, false],
    );
    assert.deepEqual(
      rows[1]?.team.map(({ name }) => name),
      ['王三', '赵四'],
    );
    assert.equal((await lan.get(path)).body.rows[0].number, fields.number);
    assert.equal((await (await app.signIn('boWen')).get(path)).status, 403);
    assert.equal((await (await app.signIn('otherAgency')).get(`${path}/${made.id}`)).status, 404);

    const hidden = (await app.anonymous.get('/api/public/outside-draws')).body.rows[0];
    assert.equal(hidden.rows, null);
    const released = await lan.post(`${path}/${made.id}/release`, { actionId: app.actionId() });
    assert.equal(released.status, 200);
    const again = await lan.post(`${path}/${made.id}/release`, { actionId: app.actionId() });
    assert.equal(codeOf(again), 'draw.outside_released_already');
    const shown = await app.anonymous.get('/api/public/outside-draws');
    assert.equal(shown.body.rows[0].rows.length, 2);
    assert.doesNotMatch(shown.raw.toString(), /张一|ZF1|安岚/);

    const file = await lan.get(`${path}/${made.id}/list.xlsx`);
    const folder = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(folder, 'list.xlsx'), file.raw);
    assert.ok(readFileSync(join(folder, 'list.xlsx')).length > 0);
    const table = await inspectTable(join(folder, 'list.xlsx'), { sampleRows: 10 });
    rmSync(folder, { recursive: true });
    assert.deepEqual(table.titles.slice(4, 6), ['检查对象', '统一社会信用代码']);
    assert.ok(table.samples[0]?.cells.includes('张一、李二'));
    assert.ok(table.samples[0]?.cells.includes('外部平台抽取，此处无法验证'));
  });
});

test('a table without a column of objects, or without objects, is refused with a sentence and writes nothing', async () => {
  await withDraws(async (app) => {
    const lan = await app.signIn('anLan');
    const send = (bytes: Buffer) =>
      lan.upload('/api/outside-draws', { name: 'x.csv', bytes }, { ...fields, actionId: app.actionId() });
    const wrong = await send(Buffer.from('姓名,年龄\n张三,30\n李四,31\n'));
    assert.equal(codeOf(wrong), 'draw.outside_columns_invalid');
    const empty = await send(Buffer.from('检查对象名称,地址\n,茶亭路\n,茶亭路2号\n'));
    assert.equal(codeOf(empty), 'draw.outside_empty_invalid');
    assert.equal((await lan.get('/api/outside-draws')).body.rows.length, 0);
  });
});
