/** Tests of the round, of suspensions and of the recalculation: each once, by the right people, the day moved by the right days. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { DeadlineRow, WhyView } from '@mingcha/core/oversight/deadlines/deadline-api.ts';
import { usualSettings } from '@mingcha/core/oversight/deadlines/escalation.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import { makeMove, orderForm, plantFindings } from '../../followups/followup-testing.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { passResult, plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { deadlineRound } from './round.ts';

const day = 86_400_000;

async function rowsFor(app: TestApp, who: CastName, query = ''): Promise<readonly DeadlineRow[]> {
  return (await (await app.signIn(who)).get(`/api/deadlines?limit=200${query}`)).body.rows;
}
async function told(
  app: TestApp,
  who: CastName,
): Promise<readonly { kind: string; count: number; link: string }[]> {
  const { rows } = (await (await app.signIn(who)).get('/api/notices?limit=200')).body;
  return rows
    .filter((row: { kind: string }) => row.kind.startsWith('deadline.'))
    .map((row: { kind: string; data: { count: number }; link: string }) => ({
      kind: row.kind,
      count: row.data.count,
      link: row.link,
    }))
    .toReversed();
}

test('R321 a late clock goes to section, head and coordination office on their days, each once, whatever process does the round; then it is put on record', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 2 });
    const [first] = await rowsFor(app, 'anLan', '&of=agency&clock=resultPublished');
    assert.ok(first !== undefined);
    const missed: string[] = [];
    const round = deadlineRound((_tx, _platform, row) => {
      missed.push(row.key);
      return Promise.resolve();
    });
    const until = Date.parse(first.dueOn) - Date.parse(app.platform.clock.today());
    app.platform.clock.advance(until);
    await round(app.platform);
    for (const who of ['sectionOfficer', 'agencyHead', 'coordinator'] as const)
      assert.deepEqual(await told(app, who), [], who);
    const counts: Record<string, number>[] = [];
    const liveDay = async () => {
      app.platform.clock.advance(day);
      // Two processes at once.
      await Promise.all([round(app.platform), round(app.platform)]);
      counts.push({
        section: (await told(app, 'sectionOfficer')).length,
        head: (await told(app, 'agencyHead')).length,
        office: (await told(app, 'coordinator')).length,
      });
    };
    while (counts.length < 20 && counts.at(-1)?.['office'] !== 1) await liveDay();
    // Later, and once more after one of them was killed, nobody is told again.
    await round(app.platform);
    await liveDay();
    await liveDay();
    const last = counts.at(-1);
    assert.deepEqual(last, { section: 1, head: 1, office: 1 });
    const firstOf = (who: string) => counts.findIndex((each) => each[who] === 1);
    assert.ok(firstOf('section') < firstOf('head') && firstOf('head') < firstOf('office'));
    assert.deepEqual(await told(app, 'agencyHead'), [
      { kind: 'deadline.escalated', count: 2, link: '/deadlines?of=agency&state=late' },
    ]);
    assert.deepEqual(await told(app, 'otherAgency'), []);
    assert.deepEqual(await told(app, 'chenXi'), []);
    assert.equal(missed.length, 2, 'each missed clock once');
    const anLan = (await told(app, 'anLan')).filter((each) => each.kind === 'deadline.late');
    assert.deepEqual(anLan, [], 'the publication itself tells its person, not twice');
  }));

test('R321 a round that is killed before its end told nothing, the next tells all; what is exempt, suspended or withdrawn is quiet', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 3, stage: 'recorded' });
    for (const id of inspectionIds) await passResult(app, { id });
    await app.settle();
    const set = (state: string, id = '') =>
      app.database.db.updateTable('publications').set({ state }).where('inspection_id', '=', id).execute();
    await set('exempt', inspectionIds[0]);
    await set('suspended', inspectionIds[1]);
    app.platform.clock.advance(60 * day);
    const killed = deadlineRound(() => Promise.reject(new Error('killed')));
    await assert.rejects(killed(app.platform), /killed/);
    assert.deepEqual(await told(app, 'agencyHead'), []);
    await deadlineRound(null)(app.platform);
    assert.deepEqual(
      (await told(app, 'agencyHead')).map((each) => each.count),
      [1],
    );
    const { inspection_id: id } = await app.database.db
      .selectFrom('inspection_teams')
      .select('inspection_id')
      .where('inspection_id', '=', inspectionIds[2] ?? '')
      .executeTakeFirstOrThrow();
    await app.database.db
      .updateTable('inspection_teams')
      .set({ stage: 'withdrawn' })
      .where('inspection_id', '=', id)
      .execute();
    assert.deepEqual(await rowsFor(app, 'anLan', '&of=agency&state=late'), []);
  }));

test('R321 a list to dispatch runs from its draw: told before, on and after the day by the engine, gone when dispatched', () =>
  withTestApp(async (app) => {
    const { jurisdictionId, agencyId, accountId, personName } = app.cast.anLan;
    const id = app.platform.ids.next();
    const at = app.platform.clock.now();
    await app.database.db
      .insertInto('outside_draws')
      .values({
        jurisdiction_id: jurisdictionId,
        id,
        agency_id: agencyId,
        platform_name: '省平台',
        number: 'S-1',
        title: '省平台抽取的检查',
        item_name: '事项',
        plan_number: '',
        drawn_on: app.platform.clock.today(),
        window_from: '2026-12-01',
        window_to: '2026-12-31',
        file_name: 'a.csv',
        file_sha256: '00'.repeat(32),
        imported_by: accountId,
        imported_name: personName,
        imported_at: at,
        released_at: null,
      })
      .execute();
    const round = deadlineRound(null);
    await round(app.platform);
    await round(app.platform);
    const [row] = await rowsFor(app, 'anLan', '&clock=listDispatched');
    assert.equal(row?.subject, '省平台抽取的检查');
    assert.deepEqual(row.people, ['安岚']);
    assert.equal(row.daysLeft, 3, 'three working days by the plain rules');
    const kinds: string[] = [];
    for (let i = 0; i < 8; i += 1) {
      app.platform.clock.advance(day);
      await round(app.platform);
    }
    kinds.push(...(await told(app, 'anLan')).map((each) => each.kind));
    assert.deepEqual(kinds, ['deadline.due', 'deadline.due', 'deadline.due', 'deadline.late']);
    const why = (await (await app.signIn('anLan')).get(`/api/deadlines/${row.key}/why`)).body as WhyView;
    assert.equal(why.startedOn, row.startedOn);
  }));

async function caseOpened(app: TestApp): Promise<DeadlineRow> {
  const { findingIds } = await plantFindings(app, ['case']);
  const form = {
    move: 'openCase',
    number: '茶应急立〔2026〕1号',
    on: app.platform.clock.today(),
    entryKey: null,
  } as const;
  const an = await app.signIn('anLan');
  const moved = await makeMove(app, an, { ids: findingIds, form: form as never });
  assert.equal(moved.status, 200, JSON.stringify(moved.body));
  const [row] = await rowsFor(app, 'anLan', '&of=agency&clock=penaltyDecided');
  assert.ok(row !== undefined);
  return row;
}

test('R321 a clock stands still only on a ground of the law, decided by the head and never by who asked, and moves by the days', () =>
  withTestApp(async (app) => {
    const row = await caseOpened(app);
    assert.equal(row.dueOn, addDays(row.startedOn, 90));
    const an = await app.signIn('anLan');
    const head = await app.signIn('agencyHead');
    const path = `/api/deadlines/${row.key}/pauses`;
    const ask = { actionId: app.actionId(), ground: 'testing', basis: '委托鉴定书2026-1', note: '' };
    const wrong = await an.post(path, { ...ask, actionId: app.actionId(), ground: 'materials' });
    assert.equal(wrong.body.error.code, 'deadline.ground_invalid');
    for (const who of ['chenXi', 'otherAgency'] as const)
      assert.equal(
        (await (await app.signIn(who)).post(path, { ...ask, actionId: app.actionId() })).status,
        404,
        who,
      );
    for (const who of ['agencyHead', 'auditor'] as const)
      assert.equal(
        (await (await app.signIn(who)).post(path, { ...ask, actionId: app.actionId() })).status,
        403,
        who,
      );
    const asked = await an.post(path, ask);
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    assert.deepEqual((await an.post(path, ask)).body, asked.body, 'the same request again');
    assert.equal(
      (await an.post(path, { ...ask, actionId: app.actionId() })).body.error.code,
      'deadline.pause_exists',
    );
    const decision = `/api/deadline-pauses/${asked.body.id}/decision`;
    const yes = { actionId: app.actionId(), version: 1, agrees: true, opinion: '' };
    assert.equal((await an.post(decision, yes)).status, 403, 'who asked does not decide');
    assert.equal(
      (await head.post(decision, { ...yes, version: 7 })).body.error.code,
      'deadline.changed_meanwhile',
    );
    assert.deepEqual((await head.post(decision, yes)).body, { state: 'running' });
    assert.deepEqual((await head.post(decision, yes)).body, { state: 'running' });
    assert.equal((await rowsFor(app, 'anLan', '&of=agency&clock=penaltyDecided'))[0]?.state, 'suspended');
    app.platform.clock.advance(20 * day);
    const id = row.key.split(':')[1] ?? '';
    await app.database.db
      .updateTable('followups')
      .set({ due_on: row.startedOn })
      .where('finding_id', '=', id)
      .execute();
    await deadlineRound(null)(app.platform);
    assert.deepEqual(
      await told(app, 'agencyHead'),
      [{ kind: 'deadline.pauseAsked', count: undefined, link: row.path }],
      'quiet while it stands',
    );
    const later = await app.signIn('anLan');
    const end = `/api/deadline-pauses/${asked.body.id}/end`;
    const resumed = await later.post(end, { actionId: app.actionId(), version: 2, note: '' });
    assert.deepEqual(resumed.body, { dueOn: addDays(row.dueOn, 20) });
    const why = (await later.get(`/api/deadlines/${row.key}/why`)).body as WhyView;
    assert.equal(why.basis.paused, 20);
    assert.deepEqual(
      why.pauses.map(({ state, days, ground }) => ({ state, days, ground })),
      [{ state: 'ended', days: 20, ground: 'testing' }],
    );
    assert.equal(why.dueOn, addDays(row.dueOn, 20));
    const again = await later.post(end, { actionId: app.actionId(), version: 3, note: '' });
    assert.equal(again.body.error.code, 'deadline.pause_wrong_state');
  }));

test('R321 who is told when is set by the head of the agency alone, in order', () =>
  withTestApp(async (app) => {
    const head = await app.signIn('agencyHead');
    const before = await head.get('/api/deadline-settings');
    assert.deepEqual(before.body.settings, usualSettings);
    const settings = { before: [10, 2], toSection: 0, toHead: 1, toOffice: 2 };
    const save = { actionId: app.actionId(), version: 0, settings };
    assert.equal((await (await app.signIn('anLan')).post('/api/deadline-settings', save)).status, 403);
    const backwards = { ...save, actionId: app.actionId(), settings: { ...settings, toHead: 5 } };
    assert.equal((await head.post('/api/deadline-settings', backwards)).status, 422);
    assert.deepEqual((await head.post('/api/deadline-settings', save)).body, { version: 1 });
    assert.equal(
      (await head.post('/api/deadline-settings', { ...save, actionId: app.actionId() })).body.error.code,
      'deadline.changed_meanwhile',
    );
    assert.deepEqual((await head.get('/api/deadline-settings')).body.settings, settings);
    await plantPassed(app);
    const [row] = await rowsFor(app, 'anLan', '&of=agency');
    app.platform.clock.advance(
      Date.parse(row?.dueOn ?? '') - Date.parse(app.platform.clock.today()) + 7 * day,
    );
    await deadlineRound(null)(app.platform);
    assert.equal((await told(app, 'coordinator')).length, 1, 'after two working days already');
  }));

test('R321 a published year moves the open clocks that touch it, not those that were met, extended or ordered; the ledger counts them and their people are told', () =>
  withTestApp(async (app) => {
    await plantPassed(app, { count: 2 });
    const { findingIds } = await plantFindings(app, ['rectify']);
    await makeMove(app, await app.signIn('boWen'), { ids: findingIds, form: orderForm });
    const before = await rowsFor(app, 'anLan', '&of=agency');
    const metBefore = await entryDays(app);
    const admin = await app.signIn('administrator');
    const years = (await admin.get('/api/calendar-years')).body.years as {
      year: number;
      versions: Record<string, unknown>[];
    }[];
    const now = years.find((each) => each.year === 2026)?.versions[0];
    const isKnown = now !== undefined;
    const entered = await admin.post('/api/calendar-years', {
      actionId: app.actionId(),
      version: isKnown ? now['version'] : 0,
      reason: '补充放假安排',
      year: 2026,
      source: '关于调整放假安排的通知',
      breaks: [
        { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
        { name: '调休假', from: '2026-12-07', to: '2026-12-11' },
      ],
      makeUpDays: [],
    });
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    await app.settle();
    const after = await rowsFor(app, 'anLan', '&of=agency');
    const dueOf = (rows: readonly DeadlineRow[], clock: string) =>
      rows.filter((row) => row.clock === clock).map((row) => row.dueOn);
    const moved = dueOf(after, 'resultPublished');
    assert.notDeepEqual(moved, dueOf(before, 'resultPublished'));
    assert.deepEqual(
      dueOf(after, 'rectified'),
      dueOf(before, 'rectified'),
      'the day of an order stands on its paper',
    );
    assert.deepEqual(await entryDays(app), metBefore, 'what was met keeps its day');
    const owed = await app.database.db
      .selectFrom('publications')
      .select('due_on')
      .where('kind', '=', 'result')
      .execute();
    assert.deepEqual(
      owed.map((row) => row.due_on),
      moved,
      'the publication follows its clock',
    );
    const key = after.find((row) => row.clock === 'resultPublished')?.key ?? '';
    const why = (await (await app.signIn('anLan')).get(`/api/deadlines/${key}/why`)).body as WhyView;
    assert.equal(why.basis.moved?.why, 'calendar');
    assert.equal(why.basis.moved.from, dueOf(before, 'resultPublished')[0]);
    assert.deepEqual(why.way.breaks.map((each) => each.name).includes('调休假'), true);
    const events = await app.database.db
      .selectFrom('ledger_events')
      .select('entry')
      .where('type', '=', 'deadline.recomputed')
      .execute();
    const { data } = JSON.parse(String(events[0]?.entry)) as { data: Record<string, unknown> };
    assert.equal(data['movedCount'], 2);
    assert.deepEqual(
      (await told(app, 'boWen')).map(({ kind, count }) => ({ kind, count })),
      [{ kind: 'deadline.moved', count: 2 }],
    );
  }));

async function entryDays(app: TestApp) {
  const rows = await app.database.db
    .selectFrom('result_clocks')
    .select('due_on')
    .where('clock', '=', 'resultEntered')
    .execute();
  return rows.map((row) => row.due_on);
}

test('R321 a version of the rule book that comes into force gives its lengths to the open clocks of its agency', () =>
  withTestApp(async (app) => {
    await plantPassed(app);
    const [own] = await rowsFor(app, 'anLan', '&of=agency&clock=resultPublished');
    await publishRules(app, 7);
    await app.settle();
    const [now] = await rowsFor(app, 'anLan', '&of=agency&clock=resultPublished');
    assert.ok(own !== undefined && now !== undefined && now.dueOn < own.dueOn);
    const why = (await (await app.signIn('anLan')).get(`/api/deadlines/${now.key}/why`)).body as WhyView;
    assert.deepEqual(
      {
        length: why.basis.length,
        source: why.basis.source,
        version: why.basis.ruleVersion,
        why: why.basis.moved?.why,
      },
      { length: 7, source: '本地规定', version: 1, why: 'rules' },
    );
    assert.equal(why.way.workingDays, 7);
    assert.equal((await told(app, 'boWen')).filter(({ kind }) => kind === 'deadline.moved').length, 1);
  }));

/** The bureau's first rule book, with so many working days for the publication of a result. */
async function publishRules(app: TestApp, length: number): Promise<void> {
  const rules = presetRules('plain');
  const deadlines = rules.deadlines.map((each) =>
    each.clock === 'resultPublished' ? { ...each, length, basis: '本地规定' } : each,
  );
  const officer = await app.signIn('sectionOfficer');
  const { id } = (
    await officer.post('/api/rule-books', { actionId: app.actionId(), from: 'plain', reason: '首次制定' })
  ).body;
  const saved = await officer.put(`/api/rule-books/${id}`, {
    actionId: app.actionId(),
    version: 1,
    reason: '缩短公示期限',
    rules: { ...rules, deadlines },
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  let { version } = saved.body;
  for (const [who, step] of [
    ['sectionOfficer', 'submit'],
    ['anLan', 'review'],
    ['agencyHead', 'approve'],
    ['anLan', 'publish'],
  ] as const) {
    const body = { actionId: app.actionId(), version, step, reason: '' };
    const reply = await (await app.signIn(who)).post(`/api/rule-books/${id}/steps`, body);
    assert.equal(reply.status, 200, `${step} ${JSON.stringify(reply.body)}`);
    version = reply.body.version;
  }
}
