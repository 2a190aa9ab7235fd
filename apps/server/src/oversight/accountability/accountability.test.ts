/** Accountability events in the database: raised once per fact, seen by few, heard before decided, evidence that stays. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addTaken, entryFields, openYear, publishItems, publishPlan } from '../../plans/plan-testing.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { raiseFacts } from './facts.ts';
import { openEvent } from './open-event.ts';

type Raised = { readonly id: string; readonly number: string };

async function raise(app: TestApp, as: CastName, over: object = {}) {
  const client = await app.signIn(as);
  return client.post('/api/accountability', {
    actionId: app.actionId(),
    agencyId: app.cast.boWen.agencyId,
    kind: 'falseRecord',
    subject: '江边加工厂检查记录',
    account: '记录所载时间早于到场时间。',
    happenedOn: app.platform.clock.today(),
    path: '',
    personId: app.cast.sectionOfficer.accountId,
    ledgerSeqs: [],
    ...over,
  });
}

async function raised(app: TestApp, as: CastName = 'anLan', over: object = {}): Promise<Raised> {
  const reply = await raise(app, as, over);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return reply.body as Raised;
}

async function move(app: TestApp, of: { id: string; as: CastName; form: object; version?: number }) {
  const client = await app.signIn(of.as);
  const seen = await client.get(`/api/accountability/${of.id}`);
  const version = of.version ?? (seen.body as { version: number }).version ?? 1;
  return client.post(`/api/accountability/${of.id}/moves`, {
    actionId: app.actionId(),
    version,
    form: of.form,
  });
}
const codeOf = (reply: { body: unknown }) => (reply.body as { error: { code: string } }).error.code;

async function withoutSection(app: TestApp, ...names: readonly CastName[]): Promise<void> {
  for (const name of names)
    await app.database.owner
      .updateTable('accounts')
      .set({ section_id: null })
      .where('id', '=', app.cast[name].accountId)
      .execute();
}

test('R324 a fact raises one event, however often it is told; it names one person or nobody and stands in the ledger without names', () =>
  withTestApp(async (app) => {
    await raised(app);
    const fact = {
      jurisdictionId: app.cast.anLan.jurisdictionId,
      agencyId: app.cast.anLan.agencyId,
      kind: 'lateStep',
      factKey: 'lateStep entry 1',
      facts: { subject: '江边加工厂', clock: 'resultEntered', dueOn: '2026-01-05' },
      happenedOn: '2026-01-05',
      path: '/inspections/1',
      personId: app.cast.boWen.accountId,
      ledgerSeqs: [1],
    } as const;
    const first = await inTransaction(app.platform.db, (tx) => openEvent(tx, app.platform, fact));
    const second = await inTransaction(app.platform.db, (tx) => openEvent(tx, app.platform, fact));
    assert.ok(first !== null);
    assert.equal(second, null);
    const seen = (await (await app.signIn('auditor')).get(`/api/accountability/${first}`)).body;
    assert.deepEqual([seen.personName, seen.isFact, seen.state], ['柏文', true, 'opened']);
    assert.deepEqual(
      seen.evidence.map((each: { kind: string; isIntact: boolean }) => [each.kind, each.isIntact]),
      [['ledger', true]],
    );
    const entries = await app.database.owner
      .selectFrom('ledger_events')
      .select(['type', 'entry'])
      .where('subject_id', '=', first)
      .execute();
    assert.deepEqual(
      entries.map((each) => each.type),
      ['accountability.raised'],
    );
    assert.equal(JSON.stringify(entries).includes(app.cast.boWen.accountId), false);
    assert.equal(JSON.stringify(entries).includes('柏文'), false);
  }));

const shownOf = async (app: TestApp, kind: string) =>
  (await (await app.signIn('auditor')).get(`/api/accountability?of=all&kind=${kind}`)).body.rows;

test('R324 a window of the plan that ended without a draw raises one event by itself, with the entry of the ledger', () =>
  withTestApp(async (app) => {
    const keys = await publishItems(app, app.cast.anLan, [['工贸安全', 'general']]);
    const lan = await app.signIn('anLan');
    const planId = await openYear(app, lan);
    const window = { from: '2026-04-01', to: '2026-11-30' };
    await addTaken(app, lan, { planId, fields: entryFields(keys['工贸安全'] ?? '', { window }) });
    await publishPlan(app, planId);
    await raiseFacts(app.platform);
    assert.deepEqual(await shownOf(app, 'missedDraw'), []);
    const until = Date.parse(window.to) - Date.parse(app.platform.clock.today());
    app.platform.clock.advance(until + 86_400_000);
    await raiseFacts(app.platform);
    await raiseFacts(app.platform);
    const [missed, ...more] = await shownOf(app, 'missedDraw');
    assert.deepEqual([missed.facts.dueOn, missed.path, more], [window.to, `/plans/${planId}`, []]);
    const seen = (await (await app.signIn('coordinator')).get(`/api/accountability/${missed.id}`)).body;
    assert.deepEqual([seen.evidence.length, seen.evidence[0].isIntact], [1, true]);
  }));

test('R324 the record of a visit with one inspector raises one event by itself; it names nobody', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { stage: 'recorded' });
    const of = inspectionIds[0] ?? '';
    const rows = app.database.owner.selectFrom('inspection_members').select(['id', 'agency_id']);
    const [first, ...others] = await rows.where('inspection_id', '=', of).orderBy('id').execute();
    const ids = others.filter((each) => each.agency_id === first?.agency_id).map((each) => each.id);
    const members = app.database.owner.updateTable('inspection_members');
    await members.set({ state: 'absent' }).where('id', 'in', ids).execute();
    await raiseFacts(app.platform);
    await raiseFacts(app.platform);
    const [lone, ...more] = await shownOf(app, 'singleInspector');
    assert.deepEqual([lone.facts.count, lone.path, lone.personName, more], [1, `/inspections/${of}`, '', []]);
  }));

test('R324 the person named, head, discipline post, auditor and coordination office see an event; others and other places do not', () =>
  withTestApp(async (app) => {
    const { id } = await raised(app);
    for (const who of ['sectionOfficer', 'agencyHead', 'witness', 'auditor', 'coordinator'] as const) {
      const seen = await (await app.signIn(who)).get(`/api/accountability/${id}`);
      assert.equal(seen.status, 200, who);
      const rows = (await (await app.signIn(who)).get('/api/accountability')).body.rows;
      assert.equal(rows.length, 1, who);
    }
    for (const who of ['anLan', 'boWen', 'otherAgency', 'chenXi', 'justiceOfficer'] as const) {
      const seen = await (await app.signIn(who)).get(`/api/accountability/${id}`);
      assert.deepEqual([seen.status, codeOf(seen)], [404, 'accountability.not_found'], who);
      assert.deepEqual((await (await app.signIn(who)).get('/api/accountability?of=all')).body.rows, [], who);
      const moved = await move(app, { id, as: who, form: { move: 'noteSilence', note: '' }, version: 1 });
      assert.equal(moved.status, 404, who);
    }
    const own = (await (await app.signIn('sectionOfficer')).get(`/api/accountability/${id}`)).body;
    assert.equal(
      JSON.stringify(own).includes('安岚'),
      false,
      'who raised it is not told to the person named',
    );
    const paper = await (await app.signIn('sectionOfficer')).get(`/api/accountability/${id}/paper`);
    assert.equal(paper.status, 403);
    assert.equal(
      (await (await app.signIn('auditor')).get(`/api/accountability/${id}/paper?format=docx`)).status,
      200,
    );
  }));

test('R324 asked, stated, decided by somebody else, closed: the person is told of each, and due diligence is an outcome', () =>
  withTestApp(async (app) => {
    const { id } = await raised(app);
    await withoutSection(app, 'agencyHead', 'witness', 'coordinator');
    const decide = {
      move: 'decide',
      outcome: 'dutiful',
      ground: 'procedureFollowed',
      decision: '已按程序核对。',
    };
    const early = await move(app, { id, as: 'agencyHead', form: decide });
    assert.equal(codeOf(early), 'accountability.not_heard');
    const due = '2099-12-31';
    const asked = await move(app, { id, as: 'witness', form: { move: 'ask', dueOn: due, note: '' } });
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
    const notices = (await (await app.signIn('sectionOfficer')).get('/api/notices')).body.rows;
    assert.ok(notices.some((each: { kind: string }) => each.kind === 'accountability.asked'));
    const handsOn = await move(app, {
      id,
      as: 'sectionOfficer',
      form: { move: 'deliver', how: 'inPerson', onDay: app.platform.clock.today(), note: '当面' },
    });
    assert.equal(codeOf(handsOn), 'accountability.named_forbidden');
    const words = { move: 'state', statement: '当日设备时间有误，已当场更正。' };
    const foreign = await move(app, { id, as: 'agencyHead', form: words });
    assert.equal(codeOf(foreign), 'accountability.only_named_forbidden');
    assert.equal((await move(app, { id, as: 'sectionOfficer', form: words })).body.state, 'stated');
    const stale = await move(app, { id, as: 'agencyHead', form: decide, version: 1 });
    assert.equal(codeOf(stale), 'accountability.changed_meanwhile');
    const groundless = await move(app, { id, as: 'agencyHead', form: { ...decide, ground: null } });
    assert.deepEqual([groundless.status, codeOf(groundless)], [422, 'accountability.ground_invalid']);
    const done = await move(app, { id, as: 'agencyHead', form: decide });
    assert.equal(done.body.state, 'handled', JSON.stringify(done.body));
    const closed = await move(app, { id, as: 'witness', form: { move: 'close', note: '已告知本人。' } });
    assert.equal(closed.body.state, 'closed');
    const own = (await (await app.signIn('sectionOfficer')).get(`/api/accountability/${id}`)).body;
    assert.deepEqual(
      [own.outcome, own.ground, own.statement],
      ['dutiful', 'procedureFollowed', words.statement],
    );
    assert.deepEqual(
      own.steps.map((step: { step: string }) => step.step),
      ['raised', 'ask', 'state', 'decide', 'close'],
    );
  }));

test('R324 without a statement nothing goes on before the day, nor without proof that the request arrived', () =>
  withTestApp(async (app) => {
    const { id } = await raised(app);
    await withoutSection(app, 'agencyHead', 'witness');
    const today = app.platform.clock.today();
    const inTwoDays = new Date(Date.parse(today) + 2 * 86_400_000).toISOString().slice(0, 10);
    await move(app, { id, as: 'agencyHead', form: { move: 'ask', dueOn: inTwoDays, note: '' } });
    const silence = { move: 'noteSilence', note: '' };
    app.platform.clock.advance(40 * 86_400_000);
    assert.equal(
      codeOf(await move(app, { id, as: 'agencyHead', form: silence })),
      'accountability.not_noticed',
    );
    // Opening the event is how the request arrives.
    assert.equal(
      (await (await app.signIn('sectionOfficer')).get(`/api/accountability/${id}`)).body.noticedHow,
      'read',
    );
    assert.equal(
      codeOf(await move(app, { id, as: 'agencyHead', form: silence })),
      'accountability.day_ahead',
    );
    app.platform.clock.advance(20 * 86_400_000);
    assert.equal((await move(app, { id, as: 'agencyHead', form: silence })).body.state, 'silent');
    const decided = await move(app, {
      id,
      as: 'agencyHead',
      form: { move: 'decide', outcome: 'workNote', ground: null, decision: '今后应当核对设备时间。' },
    });
    assert.equal(decided.body.state, 'handled', JSON.stringify(decided.body));
  }));

test('R324 who is of the same section or raised it does not decide', () =>
  withTestApp(async (app) => {
    const own = await raised(app, 'witness');
    const told = { move: 'takeDown', statement: '已说明。', onDay: app.platform.clock.today(), note: '书面' };
    // The whole cast of the bureau stands in one section.
    const same = await move(app, { id: own.id, as: 'agencyHead', form: told });
    assert.equal(codeOf(same), 'accountability.same_section_forbidden');
    await withoutSection(app, 'agencyHead', 'witness');
    assert.equal((await move(app, { id: own.id, as: 'agencyHead', form: told })).status, 200);
    const form = { move: 'decide', outcome: 'notEstablished', ground: null, decision: '事实不存在。' };
    assert.equal(
      codeOf(await move(app, { id: own.id, as: 'witness', form })),
      'accountability.raised_forbidden',
    );
    assert.equal((await move(app, { id: own.id, as: 'agencyHead', form })).body.state, 'handled');
  }));

test('R324 evidence: entries of the ledger by number, files by handler, raiser and the person named; nothing after the decision', () =>
  withTestApp(async (app) => {
    await raised(app);
    const { id } = await raised(app, 'anLan', { ledgerSeqs: [1] });
    const pdf = { name: 'scan.pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') };
    const file = await (await app.signIn('anLan')).upload(`/api/accountability/${id}/files`, pdf, {
      actionId: app.actionId(),
    });
    assert.equal(file.status, 200, JSON.stringify(file.body));
    const own = await app.signIn('sectionOfficer');
    assert.equal(
      (await own.upload(`/api/accountability/${id}/files`, pdf, { actionId: app.actionId() })).status,
      200,
    );
    assert.equal((await own.get(`/api/accountability/${id}/files/${file.body.fileId}`)).status, 200);
    assert.equal(
      (await (await app.signIn('anLan')).get(`/api/accountability/${id}/files/${file.body.fileId}`)).status,
      404,
    );
    const wrong = await (await app.signIn('auditor')).post(`/api/accountability/${id}/evidence`, {
      actionId: app.actionId(),
      evidence: { kind: 'ledger', ledgerSeq: 999_999, note: '' },
    });
    assert.deepEqual([wrong.status, codeOf(wrong)], [422, 'accountability.entry_unknown_invalid']);
    const stranger = await (await app.signIn('chenXi')).post(`/api/accountability/${id}/evidence`, {
      actionId: app.actionId(),
      evidence: { kind: 'record', title: '抽取', path: '/draws/1', note: '' },
    });
    assert.equal(stranger.status, 404);
    const seen = (await own.get(`/api/accountability/${id}`)).body;
    assert.deepEqual(
      seen.evidence.map((each: { kind: string }) => each.kind),
      ['ledger', 'file', 'file'],
    );
  }));

test('R324 raising: own agency only, a person of it, the same request once; the auditor may for any agency', () =>
  withTestApp(async (app) => {
    const actionId = app.actionId();
    const first = await raise(app, 'boWen', { actionId });
    assert.deepEqual((await raise(app, 'boWen', { actionId })).body, first.body);
    const other = await raise(app, 'anLan', { agencyId: app.cast.otherAgency.agencyId, personId: null });
    assert.equal(codeOf(other), 'accountability.agency_invalid');
    const nowhere = await raise(app, 'auditor', { agencyId: crypto.randomUUID(), personId: null });
    assert.deepEqual([nowhere.status, codeOf(nowhere)], [422, 'accountability.agency_invalid']);
    assert.equal(
      (await raise(app, 'auditor', { agencyId: app.cast.otherAgency.agencyId, personId: null })).status,
      200,
    );
    const stranger = await raise(app, 'anLan', { personId: app.cast.otherAgency.accountId });
    assert.equal(codeOf(stranger), 'accountability.person_invalid');
    assert.equal((await raise(app, 'administrator')).status, 403);
  }));
