/** Tests of the view from above: who opens it, what is seen and noted, one way to urge, and nothing to write. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Role } from '@mingcha/core/common/roles.ts';
import type { DeadlineRow } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import type { SupervisionProposal } from '@mingcha/core/oversight/papers/supervision-api.ts';
import { type TestApp, type TestClient, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPassed } from '../../publications/publication-testing.ts';

const papers = '/api/oversight/papers';

/** The other jurisdiction becomes the prefecture above the bureau's county; Chen Xi holds its coordination office. */
async function raise(app: TestApp, code = '130100'): Promise<string> {
  const { chenXi } = app.cast;
  const id = chenXi.jurisdictionId;
  await app.database.db
    .updateTable('jurisdictions')
    .set({ division_code: code })
    .where('id', '=', id)
    .execute();
  await setRole(app, 'chenXi', 'coordinator');
  return id;
}

async function setRole(app: TestApp, who: CastName, role: Role): Promise<void> {
  await app.database.db
    .updateTable('account_roles')
    .set({ role })
    .where('account_id', '=', app.cast[who].accountId)
    .execute();
}

async function openView(app: TestApp, superiorId: string): Promise<string> {
  const administrator = await app.signIn('administrator');
  const asked = await administrator.post('/api/superior', {
    actionId: app.actionId(),
    superiorId,
    basis: '市双随机办通知',
  });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const decision = { actionId: app.actionId(), version: 1, agrees: true, opinion: '' };
  const path = `/api/superior/${asked.body.id}/decision`;
  const decided = await (await app.signIn('securityAdministrator')).post(path, decision);
  assert.deepEqual(decided.body, { state: 'standing' });
  return asked.body.id as string;
}

const below = (app: TestApp) => `/api/below/${app.cast.anLan.jurisdictionId}`;
const parts = ['counts', 'clocks', 'board', 'papers', 'figures'] as const;

async function statuses(client: TestClient, app: TestApp): Promise<readonly number[]> {
  const found: number[] = [];
  for (const part of parts) found.push((await client.get(`${below(app)}/${part}`)).status);
  return found;
}

test('R320 the lower level opens the view with two administrators, for a level above only, and closes it again', () =>
  withTestApp(async (app) => {
    const superiorId = await raise(app, '140500');
    const administrator = await app.signIn('administrator');
    const ask = { actionId: app.actionId(), superiorId, basis: '通知' };
    const beside = await administrator.post('/api/superior', ask);
    assert.equal(beside.body.error.code, 'superior.not_above_invalid');
    await raise(app);
    for (const who of ['anLan', 'coordinator', 'securityAdministrator', 'chenXi'] as const) {
      const refused = await (await app.signIn(who)).post('/api/superior', {
        ...ask,
        actionId: app.actionId(),
      });
      assert.equal(refused.status, 403, who);
    }
    const actionId = app.actionId();
    const asked = await administrator.post('/api/superior', { ...ask, actionId });
    assert.deepEqual((await administrator.post('/api/superior', { ...ask, actionId })).body, asked.body);
    const twice = await administrator.post('/api/superior', { ...ask, actionId: app.actionId() });
    assert.equal(twice.body.error.code, 'superior.exists');
    const chen = await app.signIn('chenXi');
    assert.deepEqual((await chen.get('/api/below')).body.rows, [], 'asked is not opened');
    const path = `/api/superior/${asked.body.id}`;
    const decision = { actionId: app.actionId(), version: 1, agrees: true, opinion: '' };
    assert.equal(
      (await administrator.post(`${path}/decision`, decision)).status,
      403,
      'who asked does not decide',
    );
    const security = await app.signIn('securityAdministrator');
    const bare = await security.post(`${path}/decision`, { ...decision, agrees: false });
    assert.equal(bare.body.error.code, 'superior.opinion_missing_invalid');
    const old = await security.post(`${path}/decision`, {
      ...decision,
      actionId: app.actionId(),
      version: 7,
    });
    assert.equal(old.body.error.code, 'superior.changed_meanwhile');
    const agreed = await security.post(`${path}/decision`, { ...decision, actionId: app.actionId() });
    assert.equal(agreed.status, 200, JSON.stringify(agreed.body));
    const again = await security.post(`${path}/decision`, {
      ...decision,
      actionId: app.actionId(),
      version: 2,
    });
    assert.equal(again.body.error.code, 'superior.wrong_state');
    assert.equal((await chen.get('/api/below')).body.rows.length, 1);
    const end = await administrator.post(`${path}/end`, { actionId: app.actionId(), version: 2 });
    assert.deepEqual(end.body, { state: 'ended' });
    assert.deepEqual((await chen.get('/api/below')).body.rows, []);
    assert.deepEqual(await statuses(chen, app), [404, 404, 404, 404, 404]);
    const { links } = (await (await app.signIn('auditor')).get('/api/superior')).body;
    assert.equal(links[0].state, 'ended');
  }));

test('R320 a superior reads clocks, board, papers and indicators, each reading of names is noted below, sealed names stay sealed', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantPassed(app, { count: 2 });
    const superiorId = await raise(app);
    await openView(app, superiorId);
    const chen = await app.signIn('chenXi');
    assert.deepEqual(await statuses(chen, app), [200, 200, 200, 200, 200]);
    const [place] = (await chen.get('/api/below')).body.rows;
    const { rows } = (await chen.get(`${below(app)}/clocks?limit=200`)).body as { rows: DeadlineRow[] };
    const own = (await (await app.signIn('coordinator')).get('/api/deadlines?limit=200')).body
      .rows as DeadlineRow[];
    assert.deepEqual(
      rows.map((row) => [row.key, row.dueOn, row.subject]),
      own.map((row) => [row.key, row.dueOn, row.subject]),
    );
    assert.equal(place.open + place.late + place.soon + place.today + place.suspended, rows.length);
    assert.ok(rows.every((row) => row.path === ''));
    const noted = (await (await app.signIn('auditor')).get('/api/superior/readings')).body.rows;
    assert.deepEqual(
      noted.map((row: { personName: string; rows: number }) => [row.personName, row.rows]),
      [
        ['陈希', rows.length],
        ['陈希', rows.length],
      ],
    );
    await app.database.db
      .updateTable('inspection_tasks')
      .set({ reveal_at: '2030-01-01T00:00:00.000Z' })
      .where('id', '=', taskId)
      .execute();
    for (const part of parts) {
      const body = JSON.stringify((await chen.get(`${below(app)}/${part}`)).body);
      assert.doesNotMatch(body, /采石场/, part);
    }
    // Their own routes stay closed, and a sibling or a lower level sees nothing at all.
    const task = await chen.get(`/api/tasks/${taskId}/filing`);
    assert.equal(task.status, 404);
    assert.deepEqual((await (await app.signIn('coordinator')).get('/api/below')).body.rows, []);
    await app.database.db
      .updateTable('jurisdictions')
      .set({ division_code: '130182' })
      .where('id', '=', superiorId)
      .execute();
    await app.database.db.updateTable('superior_links').set({ state: 'ended' }).execute();
    assert.deepEqual(await statuses(chen, app), [404, 404, 404, 404, 404], 'a sibling');
    await setRole(app, 'chenXi', 'agencyHead');
    const head = await statuses(await app.signIn('chenXi'), app);
    assert.deepEqual(head, [404, 404, 404, 404, 404], 'a head without the coordination office');
    await setRole(app, 'chenXi', 'legalOfficer');
    assert.deepEqual(await statuses(await app.signIn('chenXi'), app), [403, 403, 403, 403, 403]);
  }));

test('R320 a superior urges the coordination office below with an approved note and changes nothing else there', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    const superiorId = await raise(app);
    await openView(app, superiorId);
    app.platform.clock.advance(40 * 86_400_000);
    const chen = await app.signIn('chenXi');
    const { rows } = (await chen.get(`${below(app)}/clocks?state=late`)).body as { rows: DeadlineRow[] };
    const [late] = rows;
    assert.ok(late !== undefined);
    const about = encodeURIComponent(late.key);
    const other = await chen.get(`${papers}/proposal?kind=circular&about=${about}`);
    assert.equal(other.body.error.code, 'supervision.below_kind_invalid');
    const found = await chen.get(`${papers}/proposal?kind=urge&about=${about}`);
    const proposal = found.body as SupervisionProposal;
    assert.equal(proposal.source.below, '茶亭区');
    assert.match(proposal.content.addressee, /^茶亭区.*协调机构$/);
    assert.match(proposal.content.demands, /督促茶亭区应急管理局/);
    assert.deepEqual([proposal.sections, proposal.people], [[], []]);
    const drafted = await chen.post(papers, {
      actionId: app.actionId(),
      kind: 'urge',
      about: { kind: 'clock', key: late.key },
    });
    assert.equal(drafted.status, 200, JSON.stringify(drafted.body));
    const { id } = drafted.body;
    const step = async (client: TestClient, version: number, form: object) => {
      const reply = await client.post(`${papers}/${id}/moves`, { actionId: app.actionId(), version, form });
      return reply.status === 200 ? reply.body.state : reply.body.error.code;
    };
    // Nobody leads that agency yet: nothing goes out without a leader.
    assert.equal(await step(chen, 1, { move: 'submit' }), 'supervision.no_leader');
    await app.database.db
      .updateTable('supervision_papers')
      .set({
        state: 'sent',
        approved_by: app.cast.anLan.accountId,
        approved_name: '市领导',
        approved_on: app.platform.clock.today(),
        number: '云督办〔2027〕1号',
      })
      .where('id', '=', id)
      .execute();
    assert.equal((await chen.get(`${papers}/${id}`)).status, 200);
    const officer = await app.signIn('otherAgency');
    assert.equal((await officer.get(`${papers}/${id}`)).status, 404, 'another agency below');
    const office = await app.signIn('coordinator');
    assert.equal((await office.get(`${papers}?of=toDo`)).body.rows.length, 1);
    assert.equal(
      await step(await app.signIn('sectionOfficer'), 1, { move: 'receive' }),
      'supervision.not_found',
    );
    assert.equal(await step(office, 1, { move: 'receive' }), 'received');
    assert.equal(await step(office, 2, { move: 'reply', text: '已督促' }), 'replied');
    assert.equal(await step(office, 3, { move: 'close', note: '' }), 'supervision.sender_forbidden');
    assert.equal(await step(chen, 3, { move: 'close', note: '' }), 'closed');
    // Writing anything below is refused: a pause, a publication, a filing, the settings.
    const pause = { actionId: app.actionId(), ground: 'testing', basis: 'x', note: '' };
    await setRole(app, 'chenXi', 'legalOfficer');
    const again = await app.signIn('chenXi');
    assert.equal((await again.post(`/api/deadlines/${late.key}/pauses`, pause)).status, 404);
    const beyond = await again.get(`${papers}/proposal?kind=urge&about=${about}`);
    assert.equal(beyond.body.error.code, 'supervision.reach_forbidden', 'only the office above urges below');
  }));
