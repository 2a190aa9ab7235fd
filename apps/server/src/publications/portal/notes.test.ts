/** Beside a unit's records: how objections ended, what was taken back; nothing of what was withheld or had to go. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { enterPaper, investigate, move, plantPublished, replyForm } from '../objections/objection-testing.ts';
import { publishedRecord } from '../public-record.queries.ts';
import { withdrawPublication } from '../publication.service.ts';
import { notedUnits } from './notes.queries.ts';

async function page(app: TestApp, url: string): Promise<string> {
  return (await app.anonymous.get(url)).raw.toString();
}

async function codeOf(app: TestApp, id: string): Promise<string> {
  const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));
  assert.ok(record?.payload.kind === 'result' && record.payload.object.code !== null);
  return record.payload.object.code;
}

test('R224 the outcome of an objection stands beside the result and on the unit’s page after the reply, in standard wording', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const code = await codeOf(app, publication.id);
    const entered = await enterPaper(app, { publicationId: publication.id });
    const { id } = entered.body as { id: string };
    assert.match(await page(app, `/p/units/${code}`), /异议处理中/);
    await investigate(app, id);
    const reasons = '当事人张三丰提供的照片不能证明。';
    await move(app, id, 'sectionOfficer', {
      move: 'propose',
      outcome: 'dismissed',
      reasons,
      correction: null,
      isWithdrawn: false,
    });
    await move(app, id, 'agencyHead', { move: 'decide', note: '' });
    assert.equal((await page(app, `/p/records/${publication.id}`)).includes('异议不成立'), false);
    await move(app, id, 'sectionOfficer', { ...replyForm(app), text: reasons });
    for (const url of [`/p/records/${publication.id}`, `/p/units/${code}`]) {
      const text = await page(app, url);
      assert.match(text, /异议不成立，已于2026年11月\d+日答复。/, url);
      assert.equal(/张三丰|异议处理中/.test(text.replace(/核查期间本页标明“异议处理中”/, '')), false, url);
    }
    assert.deepEqual(await inTransaction(app.platform.db, notedUnits), [code]);
  }));

test('R206 the unit’s page keeps that a record was taken back and why, unless the record withheld whose it was', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const code = await codeOf(app, publication.id);
    await inTransaction(app.platform.db, (tx) =>
      withdrawPublication(tx, app.platform, {
        publicationId: publication.id,
        reason: 'wrong',
        note: '',
        actor: app.cast.agencyHead,
      }),
    );
    const text = await page(app, `/p/units/${code}`);
    assert.match(text, /公示有误，已撤回/);
    assert.ok(text.includes(`/p/records/${publication.id}`));
    assert.equal(text.includes(publication.object_name), false);
    await app.database.owner
      .updateTable('publication_payloads')
      .set({ payload: JSON.stringify({ withheld: ['objectCode'] }) })
      .where('publication_id', '=', publication.id)
      .execute();
    assert.equal((await app.anonymous.get(`/p/units/${code}`)).status, 404);
    assert.deepEqual(await inTransaction(app.platform.db, notedUnits), []);
  }));
