import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LeniencyEntry } from '@mingcha/core/registers/items/leniency.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';

const entry: LeniencyEntry = {
  entryKey: null,
  category: '安全生产教育培训',
  conduct: '未如实记录安全生产教育和培训情况，涉及人员不足三人',
  conditions: [
    { kind: 'firstTime', months: 24, anyAgency: true },
    { kind: 'corrected', days: 5 },
    { kind: 'noHarm' },
    { kind: 'noAccident', years: 3 },
    { kind: 'notListed' },
    { kind: 'notInSectors', sectors: ['危险化学品', '矿山'] },
  ],
  bases: [
    {
      law: '中华人民共和国行政处罚法',
      article: '第三十三条第一款',
      text: '',
      statuteId: null,
      articleId: null,
    },
  ],
  period: '责令改正之日起 5 日内',
  remark: '',
};

async function start(app: TestApp) {
  const lan = await app.signIn('anLan');
  const made = await lan.post('/api/leniency-lists', { title: '轻微免罚清单', actionId: app.actionId() });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const id = made.body.id as string;
  const save = async (entries: readonly unknown[], version: number, actionId = app.actionId()) =>
    lan.put(`/api/leniency-lists/${id}`, { title: '轻微免罚清单', entries, version, actionId });
  return { lan, id, save };
}

async function step(
  app: TestApp,
  id: string,
  wanted: { who: 'anLan' | 'sectionOfficer' | 'agencyHead'; step: string },
) {
  const client = await app.signIn(wanted.who);
  const { body } = await client.get(`/api/leniency-lists/${id}`);
  return client.post(`/api/leniency-lists/${id}/steps`, {
    step: wanted.step,
    version: body.version,
    actionId: app.actionId(),
  });
}

const way = [
  { who: 'sectionOfficer', step: 'submit' },
  { who: 'anLan', step: 'review' },
  { who: 'agencyHead', step: 'approve' },
  { who: 'anLan', step: 'publish' },
] as const;

test('R242 a leniency list is a document of its own: typed conditions, reviewed, approved, published for everybody', async () => {
  await withTestApp(async (app) => {
    const { lan, id, save } = await start(app);
    assert.equal((await step(app, id, { who: 'anLan', step: 'submit' })).body.error.code, 'leniency.empty');
    const actionId = app.actionId();
    const saved = await save([{ ...entry, bases: [] }], 1, actionId);
    assert.equal(saved.body.version, 2, JSON.stringify(saved.body));
    assert.deepEqual((await save([{ ...entry, bases: [] }], 1, actionId)).body, saved.body);
    const refused = await step(app, id, { who: 'anLan', step: 'submit' });
    assert.equal(refused.body.error.code, 'leniency.obstacles');
    const { body: draft } = await lan.get(`/api/leniency-lists/${id}`);
    const entryKey = draft.entries[0].entryKey as string;
    assert.equal((await save([{ ...entry, entryKey }], 2)).status, 200);
    assert.equal((await app.anonymous.get(`/api/public/leniency-lists/${id}`)).status, 404);
    for (const one of way) {
      const reply = await step(app, id, one);
      assert.equal(reply.status, 200, `${one.step}: ${JSON.stringify(reply.body)}`);
    }
    const inForce = (await lan.get('/api/published-leniency')).body.rows;
    assert.deepEqual(inForce[0].conditions, entry.conditions);
    assert.equal(inForce[0].entryKey, entryKey);
    const open = (await app.anonymous.get(`/api/public/leniency-lists/${id}`)).body;
    assert.equal(open.entries[0].conduct, entry.conduct);
    const all = (await app.anonymous.get('/api/public/leniency-lists')).body.rows;
    assert.deepEqual([all.length, all[0].entries], [1, 1]);
    const next = await lan.post('/api/leniency-lists', { title: '第二版', actionId: app.actionId() });
    const copy = (await lan.get(`/api/leniency-lists/${next.body.id}`)).body;
    assert.deepEqual([copy.listVersion, copy.entries[0].entryKey], [2, entryKey]);
  });
});

test('only editors of the agency save a draft, over nobody else’s change, and never a published version', async () => {
  await withTestApp(async (app) => {
    const { id, save } = await start(app);
    assert.equal((await save([entry], 1)).status, 200);
    assert.equal((await save([entry], 1)).body.error.code, 'document.changed_meanwhile');
    const stray = await save([{ ...entry, entryKey: crypto.randomUUID() }], 2);
    assert.equal(stray.body.error.code, 'leniency.key_invalid');
    const body = { title: '改名', entries: [], version: 2, actionId: app.actionId() };
    for (const [who, status] of [
      ['boWen', 403],
      ['otherAgency', 404],
      ['chenXi', 404],
    ] as const) {
      const client = await app.signIn(who);
      assert.equal((await client.put(`/api/leniency-lists/${id}`, body)).status, status, who);
    }
    for (const one of way) assert.equal((await step(app, id, one)).status, 200, one.step);
    const late = await save([entry], 6);
    assert.equal(late.body.error.code, 'document.not_draft');
    const lan = await app.signIn('anLan');
    const gone = await lan.delete(`/api/leniency-lists/${id}`, { version: 6, actionId: app.actionId() });
    assert.equal(gone.body.error.code, 'document.not_draft');
  });
});
