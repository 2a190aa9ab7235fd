import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { hex, ticketOf, unhex } from '@mingcha/draw';
import { insertMines } from '../draws/draw-testing.ts';
import { serverHash } from '../draws/hash.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { makeMove, orderForm, plantFindings } from './followup-testing.ts';

function rulesWith(change: Partial<RuleBook['matching']>): string {
  const plain = presetRules('plain');
  return JSON.stringify({ ...plain, matching: { ...plain.matching, ...change } });
}

/** The bureau’s rule book asks for people drawn anew. */
async function publishRules(app: TestApp, change: Partial<RuleBook['matching']>): Promise<void> {
  const at = app.platform.clock.now();
  await app.database.db
    .insertInto('rule_books')
    .values({
      jurisdiction_id: app.cast.anLan.jurisdictionId,
      id: app.platform.ids.next(),
      agency_id: app.cast.anLan.agencyId,
      version: 1,
      state: 'published',
      rules: rulesWith(change),
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** A problem ordered to be put right, of a visit whose two members stand in the directory of ten. */
async function ordered(app: TestApp) {
  const { inspectorIds } = await insertMines(app);
  const { findingIds, inspectionId } = await plantFindings(app, ['rectify']);
  const members = await app.database.db
    .selectFrom('inspection_members')
    .select('id')
    .where('inspection_id', '=', inspectionId)
    .execute();
  for (const [n, member] of members.entries())
    await app.database.db
      .updateTable('inspection_members')
      .set({ inspector_id: inspectorIds[n + 3] ?? null })
      .where('id', '=', member.id)
      .execute();
  const bo = await app.signIn('boWen');
  const done = await makeMove(app, bo, { ids: findingIds, form: orderForm });
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return { bo, findingIds, first: inspectorIds.slice(3, 3 + members.length) };
}

const start = (app: TestApp): FollowupForm => ({
  move: 'startRecheck',
  mode: 'visit',
  on: app.platform.clock.today(),
});

const peopleOf = (app: TestApp, inspectionId: string) =>
  app.database.db
    .selectFrom('inspection_members')
    .select(['inspector_id', 'name', 'role'])
    .where('inspection_id', '=', inspectionId)
    .orderBy('seat')
    .execute();

test('R241 where the rule book asks for it the people of a re-inspection are drawn anew, and anybody can repeat it', () =>
  withTestApp(async (app) => {
    await publishRules(app, { recheck: 'drawn' });
    const { bo, findingIds, first } = await ordered(app);
    const actionId = app.actionId();
    const started = await makeMove(app, bo, { ids: findingIds, form: start(app), actionId });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const people = await peopleOf(app, started.body.inspectionId);
    assert.deepEqual(
      people.map((each) => each.role),
      ['lead', 'member'],
    );
    for (const each of people)
      assert.ok(!first.includes(each.inspector_id ?? ''), 'nobody of the first team');
    const { recheckDraw } = (await bo.get(`/api/followups/${findingIds[0]}`)).body;
    assert.equal(recheckDraw.tickets.length, 10 - first.length);
    const event = await app.database.db
      .selectFrom('ledger_events')
      .select(['hash', 'type'])
      .where('jurisdiction_id', '=', app.cast.anLan.jurisdictionId)
      .where('seq', '=', recheckDraw.ledgerSeq)
      .executeTakeFirstOrThrow();
    assert.deepEqual([event.type, hex(event.hash)], ['followup.recheck_drawn', recheckDraw.seed]);
    const named = await app.database.db.selectFrom('inspectors').select(['id', 'name', 'can_lead']).execute();
    const hash = serverHash('SHA256');
    for (const each of recheckDraw.tickets) {
      const id = named.find((one) => one.name === each.name)?.id ?? '';
      const leaf = new Uint8Array(createHash('sha256').update(id).digest());
      assert.equal(each.ticket, hex(ticketOf(hash, unhex(recheckDraw.seed, 32), leaf)));
    }
    const goes = recheckDraw.tickets.filter((each: { goes: boolean }) => each.goes);
    assert.deepEqual(
      goes.map((each: { name: string }) => each.name).toSorted(),
      people.map((each) => each.name).toSorted(),
    );
    const again = await bo.post('/api/followup-moves', {
      actionId,
      items: findingIds.map((findingId) => ({ findingId, version: 1 })),
      form: start(app),
    });
    assert.deepEqual(again.body, started.body, 'the same request draws once');
  }));

test('R241 too few fit people, or nobody to lead, is said with both numbers and draws nothing', () =>
  withTestApp(async (app) => {
    await publishRules(app, { recheck: 'drawn', teamSize: 9 });
    const { bo, findingIds } = await ordered(app);
    const refused = await makeMove(app, bo, { ids: findingIds, form: start(app) });
    assert.equal(refused.body.error.code, 'followup.recheck_nobody_fit');
    assert.equal(refused.status, 409);
    const events = await app.database.db
      .selectFrom('ledger_events')
      .select('type')
      .where('type', '=', 'followup.recheck_drawn')
      .execute();
    assert.deepEqual(events, [], 'a refused draw leaves no trace that could be tried again');
    await app.database.db
      .updateTable('rule_books')
      .set({ rules: rulesWith({ recheck: 'drawn' }) })
      .execute();
    await app.database.db.updateTable('inspectors').set({ can_lead: false }).execute();
    const leaderless = await makeMove(app, bo, { ids: findingIds, form: start(app) });
    assert.equal(leaderless.body.error.code, 'followup.recheck_leader_missing');
    await app.database.db.updateTable('rule_books').set({ state: 'superseded' }).execute();
    const same = await makeMove(app, bo, { ids: findingIds, form: start(app) });
    assert.equal(same.status, 200, 'without the setting the first team goes again');
    assert.equal((await bo.get(`/api/followups/${findingIds[0]}`)).body.recheckDraw, null);
  }));

test('the due day of a problem says which clock set it, with the length and the source of the rule book', () =>
  withTestApp(async (app) => {
    const { bo, findingIds } = await ordered(app);
    const basis = async () => (await bo.get(`/api/followups/${findingIds[0]}`)).body.dueBasis;
    assert.deepEqual(await basis(), { by: 'order' });
    const seen = (await bo.get(`/api/followups/${findingIds[0]}`)).body;
    assert.equal(seen.rectifyBy, addDays(app.platform.clock.today(), 15), 'proposed by the rule book');
    const report: FollowupForm = { move: 'report', note: '已更换', by: '石磊', phone: '' };
    assert.equal((await makeMove(app, bo, { ids: findingIds, form: report })).status, 200);
    assert.deepEqual(await basis(), {
      by: 'clock',
      deadline: presetRules('plain').deadlines.find((each) => each.clock === 'reinspected'),
    });
  }));
