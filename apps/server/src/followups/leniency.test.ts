import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FollowupForm } from '@mingcha/core/followups/followup-forms.ts';
import type { LeniencyChecklist } from '@mingcha/core/followups/followup-views.ts';
import { sql } from 'kysely';
import { saveFindings } from '../inspections/results/result.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { insertLeniencyList, replaceEntries, saveLeniencyRow } from '../registers/items/leniency.queries.ts';
import { addFindings, makeMove, plantFindings } from './followup-testing.ts';

const entryKey = '00000000-0000-7000-8000-0000000000e1';

/** A published list with one entry: first time within a year, with a signed commitment. */
async function publishList(app: TestApp): Promise<void> {
  const { cast, platform } = app;
  const id = platform.ids.next();
  const at = platform.clock.now();
  await inTransaction(platform.db, async (tx) => {
    await insertLeniencyList(tx, cast.anLan, {
      id,
      title: '清单',
      listVersion: 1,
      basedOn: null,
      by: cast.anLan.accountId,
      at,
    });
    await replaceEntries(tx, cast.anLan, {
      listId: id,
      entries: [
        {
          id: platform.ids.next(),
          entryKey,
          fields: {
            category: '',
            conduct: '灭火器压力不足',
            conditions: [
              { kind: 'firstTime', months: 12, anyAgency: true },
              { kind: 'other', text: '签署守法承诺书' },
            ],
            bases: [],
            period: '',
            remark: '',
          },
        },
      ],
    });
    await saveLeniencyRow(tx, cast.anLan, {
      id,
      version: 2,
      at,
      set: {
        state: 'published',
        published_on: platform.clock.today(),
        effective_from: platform.clock.today(),
      },
    } as Parameters<typeof saveLeniencyRow>[2]);
  });
}

/** Two inspections become visits to one object. */
async function sameObject(app: TestApp, one: string, other: string): Promise<void> {
  await sql`UPDATE inspections SET object_key = (SELECT object_key FROM inspections WHERE id = ${one})
    WHERE id = ${other}`.execute(app.database.db);
}

function proposalOf(list: LeniencyChecklist): FollowupForm {
  return {
    move: 'proposeLeniency',
    proposal: {
      ground: list.ground,
      entryKey: list.entryKey,
      facts: '灭火器压力不足',
      reasons: '初次发生，危害后果轻微，已更换',
      checks: list.checks.map(({ condition }) => ({ condition, answer: 'met' as const, note: '照片' })),
      isCommitted: true,
    },
  };
}

const agree = (move: 'reviewLeniency' | 'decideLeniency'): FollowupForm => ({
  move,
  agrees: true,
  opinion: '同意',
});
const taught = (app: TestApp): FollowupForm => ({
  move: 'educate',
  at: app.platform.clock.now(),
  place: '厂区',
  content: '讲解灭火器检查要求',
  statement: '',
  representative: '石磊',
});

test('R242 R243 proposed on the checklist, legally reviewed, decided by the head, educated; the next time is not the first', () =>
  withTestApp(async (app) => {
    await publishList(app);
    const planted = await plantFindings(app, ['leniency'], { count: 2 });
    const [first = ''] = planted.findingIds;
    const [, later = ''] = planted.inspectionIds;
    const [second = ''] = await addFindings(app, { inspectionId: later, actions: ['leniency'] });
    await sameObject(app, planted.inspectionId, later);
    const [bo, lan, head] = [
      await app.signIn('boWen'),
      await app.signIn('anLan'),
      await app.signIn('agencyHead'),
    ];
    const listOf = async (id: string): Promise<LeniencyChecklist> => {
      const reply = await bo.get(`/api/followups/${id}/leniency?ground=firstSlight&entryKey=${entryKey}`);
      assert.equal(reply.status, 200, JSON.stringify(reply.body));
      return reply.body as LeniencyChecklist;
    };
    const list = await listOf(first);
    assert.equal(list.isCommitmentAsked, true);
    assert.deepEqual(
      list.checks.map((each) => [each.condition.kind, each.fromRecords]),
      [
        ['firstTime', null],
        ['other', null],
        ['slightHarm', null],
        ['timely', null],
      ],
      'the other visit’s problem has no kind of conduct yet, so a person answers',
    );
    const proposed = await makeMove(app, bo, { ids: [first], form: proposalOf(list) });
    assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
    assert.ok(proposed.body.paperId, 'the commitment is kept as a paper');
    assert.equal((await makeMove(app, bo, { ids: [first], form: agree('reviewLeniency') })).status, 403);
    assert.equal(
      (await makeMove(app, head, { ids: [first], form: agree('decideLeniency') })).body.error.code,
      'followup.wrong_state',
    );
    assert.equal((await makeMove(app, lan, { ids: [first], form: agree('reviewLeniency') })).status, 200);
    const decided = await makeMove(app, head, { ids: [first], form: agree('decideLeniency') });
    assert.equal(decided.status, 200, JSON.stringify(decided.body));
    assert.ok(decided.body.paperId);
    assert.equal((await makeMove(app, bo, { ids: [first], form: taught(app) })).status, 200);
    const seen = (await bo.get(`/api/followups/${first}`)).body;
    assert.deepEqual([seen.state, seen.ended], ['closed', 'notPunished']);
    const again = await listOf(second);
    assert.equal(again.checks[0]?.fromRecords, 'notMet', 'own records say that it is not the first');
    assert.equal(
      (await makeMove(app, bo, { ids: [second], form: proposalOf(again) })).body.error.code,
      'leniency.not_first',
    );
    const kinds = await app.database.db.selectFrom('papers').select('kind').orderBy('created_at').execute();
    assert.deepEqual(kinds.map((each) => each.kind).toSorted(), [
      'commitment',
      'educationRecord',
      'noPenaltyDecision',
    ]);
  }));

test('R243 another agency’s record is shown with its source and does not decide by itself', () =>
  withTestApp(async (app) => {
    await publishList(app);
    const { findingIds, inspectionIds } = await plantFindings(app, ['leniency'], { joint: true, count: 2 });
    const [inspectionId = '', earlier = ''] = inspectionIds;
    await sameObject(app, inspectionId, earlier);
    const { cast, platform } = app;
    const other = {
      id: platform.ids.next(),
      itemKey: null,
      sheetVersionId: null,
      lineKey: null,
      text: '疏散通道堆放杂物',
      clauses: [{ law: '《中华人民共和国消防法》', article: '第二十八条' }],
      action: 'rectify' as const,
      dueOn: null,
      measures: '',
      isPublic: true,
      evidenceIds: [],
    };
    await inTransaction(platform.db, (tx) =>
      saveFindings(
        tx,
        {
          jurisdictionId: cast.anLan.jurisdictionId,
          inspectionId: earlier,
          agencyId: cast.otherAgency.agencyId,
        },
        { round: 1, findings: [other] },
      ),
    );
    const bo = await app.signIn('boWen');
    const reply = await bo.get(
      `/api/followups/${findingIds[0]}/leniency?ground=firstSlight&entryKey=${entryKey}`,
    );
    assert.equal(reply.body.checks[0].fromRecords, null);
    assert.deepEqual(
      reply.body.earlier.map((each: { own: boolean; agencyName: string }) => [each.own, each.agencyName]),
      [[false, '茶亭区消防救援大队']],
    );
  }));
