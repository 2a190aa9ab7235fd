import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import type { FollowupForm, FormOf } from '@mingcha/core/followups/followup-forms.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { openFollowups } from './followup.service.ts';
import { makeMove, plantFindings } from './followup-testing.ts';

type Transfer = FormOf<'proposeTransfer'>['transfer'];
const transfer: Transfer = {
  toAgencyId: null,
  to: '茶亭区公安分局',
  cause: '涉嫌危险作业罪',
  summary: '关闭监控设备后继续作业',
  bases: [],
  files: [{ name: '现场检查记录', copies: 1, pages: 4 }],
  handlerPhone: '',
  copyTo: '茶亭区人民检察院',
};
const propose = (change: Partial<Transfer> = {}): FollowupForm => ({
  move: 'proposeTransfer',
  transfer: { ...transfer, ...change },
});
const decide: FollowupForm = { move: 'decideTransfer', agrees: true, opinion: '同意移送' };
const sendForm = (app: TestApp, change: Partial<FormOf<'send'>> = {}): FollowupForm => ({
  move: 'send',
  at: app.platform.clock.now(),
  way: '柏文专人送达',
  copyAt: app.platform.clock.now(),
  handover: null,
  ...change,
});
const receive = (app: TestApp, agrees = true): FollowupForm => ({
  move: 'receive',
  agrees,
  on: app.platform.clock.today(),
  by: '值班民警',
  note: '回执1号',
});
const conclude = (app: TestApp, outcome: 'ended' | 'backAsCase' = 'ended'): FollowupForm => ({
  move: 'conclude',
  outcome,
  on: app.platform.clock.today(),
  note: '已立案侦查',
});

test('R244 a suspected crime goes to the police on its clocks: the head’s decision, files, copy, receipt, outcome', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['transferPolice']);
    const today = app.platform.clock.today();
    const [bo, head] = [await app.signIn('boWen'), await app.signIn('agencyHead')];
    const codeOf = async (client: typeof bo, form: FollowupForm) =>
      (await makeMove(app, client, { ids: findingIds, form })).body.error?.code ?? 'ok';
    assert.equal(await codeOf(bo, propose({ copyTo: '' })), 'followup.crime_copy_missing_invalid');
    assert.equal(await codeOf(bo, propose({ files: [] })), 'followup.crime_files_missing_invalid');
    assert.equal(await codeOf(bo, propose()), 'ok');
    const due = async () => (await bo.get(`/api/followups/${findingIds[0]}`)).body.dueOn;
    assert.equal(await due(), addDays(today, 3));
    assert.equal(await codeOf(bo, sendForm(app)), 'followup.wrong_state');
    assert.equal(await codeOf(bo, decide), 'followup.role.forbidden');
    assert.equal(await codeOf(head, decide), 'ok');
    assert.equal(await due(), addDays(today, 1));
    assert.equal(await codeOf(bo, sendForm(app, { copyAt: null })), 'followup.crime_copy_missing_invalid');
    assert.equal(await codeOf(bo, sendForm(app)), 'ok');
    assert.equal(await codeOf(bo, sendForm(app)), 'followup.wrong_state');
    assert.equal(await codeOf(bo, receive(app)), 'ok');
    assert.equal(await due(), addDays(today, 3));
    assert.equal(await codeOf(bo, conclude(app)), 'ok');
    const seen = (await bo.get(`/api/followups/${findingIds[0]}`)).body;
    assert.deepEqual([seen.state, seen.ended, seen.transfer.files.length], ['closed', 'transferred', 1]);
    const paper = await app.database.db
      .selectFrom('papers')
      .select(['kind', 'number'])
      .executeTakeFirstOrThrow();
    assert.equal(paper.kind, 'caseTransfer');
  }));

test('R245 an agency on the platform signs for the clue and answers by itself; refused it is decided anew', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['transferAgency']);
    const [bo, head, other] = [
      await app.signIn('boWen'),
      await app.signIn('agencyHead'),
      await app.signIn('otherAgency'),
    ];
    const toAgencyId = app.cast.otherAgency.agencyId;
    const move = (client: typeof bo, form: FollowupForm) => makeMove(app, client, { ids: findingIds, form });
    const own = await move(bo, propose({ toAgencyId: app.cast.anLan.agencyId }));
    assert.equal(own.body.error.code, 'followup.receiver_not_found');
    for (const outcome of ['refused', 'received'] as const) {
      assert.equal((await move(bo, propose({ toAgencyId, copyTo: '' }))).status, 200);
      assert.equal((await move(head, decide)).status, 200);
      assert.equal(
        (await other.get('/api/followups?of=receive')).body.rows.length,
        0,
        'not before it is sent',
      );
      assert.equal((await move(bo, sendForm(app, { copyAt: null }))).status, 200);
      assert.equal((await other.get('/api/followups?of=receive')).body.rows.length, 1);
      assert.equal((await move(bo, receive(app))).body.error.code, 'followup.receiver.forbidden');
      const answer = await move(other, receive(app, outcome === 'received'));
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    }
    const seen = (await other.get(`/api/followups/${findingIds[0]}`)).body;
    assert.deepEqual([seen.state, seen.moves], ['received', ['conclude']]);
    assert.equal((await move(other, conclude(app))).status, 200);
    assert.equal((await bo.get(`/api/followups/${findingIds[0]}`)).body.ended, 'transferred');
  }));

test('R245 a hand-over inside the bureau has a list, a receipt by somebody else, a clock and an outcome', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['handover']);
    const [bo, lan] = [await app.signIn('boWen'), await app.signIn('anLan')];
    const toSectionId = app.cast.boWen.sectionId ?? '';
    const { toAgencyId: _agency, to: _to, copyTo: _copy, ...inside } = transfer;
    const handover = { ...inside, toSectionId };
    const move = (client: typeof bo, form: FollowupForm) => makeMove(app, client, { ids: findingIds, form });
    const bare = await move(bo, sendForm(app, { handover: { ...handover, files: [] } }));
    assert.equal(bare.body.error.code, 'followup.handover_missing_invalid');
    const lost = await move(bo, sendForm(app, { handover: { ...handover, toSectionId: app.actionId() } }));
    assert.equal(lost.body.error.code, 'followup.section_not_found');
    assert.equal((await move(bo, sendForm(app, { handover }))).status, 200);
    assert.equal((await move(bo, receive(app))).body.error.code, 'followup.own_proposal');
    assert.equal((await move(lan, receive(app))).status, 200);
    assert.equal((await move(lan, conclude(app, 'backAsCase'))).status, 200);
    const seen = (await bo.get(`/api/followups/${findingIds[0]}`)).body;
    assert.deepEqual([seen.kind, seen.state], ['case', 'pending']);
  }));

test('R247 a case has its number and two clocks, and its decision stands in the penalty file once', () =>
  withTestApp(async (app) => {
    const { findingIds, taskId } = await plantFindings(app, ['case', 'case']);
    const today = app.platform.clock.today();
    const [bo, lan, head] = [
      await app.signIn('boWen'),
      await app.signIn('anLan'),
      await app.signIn('agencyHead'),
    ];
    const move = (client: typeof bo, form: FollowupForm, ids = findingIds) =>
      makeMove(app, client, { ids, form });
    const open: FollowupForm = { move: 'openCase', number: '茶应急立〔2026〕5号', on: today, entryKey: null };
    assert.equal(
      (await move(bo, { ...open, on: addDays(today, 1) })).body.error.code,
      'followup.day_future_invalid',
    );
    assert.equal((await move(bo, open)).status, 200);
    const first = async () => (await lan.get(`/api/followups/${findingIds[0]}`)).body;
    assert.deepEqual(
      [(await first()).dueOn, (await first()).caseNumber],
      [addDays(today, 90), '茶应急立〔2026〕5号'],
    );
    const decision = {
      number: '（茶）应急罚〔2026〕5号',
      decidedOn: today,
      partyKind: 'organisation' as const,
      violation: '未按规定配备消防器材',
      facts: '灭火器压力不足',
      basis: '《中华人民共和国安全生产法》第九十九条',
      kinds: ['fine' as const],
      content: '罚款一万元',
      fineFen: 1_000_000,
      confiscatedFen: 0,
      licence: '',
      validTo: null,
      publicUntil: null,
      remark: '',
    };
    const early = await move(bo, {
      move: 'decideCase',
      decision: { ...decision, decidedOn: addDays(today, -3) },
    });
    assert.equal(early.body.error.code, 'penalty.decided_before_filed_invalid');
    assert.equal((await move(bo, { move: 'decideCase', decision })).status, 200);
    assert.ok((await first()).dueOn > addDays(today, 6), 'seven working days');
    const file = await lan.get(`/api/penalties/export?from=${today}&to=${today}&format=csv`);
    const lines = file.raw.toString('utf8').trim().split('\r\n');
    assert.equal(lines.length, 2, 'one decision, two problems');
    assert.match(lines[1] ?? '', /茶亭1号采石场.*罚款.*,1,/);
    assert.equal((await lan.get(`/api/penalties/export?from=${today}&to=2020-01-01`)).status, 422);
    const publish: FollowupForm = { move: 'publishPenalty', on: today, place: '信用中国' };
    assert.equal((await move(bo, publish)).body.error.code, 'followup.role.forbidden');
    assert.equal((await move(lan, publish)).status, 200);
    assert.equal(
      (await move(head, { move: 'dropCase', ground: '不构成', on: today })).body.error.code,
      'followup.closed',
    );
    const left = await inTransaction(app.platform.db, (tx) =>
      openFollowups(tx, { jurisdictionId: app.cast.anLan.jurisdictionId, taskId }),
    );
    assert.equal(left.length, 0, 'now the task may be archived');
  }));

test('R240 correction on the spot needs evidence; daily supervision names a person and a day; a kind changes with its ground', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['correctedOnSite', 'daily', 'case']);
    const [onSite = '', daily = '', other = ''] = findingIds;
    const bo = await app.signIn('boWen');
    const confirm: FollowupForm = { move: 'confirmOnSite', note: '已更换' };
    const bare = await makeMove(app, bo, { ids: [onSite], form: confirm });
    assert.equal(bare.body.error.code, 'followup.evidence_missing');
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const actionId = app.actionId();
    const upload = () =>
      bo.upload(`/api/followups/${onSite}/files`, { name: 'a.png', bytes: png }, { actionId });
    const added = await upload();
    assert.equal(added.status, 200, JSON.stringify(added.body));
    assert.deepEqual((await upload()).body, added.body);
    const witness = await app.signIn('witness');
    assert.equal(
      (
        await witness.upload(
          `/api/followups/${onSite}/files`,
          { name: 'a.png', bytes: png },
          { actionId: app.actionId() },
        )
      ).status,
      403,
    );
    assert.equal((await makeMove(app, bo, { ids: [onSite], form: confirm })).status, 200);
    const assign = (nextVisitOn: string): FollowupForm => ({
      move: 'assignDaily',
      person: '柏文',
      nextVisitOn,
      note: '',
    });
    const today = app.platform.clock.today();
    assert.equal(
      (await makeMove(app, bo, { ids: [daily], form: assign(addDays(today, -1)) })).body.error.code,
      'followup.next_visit_invalid',
    );
    assert.equal((await makeMove(app, bo, { ids: [daily], form: assign(addDays(today, 30)) })).status, 200);
    const change: FollowupForm = { move: 'changeKind', kind: 'rectify', ground: '情节轻微' };
    assert.equal((await makeMove(app, bo, { ids: [other], form: change })).status, 200);
    assert.equal(
      (await makeMove(app, bo, { ids: [other], form: change })).body.error.code,
      'followup.same_kind',
    );
    const chain = (await bo.get(`/api/followups/${other}`)).body.chain;
    assert.equal(chain.at(-1).note, '情节轻微');
    assert.equal(chain.at(-1).by, '柏文');
    const stale = await bo.post('/api/followup-moves', {
      actionId: app.actionId(),
      items: [{ findingId: other, version: 0 }],
      form: assign(today),
    });
    assert.equal(stale.body.error.code, 'followup.changed_meanwhile');
    const foreign = await makeMove(app, await app.signIn('chenXi'), { ids: [other], form: assign(today) });
    assert.equal(foreign.status, 404);
  }));

test('R248 the chain of one problem runs from the task over the visit to its end, each step with its person', () =>
  withTestApp(async (app) => {
    const { findingIds } = await plantFindings(app, ['daily']);
    const [id = ''] = findingIds;
    const bo = await app.signIn('boWen');
    const owner = app.database.owner;
    await owner.updateTable('inspection_tasks').set({ dispatch_due: '2026-01-05' }).execute();
    await makeMove(app, bo, {
      ids: [id],
      form: { move: 'assignDaily', person: '柏文', nextVisitOn: app.platform.clock.today(), note: '' },
    });
    const { chain } = (await bo.get(`/api/followups/${id}`)).body;
    const steps = chain.map((each: { step: string }) => each.step);
    for (const step of ['taskCreated', 'taskDispatched', 'claimed', 'entered', 'recorded', 'assignDaily'])
      assert.ok(steps.includes(step), step);
    const sent = chain.find((each: { step: string }) => each.step === 'taskDispatched');
    assert.equal(sent.by, '安岚');
    assert.equal(sent.dueOn, '2026-01-05', 'a step that had a clock names its day');
    assert.ok(sent.lateDays > 0, 'and by how much it was missed');
  }));
