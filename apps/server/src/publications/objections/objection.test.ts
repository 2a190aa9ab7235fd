/** From the receipt to the corrected record: due day, people apart, decision, reply, effect in one transaction. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resultOf, submissionsOf } from '../../inspections/results/result.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { withTestApp } from '../../platform/testing-app.ts';
import { publishedRecord } from '../public-record.queries.ts';
import {
  applyAs,
  enterPaper,
  investigate,
  move,
  moveAs,
  plantPublished,
  replyForm,
} from './objection-testing.ts';

test('R220 a paper objection is entered by staff and gets a receipt with number, code and due day', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const entered = await enterPaper(app, { publicationId: publication.id });
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    assert.match(entered.body.number, /^2026\d{7}$/);
    assert.match(entered.body.code, /^[0-9a-z]{12}$/);
    const shown = (await (await app.signIn('agencyHead')).get(`/api/objections/${entered.body.id}`)).body;
    assert.deepEqual([shown.dueBasis.length, shown.dueBasis.unit], [20, 'workingDays']);
    assert.ok(shown.dueOn > app.platform.clock.today());
    const looked = await app.anonymous.get(
      `/api/public/objections/${entered.body.number}/${entered.body.code}`,
    );
    assert.equal(looked.status, 200, JSON.stringify(looked.body));
    assert.deepEqual([looked.body.state, looked.body.dueOn], ['received', shown.dueOn]);
    assert.equal(JSON.stringify(looked.body).includes('13800001111'), false);
  }));

test('R222 an upheld objection corrects result and publication together and takes the mark away; the old round stays', () =>
  withTestApp(async (app) => {
    const { publication, inspectionId } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    await investigate(app, id);
    const shown = (await (await app.signIn('sectionOfficer')).get(`/api/objections/${id}`)).body;
    const [kept] = shown.result.findings;
    await move(app, id, 'sectionOfficer', { move: 'note', note: '已调取现场照片。' });
    await move(app, id, 'sectionOfficer', {
      move: 'propose',
      outcome: 'partly',
      reasons: '照片显示通道没有堆放杂物。',
      correction: {
        items: shown.result.items.map((each: { itemKey: string; code: string }) => ({
          itemKey: each.itemKey,
          code: each.code,
        })),
        findings: [{ id: kept.id, text: kept.text }],
      },
      isWithdrawn: false,
    });
    await move(app, id, 'agencyHead', { move: 'decide', note: '' });
    await move(app, id, 'sectionOfficer', replyForm(app));
    const applied = await applyAs(app, id, 'sectionOfficer');
    assert.equal(applied.status, 200, JSON.stringify(applied.body));
    const key = { jurisdictionId: publication.jurisdiction_id, inspectionId };
    await inTransaction(app.platform.db, async (tx) => {
      const rounds = await submissionsOf(tx, key);
      assert.deepEqual(
        rounds.map((each) => [each.round, (each.findings as readonly unknown[]).length]),
        [
          [1, 2],
          [2, 1],
        ],
      );
      assert.equal((await resultOf(tx, key))[0]?.round, 2);
      const record = await publishedRecord(tx, publication.id);
      assert.ok(record?.payload.kind === 'result');
      assert.deepEqual([record.version, record.isObjected, record.payload.findings.length], [2, false, 1]);
      assert.deepEqual(record.payload.corrections[0]?.what, ['findings']);
    });
    await move(app, id, 'sectionOfficer', { move: 'close', note: '' });
    const again = await moveAs(app, { id, as: 'sectionOfficer', form: { move: 'close', note: '' } });
    assert.deepEqual([again.status, again.body.error.code], [409, 'objection.wrong_state']);
  }));
