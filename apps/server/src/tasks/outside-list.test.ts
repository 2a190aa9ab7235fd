/** Lists of draws made elsewhere: dispatched like our own once objects, people and items are known here. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutsideRow } from '@mingcha/core/draws/outside/outside-draw.ts';
import { insertMines, itemKeys } from '../draws/draw-testing.ts';
import { insertOutside, insertOutsideRows } from '../draws/outside/outside.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import type { TestApp } from '../platform/testing-app.ts';
import { codeOf, dispatchBody, withTasks } from './dispatch-testing.ts';

const team = [
  { name: '检查员1', certificate: 'ZF100', agency: '' },
  { name: '检查员3', certificate: 'ZF102', agency: '' },
  { name: '外单位甲', certificate: 'QT1', agency: '省检验所' },
];

async function importList(app: TestApp, rows: readonly OutsideRow[]): Promise<string> {
  const { cast, platform } = app;
  const { jurisdictionId, agencyId } = cast.anLan;
  const id = platform.ids.next();
  const draw = { jurisdictionId, agencyId, id };
  const today = platform.clock.today();
  await inTransaction(platform.db, async (tx) => {
    await insertOutside(tx, {
      ...draw,
      fields: {
        platformName: '省双随机平台',
        number: 'HB-1',
        title: '省级抽查',
        itemName: '非煤矿山',
        planNumber: '',
        drawnOn: today,
        windowFrom: today,
        windowTo: '2026-12-30',
      },
      fileName: 'list.xlsx',
      fileSha256: '0'.repeat(64),
      by: cast.anLan.accountId,
      name: cast.anLan.personName,
      at: platform.clock.now(),
    });
    await insertOutsideRows(tx, draw, rows);
  });
  return id;
}

const row = (objectName: string, objectCode: string, members = team): OutsideRow => ({
  objectName,
  objectCode,
  address: '',
  team: members,
  result: '',
});

test('R120 a list of the province’s platform is dispatched once its objects and people are in the directories', () =>
  withTasks(async (app) => {
    await insertMines(app);
    const lan = await app.signIn('anLan');
    const source = async (rows: readonly OutsideRow[]) => ({
      kind: 'outsideDraw',
      id: await importList(app, rows),
    });
    const known = row('茶亭1号非煤矿山', '91130181MA0K00000X');
    const body = dispatchBody(app, '', { itemKeys: [itemKeys.mines], source: await source([known]) });
    const send = (change: object = {}) =>
      lan.post('/api/tasks', { ...body, actionId: app.actionId(), ...change });
    assert.equal(codeOf(await send({ itemKeys: [] })), 'task.items_missing_invalid');
    assert.equal(
      codeOf(await send({ itemKeys: [app.platform.ids.next()] })),
      'task.item_not_published_invalid',
    );
    const sent = await send();
    assert.equal(codeOf(sent), 'ok');
    const [inspection] = (await lan.get(`/api/tasks/${sent.body.id}/inspections`)).body.rows;
    assert.deepEqual(
      inspection.teams.map((each: { outside: boolean; members: unknown[] }) => [
        each.outside,
        each.members.length,
      ]),
      [
        [false, 2],
        [true, 1],
      ],
    );
    const wen = await app.signIn('boWen');
    assert.equal((await wen.get('/api/my-inspections')).body.rows.length, 1);
    assert.equal(codeOf(await send()), 'task.source_not_found');
  }));

test('a list with objects or own people that no directory knows stays and names them', () =>
  withTasks(async (app) => {
    await insertMines(app);
    const lan = await app.signIn('anLan');
    const stranger = [...team.slice(0, 1), { name: '无此人', certificate: 'NO1', agency: '' }];
    const id = await importList(app, [
      row('茶亭1号非煤矿山', '91130181MA0K00000X', stranger),
      row('不在名录', '91130181MA0K99999X'),
    ]);
    const preview = (await lan.get(`/api/pending-dispatches/outsideDraw/${id}`)).body;
    assert.deepEqual(preview.unknownObjects, ['不在名录']);
    assert.deepEqual(
      preview.blocked.map((each: { name: string; reason: string }) => [each.name, each.reason]),
      [['无此人', 'unknown']],
    );
    const reply = await lan.post(
      '/api/tasks',
      dispatchBody(app, '', { itemKeys: [itemKeys.mines], source: { kind: 'outsideDraw', id } }),
    );
    assert.equal(codeOf(reply), 'task.objects_unknown');
  }));
