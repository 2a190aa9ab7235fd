/** Opinions as matters of oversight: handled under a clock, answered under the code, and nowhere told to whoever inspected. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, type TestReply, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { inspectionCase } from '../../tasks/inspection.queries.ts';
import { visitCode } from '../../tasks/preparation/visit-code.service.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { keepDeadlines } from '../deadlines/deadlines.part.ts';

const low = { showedCertificates: false, keptToNotice: true, manner: 2, remark: '没有出示证件，语气生硬' };
const good = { showedCertificates: true, keptToNotice: true, manner: 5, remark: '' };

async function rate(app: TestApp, id: string, said: object): Promise<string> {
  const { code, url } = await inTransaction(app.platform.db, async (tx) => {
    const found = await inspectionCase(tx, id);
    assert.ok(found);
    return visitCode(tx, app.platform, found);
  });
  const key = new URL(url, 'http://x').searchParams.get('k') ?? '';
  const body = { actionId: app.actionId(), key, ...said };
  const sent = await app.anonymous.post(`/api/public/visits/${code}/ratings`, body);
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  return sent.body.code;
}

const textOf = (reply: TestReply): string => reply.raw.toString();
const form = (app: TestApp, url: string, values: Readonly<Record<string, string>>) =>
  app.anonymous.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(values).toString(),
  });
const reply = (app: TestApp, code: string, over: Readonly<Record<string, string>>) =>
  form(app, '/p/forms/rating-reply', {
    actionId: app.actionId(),
    code,
    answer: '',
    verdict: '',
    words: '',
    ...over,
  });

async function move(
  app: TestApp,
  id: string,
  step: object,
  as: CastName = 'coordinator',
): Promise<TestReply> {
  const client = await app.signIn(as);
  const { version } = (await client.get(`/api/rating-matters/${id}`)).body;
  return client.post(`/api/rating-matters/${id}/moves`, {
    actionId: app.actionId(),
    version: version ?? 1,
    form: step,
  });
}
const codeOf = (answer: TestReply): string => answer.body?.error?.code ?? `${answer.status}`;

test('R328 a low opinion is assigned, asked about, closed and judged under its code; not satisfied opens it once more', () =>
  withTestApp(async (app) => {
    const [id = '', other = ''] = (await plantInspections(app, { count: 2, stage: 'visiting' }))
      .inspectionIds;
    const code = await rate(app, id, low);
    const praise = await rate(app, other, good);
    assert.match(code, /^[2-9A-Z]{12}$/);
    await app.settle();
    const office = await app.signIn('coordinator');
    const list = (await office.get('/api/rating-matters')).body.rows;
    assert.equal(list.length, 1);
    assert.deepEqual(list[0].reasons, ['noCertificate', 'manner', 'remark']);
    const matter = list[0].id as string;
    const one = (await office.get(`/api/rating-matters/${matter}`)).body;
    assert.equal(one.said.remark, low.remark);
    assert.deepEqual(one.handlers.map((each: { name: string }) => each.name).sort(), ['统筹', '见真'].sort());
    assert.match(textOf(await form(app, '/p/forms/rating', { code: praise })), /没有需要单独办理的事项/);
    assert.match(
      textOf(await form(app, '/p/forms/rating', { code: code.toLowerCase() })),
      /已收到，等待办理/,
    );
    assert.equal((await form(app, '/p/forms/rating', { code: '222222222222' })).status, 422);
    // Nobody closes what nobody was given; the clock is the rule book's.
    const close = { move: 'close', outcome: 'urged', answer: '已督促该单位改正。' };
    assert.equal(codeOf(await move(app, matter, close)), 'rating.wrong_state');
    const { coordinator, boWen } = app.cast;
    const wrong = await move(app, matter, { move: 'assign', handlerId: boWen.accountId });
    assert.equal(wrong.body.error.code, 'rating.handler_invalid');
    const given = await move(app, matter, { move: 'assign', handlerId: coordinator.accountId });
    assert.equal(given.status, 200, JSON.stringify(given.body));
    assert.equal(codeOf(await move(app, matter, close, 'witness')), 'rating.forbidden');
    const stale = await office.post(`/api/rating-matters/${matter}/moves`, {
      actionId: app.actionId(),
      version: 1,
      form: close,
    });
    assert.equal(codeOf(stale), 'rating.changed_meanwhile');
    const clocks = (await office.get('/api/deadlines?of=jurisdiction&clock=ratingAnswered')).body.rows;
    assert.deepEqual([clocks.length, clocks[0].subject, clocks[0].people], [1, one.number, ['统筹']]);
    const why = await office.get(`/api/deadlines/${encodeURIComponent(clocks[0].key)}/why`);
    assert.equal(why.body.basis?.length, 15, JSON.stringify(why.body));
    assert.equal((await move(app, matter, { move: 'askRater', words: '是哪一环节没有出示？' })).status, 200);
    assert.equal(
      codeOf(await move(app, matter, { move: 'askRater', words: '再问' })),
      'rating.asked_already',
    );
    assert.match(textOf(await form(app, '/p/forms/rating', { code })), /是哪一环节没有出示/);
    assert.match(textOf(await reply(app, code, { verdict: 'satisfied' })), /当前状态不能办理/);
    assert.equal((await reply(app, code, { actionId: 'x' })).status, 422);
    assert.match(textOf(await reply(app, code, { answer: '进门时没有出示' })), /已收到您的回复/);
    assert.equal((await move(app, matter, close)).status, 200);
    const closed = textOf(await form(app, '/p/forms/rating', { code }));
    assert.match(closed, /已督促该单位改正/);
    assert.equal(closed.includes('统筹'), false);
    const unhappy = { actionId: app.actionId(), code, answer: '', verdict: 'unsatisfied', words: '没有说明' };
    assert.match(textOf(await form(app, '/p/forms/rating-reply', unhappy)), /重新办理/);
    await form(app, '/p/forms/rating-reply', unhappy);
    const again = (await office.get(`/api/rating-matters/${matter}`)).body;
    assert.deepEqual([again.state, again.round, again.handlerName], ['assigned', 2, '统筹']);
    await move(app, matter, { ...close, answer: '已约谈该单位负责人。' });
    assert.match(textOf(await reply(app, code, { verdict: 'satisfied' })), /满意/);
    const done = (await office.get(`/api/rating-matters/${matter}`)).body;
    assert.deepEqual([done.state, done.verdict, done.allowed], ['closed', 'satisfied', []]);
    assert.deepEqual(
      done.steps.map((step: { step: string }) => step.step),
      ['assign', 'askRater', 'raterAnswered', 'close', 'unsatisfied', 'close', 'satisfied'],
    );
    assert.deepEqual((await office.get('/api/deadlines?clock=ratingAnswered')).body.rows, []);
  }));

test('R328 neither list, search, notice, deadline, ledger event, figure nor page tells an inspecting agency of an opinion', () =>
  withTestApp(async (app) => {
    const [id = ''] = (await plantInspections(app, { stage: 'visiting' })).inspectionIds;
    const code = await rate(app, id, low);
    await app.settle();
    const { coordinator, anLan } = app.cast;
    const office = await app.signIn('coordinator');
    const matter = (await office.get('/api/rating-matters')).body.rows[0];
    await move(app, matter.id, { move: 'assign', handlerId: coordinator.accountId });
    app.platform.clock.set(new Date(Date.parse(app.platform.clock.now()) + 60 * 86_400_000).toISOString());
    await keepDeadlines(app.platform);
    const tells = (raw: string): boolean =>
      [matter.id, matter.number, low.remark, code, 'ratingMatter', 'rating.received', '企业评价'].some(
        (word) => raw.includes(word),
      );
    for (const name of ['anLan', 'boWen', 'sectionOfficer', 'agencyHead', 'otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(name);
      assert.equal((await client.get('/api/rating-matters')).status, 403, name);
      assert.equal((await client.get(`/api/rating-matters/${matter.id}`)).status, 403, name);
      assert.equal((await client.get('/api/visit-ratings')).status, 403, name);
      for (const url of [
        `/api/search?q=${encodeURIComponent(matter.number)}`,
        `/api/search?q=${encodeURIComponent('没有出示证件')}`,
        '/api/notices',
        '/api/deadlines?of=agency',
        '/api/deadlines?of=mine',
        '/api/deadlines/counts',
        '/api/accountability',
        `/api/inspections/${id}`,
        '/api/workbench',
        '/api/rating-summary',
      ])
        assert.equal(tells(textOf(await client.get(url))), false, `${name} ${url}`);
      const why = await client.get(`/api/deadlines/${encodeURIComponent(`ratingAnswered:${matter.id}`)}/why`);
      assert.equal(why.status, 404, name);
    }
    // Whoever holds an inspecting role beside the one of oversight, and whoever stood at the visit, reads nothing either.
    const roles = app.database.owner;
    await roles
      .insertInto('account_roles')
      .values({
        jurisdiction_id: anLan.jurisdictionId,
        account_id: app.cast.witness.accountId,
        role: 'inspector',
      })
      .execute();
    const both = await app.signIn('witness');
    assert.equal((await both.get('/api/rating-matters')).status, 404);
    assert.equal((await both.get(`/api/rating-matters/${matter.id}`)).status, 404);
    assert.equal((await both.get('/api/visit-ratings')).status, 404);
    const later = await app.signIn('coordinator');
    assert.equal((await later.get('/api/rating-matters')).body.rows.length, 1);
    const todo = async () => JSON.stringify((await later.get('/api/workbench')).body.todo);
    assert.equal((await todo()).includes(matter.id), true);
    await roles
      .updateTable('inspection_members')
      .set({ account_id: coordinator.accountId })
      .where('inspection_id', '=', id)
      .where('account_id', '=', app.cast.boWen.accountId)
      .execute();
    assert.deepEqual((await later.get('/api/rating-matters')).body.rows, []);
    assert.equal((await later.get(`/api/rating-matters/${matter.id}`)).status, 404);
    assert.equal((await todo()).includes(matter.id), false);
    // The ledger holds that a visit was rated and that a matter moved, and nothing that joins them.
    const events = await app.database.owner.selectFrom('ledger_events').select('entry').execute();
    const moved = events.map((row) => row.entry).filter((entry) => entry.includes('ratingMatter'));
    assert.equal(moved.length, 1);
    assert.equal(moved.join('').includes(id), false);
    const rated = events.map((row) => row.entry).filter((entry) => entry.includes('visit.rated'));
    assert.equal(rated.join('').includes(low.remark), false);
    const accused = await app.database.owner.selectFrom('accountability_events').selectAll().execute();
    assert.equal(
      accused.some((row) => JSON.stringify(row).includes(matter.number)),
      false,
    );
  }));

test('R328 an agency is asked about its practice without the visit, only when it visited enough units, and reads figures of whole quarters of five visits', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 5, stage: 'visiting' });
    const [first = '', ...rest] = inspectionIds;
    await rate(app, first, low);
    await app.settle();
    const { coordinator, anLan } = app.cast;
    const office = await app.signIn('coordinator');
    const [matter] = (await office.get('/api/rating-matters')).body.rows;
    await move(app, matter.id, { move: 'assign', handlerId: coordinator.accountId });
    const ask = (words: string) =>
      move(app, matter.id, { move: 'askAgency', agencyId: anLan.agencyId, words });
    assert.equal(codeOf(await ask('茶亭1号采石场是怎么检查的？')), 'rating.names_visit_invalid');
    const entered = (ids: readonly string[], at: string | null) =>
      app.database.owner
        .updateTable('inspection_teams')
        .set({ entered_at: at })
        .where('inspection_id', 'in', [...ids])
        .execute();
    await entered(rest, null);
    assert.equal(codeOf(await ask('请说明入企检查出示证件的做法。')), 'rating.too_few');
    await entered(inspectionIds, app.platform.clock.now());
    const asked = await ask('请说明入企检查出示证件的做法。');
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    const head = await app.signIn('agencyHead');
    const read = (await head.get('/api/rating-summary')).body;
    assert.equal(read.questions[0].words, '请说明入企检查出示证件的做法。');
    assert.equal(JSON.stringify(read).includes(matter.id), false);
    assert.deepEqual(read.quarters, []);
    const answer = { actionId: app.actionId(), answer: '进门即出示，并作记录。' };
    const url = `/api/rating-questions/${read.questions[0].id}/answer`;
    assert.equal((await (await app.signIn('anLan')).post(url, answer)).status, 403);
    assert.equal((await head.post(url, answer)).status, 200);
    assert.equal((await head.post(url, answer)).status, 200);
    assert.equal(
      codeOf(await head.post(url, { ...answer, actionId: app.actionId() })),
      'rating.question_not_found',
    );
    const steps = (await office.get(`/api/rating-matters/${matter.id}`)).body.steps;
    assert.equal(steps.at(-1).words, answer.answer);
    // Four visits rated: nothing is shown; the fifth makes a figure once the quarter is over.
    for (const id of rest.slice(0, 3)) await rate(app, id, good);
    const summary = async () => (await head.get('/api/rating-summary')).body.quarters;
    const earlier = () =>
      app.database.owner.updateTable('visit_ratings').set({ rated_on: '2025-02-10' }).execute();
    await earlier();
    assert.deepEqual(await summary(), [{ from: '2025-01-01', figures: null }]);
    await rate(app, rest[3] ?? '', good);
    assert.equal((await summary()).length, 1);
    await earlier();
    const five = await summary();
    assert.deepEqual(five[0].figures, {
      ratings: 5,
      mannerTenths: 44,
      certificatesPercent: 80,
      noticePercent: 100,
    });
    const stranger = (await (await app.signIn('chenXi')).get('/api/rating-summary')).body;
    assert.deepEqual(stranger, { quarters: [], questions: [] });
  }));
