/** Bodies (专班): one head at a time, members' history, meetings with minutes, and no permission from any of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const body = {
  name: '双随机、一公开工作专班',
  document: '晋市人防字〔2023〕8号',
  duty: '组织部署、督促指导和业绩考评。',
  since: '2023-03-23',
  untilDay: null,
};
const member = {
  part: 'head',
  personName: '王某某',
  postTitle: '四级调研员',
  sectionId: null,
  accountId: null,
  since: '2023-03-23',
};

async function withBody(app: TestApp) {
  const legal = await app.signIn('anLan');
  const { id } = (await legal.post('/api/bodies', { ...body, actionId: app.actionId() })).body;
  const at = `/api/bodies/${id as string}`;
  const add = (version: number, change: object = {}) =>
    legal.post(`${at}/members`, { ...member, version, actionId: app.actionId(), ...change });
  return { legal, at, add };
}

test('a body has one head at a time, and who left stays in its history', async () => {
  await withTestApp(async (app) => {
    const { legal, at, add } = await withBody(app);
    assert.equal((await add(1)).body.version, 2);
    const second = await add(2, { personName: '李某某' });
    assert.deepEqual([second.body.error.code, second.body.error.field], ['body.head_taken', 'part']);
    assert.equal((await add(1, { part: 'member' })).body.error.code, 'body.changed_meanwhile');
    const officer = { part: 'member', sectionId: app.cast.anLan.sectionId, postTitle: '工程科负责人' };
    assert.equal((await add(2, officer)).status, 200);
    const [head] = (await legal.get(at)).body.members;
    const end = (version: number) =>
      legal.post(`${at}/members/${head.id}/end`, {
        version,
        untilDay: '2024-01-01',
        actionId: app.actionId(),
      });
    assert.equal((await end(3)).status, 200);
    assert.equal((await end(4)).body.error.code, 'body.member_already_left');
    assert.equal((await add(4, { personName: '李某某' })).status, 200);
    const shown = (await legal.get(at)).body;
    assert.deepEqual([shown.headName, shown.memberCount, shown.members.length], ['李某某', 2, 3]);
  });
});

test('a name is taken within its agency only, and persons and sections are those of the agency', async () => {
  await withTestApp(async (app) => {
    const { legal, add } = await withBody(app);
    const again = await legal.post('/api/bodies', { ...body, actionId: app.actionId() });
    assert.deepEqual([again.status, again.body.error.code], [409, 'body.name_taken']);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.post('/api/bodies', { ...body, actionId: app.actionId() })).status, 200);
    assert.equal((await add(1, { accountId: app.cast.chenXi.accountId })).status, 422);
    assert.equal((await add(1, { sectionId: app.cast.chenXi.sectionId })).status, 422);
    const late = await legal.post('/api/bodies', {
      ...body,
      name: '另一专班',
      untilDay: '2020-01-01',
      actionId: app.actionId(),
    });
    assert.equal(late.body.error.field, 'untilDay');
  });
});

test('meetings keep attendees and minutes as text or file, and cannot lie in the future', async () => {
  await withTestApp(async (app) => {
    const { legal, at } = await withBody(app);
    const meeting = {
      heldOn: app.platform.clock.today(),
      place: '三楼会议室',
      topic: '年度计划',
      minutes: '议定事项：一、制定计划。',
      attendees: ['王某某', '李某某'],
    };
    const hold = (change: object = {}) =>
      legal.post(`${at}/meetings`, { ...meeting, actionId: app.actionId(), ...change });
    assert.equal((await hold({ heldOn: '2999-01-01' })).body.error.field, 'heldOn');
    const { id } = (await hold()).body;
    const file = `${at}/meetings/${id as string}/file`;
    assert.equal((await legal.get(file)).status, 404);
    const sent = await legal.upload(`${file}?actionId=${app.actionId()}`, {
      name: '纪要.pdf',
      bytes: new TextEncoder().encode('%PDF-1.7 minutes'),
    });
    assert.equal(sent.status, 200);
    assert.equal((await legal.get(file)).raw.toString(), '%PDF-1.7 minutes');
    const [shown] = (await legal.get(at)).body.meetings;
    assert.deepEqual([shown.attendees, shown.fileName], [meeting.attendees, '纪要.pdf']);
    const other = await app.signIn('otherAgency');
    assert.equal((await other.get(file)).status, 404);
    assert.equal((await other.get(at)).status, 404);
  });
});

test('a body grants no permission: its head, an inspector, may do nothing more than before', async () => {
  await withTestApp(async (app) => {
    const { add } = await withBody(app);
    const inspector = await app.signIn('boWen');
    const attempts = () =>
      Promise.all([
        inspector.post('/api/bodies', { ...body, name: '新', actionId: app.actionId() }),
        inspector.post('/api/statutes/starter', { actionId: app.actionId() }),
        inspector.get('/api/accounts'),
      ]);
    const before = (await attempts()).map((reply) => reply.status);
    await add(1, { accountId: app.cast.boWen.accountId, personName: '柏文' });
    assert.deepEqual(
      (await attempts()).map((reply) => reply.status),
      before,
    );
    assert.deepEqual(before, [403, 403, 403]);
    const { person } = (await inspector.get('/api/session')).body;
    assert.deepEqual(person.roles, ['inspector']);
  });
});
