/** Reach of publicity: openings counted without visitors, repeats bounded, own agency only, the same in the file. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ownApp, type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';

async function publish(app: TestApp, path: string, content: object): Promise<string> {
  const legal = await app.signIn('anLan');
  const made = await legal.post(path, { actionId: app.actionId(), ...content });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const step = async (as: CastName, move: string) => {
    const client = await app.signIn(as);
    const { version } = (await client.get(`${path}/${made.body.id}`)).body;
    const body = { actionId: app.actionId(), version, move, note: '', confirmed: [] };
    return client.post(`${path}/${made.body.id}/moves`, body);
  };
  assert.equal((await step('anLan', 'submit')).status, 200);
  assert.equal((await step('agencyHead', 'publish')).status, 200);
  return made.body.id;
}

test('R340 openings are counted per page and day without a visitor, repeats of one address and programs are bounded', () =>
  withTestApp(async (app) => {
    const { platform } = app;
    const id = await publish(app, '/api/articles', {
      kind: 'guide',
      title: '怎样提出异议',
      body: '凭编码提出。',
    });
    const at = (hours: number) =>
      new Date(Date.parse(platform.clock.now()) + hours * 3_600_000).toISOString();
    const lecture = await publish(app, '/api/lectures', {
      title: '安全培训',
      topic: '安全检查',
      audience: '企业负责人',
      body: '内容',
      startsAt: at(2),
      endsAt: at(3),
      closesAt: at(1),
      place: '二楼',
      link: '',
      capacity: 10,
    });
    const open = (url: string, agent: string, remoteAddress = '10.0.0.1') =>
      app.app.inject({ method: 'GET', url, headers: { 'user-agent': agent }, remoteAddress });
    const browser = 'Mozilla/5.0 (X11; Linux x86_64)';
    for (let n = 0; n < 6; n += 1) await open(`/p/articles/${id}`, browser);
    await open(`/p/articles/${id}`, browser, '10.0.0.2');
    await open(`/p/articles/${id}`, 'Baiduspider/2.0', '10.0.0.3');
    await open(`/p/articles/${crypto.randomUUID()}`, browser, '10.0.0.4');
    await open(`/p/training/${lecture}`, browser);
    const client = await app.signInEnterprise('91130181MA07AAAA1X');
    const signed = await client.post(`/api/enterprise/lectures/${lecture}/signup`, {
      actionId: app.actionId(),
      people: 2,
      name: '王五',
      phone: '84300000',
    });
    assert.equal(signed.status, 200, JSON.stringify(signed.body));
    const month = platform.clock.today().slice(0, 7);
    const url = `/api/reach?from=${month}&to=${month}`;
    const legal = await app.signIn('anLan');
    const read = (await legal.get(url)).body;
    const [row] = read.rows;
    assert.deepEqual(
      [
        row.articles,
        row.guideViews,
        row.lectureViews,
        row.lectures,
        row.signups,
        row.people,
        row.attendedUnits,
      ],
      [1, 4, 1, 1, 1, 2, 0],
    );
    assert.deepEqual([read.lectures.length, read.lectures[0].people], [1, 2]);
    // Counted once, however often it is read; nothing of a visitor stands in the row.
    assert.equal((await legal.get(url)).body.rows[0].guideViews, 4);
    const stored = await sql<object>`SELECT * FROM reach_counts`.execute(app.database.owner);
    assert.deepEqual(Object.keys(stored.rows[0] ?? {}).sort(), [
      'day',
      'jurisdiction_id',
      'subject_id',
      'views',
    ]);
    assert.equal((await (await app.signIn('coordinator')).get(url)).body.rows.length, 1);
    for (const name of ['otherAgency', 'chenXi'] as const)
      assert.deepEqual((await (await app.signIn(name)).get(url)).body, { rows: [], lectures: [] });
    assert.equal((await (await app.signIn('boWen')).get(url)).status, 403);
    assert.equal((await legal.get(`/api/reach?from=${month}&to=2020-01`)).status, 422);
    const csv = (await legal.get(`/api/reach/file?from=${month}&to=${month}&format=csv`)).raw.toString();
    assert.match(csv, /茶亭区应急管理局.*1,0,0,0,4,1,1,1,2,0,0/);
    assert.match(csv, /不作排名/);
    for (const format of ['xlsx', 'docx'])
      assert.equal(
        (await legal.get(`/api/reach/file?from=${month}&to=${month}&format=${format}`)).status,
        200,
      );
  }, ownApp));
