/** Who gave a tip stays secret, field by field; what a proven matter leaves behind is read by draws and case inspections. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DrawSettingsInput } from '@mingcha/core/draws/draw-task.ts';
import { drawOf, drive, insertMines, ownTask } from '../../draws/draw-testing.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const secret = '车间主任老丁的徒弟';

async function give(app: TestApp, over: object = {}): Promise<string> {
  const client = await app.signIn('sectionOfficer');
  const made = await client.post('/api/contacts', {
    actionId: app.actionId(),
    kind: 'tip',
    channel: 'visit',
    subject: `${secret}反映夜间作业`,
    content: `${secret}反映该厂夜间动火。`,
    objectName: '示例矿',
    name: '丁一',
    phone: '13900002222',
    address: '茶亭路9号',
    outsideNumber: '',
    objectId: null,
    receivedOn: app.platform.clock.today(),
    dueOn: null,
    ...over,
  });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return made.body.id as string;
}

async function move(app: TestApp, of: { id: string; as: 'anLan' | 'sectionOfficer'; form: object }) {
  const client = await app.signIn(of.as);
  const { version } = (await client.get(`/api/contacts/${of.id}`)).body;
  const { id, form } = of;
  const moved = await client.post(`/api/contacts/${id}/moves`, { actionId: app.actionId(), version, form });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
}

const proven = (objectId: string) => ({
  move: 'answer',
  outcome: 'substantiated',
  finding: `${secret}所述属实。`,
  reply: '已依法处理。',
  objectId,
});

test('R208 words of a tip are read by its handler and the head alone: not in lists, searches, steps, the directory, notices or the ledger', () =>
  withTestApp(async (app) => {
    const { objectIds } = await insertMines(app, 3);
    const [objectId = ''] = objectIds;
    const id = await give(app);
    const assign = { move: 'assign', handlerId: app.cast.sectionOfficer.accountId, note: secret };
    await move(app, { id, as: 'anLan', form: assign });
    await move(app, { id, as: 'sectionOfficer', form: proven(objectId) });
    const lan = await app.signIn('anLan');
    const handler = await app.signIn('sectionOfficer');
    for (const path of [
      `/api/contacts/${id}`,
      '/api/contacts?of=all',
      `/api/contacts?of=all&text=${encodeURIComponent('徒弟')}`,
      `/api/objects/${objectId}`,
    ])
      assert.equal(JSON.stringify((await lan.get(path)).body).includes('老丁'), false, path);
    const found = (await lan.get(`/api/contacts?of=all&text=${encodeURIComponent('徒弟')}`)).body.rows;
    assert.deepEqual(found, []);
    const own = (await handler.get(`/api/contacts/${id}`)).body;
    assert.ok(own.subject.includes('老丁') && own.content.includes('老丁'));
    const listed = (await handler.get('/api/contacts?of=all')).body.rows;
    assert.equal(listed[0].subject, own.subject);
    for (const table of ['ledger_events', 'notices', 'object_incidents'] as const) {
      const rows = await app.database.owner.selectFrom(table).selectAll().execute();
      const text = JSON.stringify(rows, (_key, each: unknown) =>
        typeof each === 'bigint' ? String(each) : each,
      );
      assert.equal(/老丁|丁一|13900002222|茶亭路9号/.test(text), false, table);
    }
    // Who spoke lies in one place, sealed: a table of that name has nothing readable.
    const sealed = await app.database.owner.selectFrom('contact_persons').select('sealed').execute();
    const bytes = Buffer.concat(sealed.map((each) => Buffer.from(each.sealed)));
    assert.equal(bytes.includes(Buffer.from('13900002222')), false);
  }));

test('R026 a proven complaint raises its object into the stratum that the rule book weighs; an unproven one does not', () =>
  withTestApp(async (app) => {
    const { objectIds } = await insertMines(app);
    const history = { complaints: 1, seriousViolation: false, months: 12 };
    const strata: DrawSettingsInput['strata'] = [
      { rule: 'all', code: 'H', name: '有投诉举报', history },
      { rule: 'draw', code: '01', name: '其他', rate: [10, 100] },
    ];
    await drive(app);
    const members = async () =>
      drawOf(
        await (await app.signIn('anLan')).post('/api/draw-previews', { settings: ownTask(app, { strata }) }),
      ).strata.map((each: { members: number }) => each.members);
    const assign = { move: 'assign', handlerId: app.cast.sectionOfficer.accountId, note: '' };
    const untrue = await give(app, { kind: 'complaint' });
    await move(app, { id: untrue, as: 'anLan', form: assign });
    const answer = proven(objectIds[0] ?? '');
    await move(app, { id: untrue, as: 'sectionOfficer', form: { ...answer, outcome: 'unsubstantiated' } });
    assert.deepEqual(await members(), [0, 37]);
    const id = await give(app);
    await move(app, { id, as: 'anLan', form: assign });
    await move(app, { id, as: 'sectionOfficer', form: answer });
    assert.deepEqual(await members(), [1, 36]);
  }));
