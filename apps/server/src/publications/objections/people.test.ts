/** Who takes which step, in which state, how often; agencies apart. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
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

const dismissed = {
  move: 'propose',
  outcome: 'dismissed',
  reasons: '现场照片与检查记录一致。',
  correction: null,
  isWithdrawn: false,
} as const;

test('R221 nobody who inspected, entered or reviewed the result handles or decides the objection', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    const refused = await moveAs(app, { id, as: 'anLan', form: { move: 'reject', note: '理由' } });
    assert.deepEqual([refused.status, refused.body.error.code], [403, 'objection.involved_forbidden']);
    await move(app, id, 'anLan', { move: 'accept', note: '' });
    const own = { move: 'assign', handlerId: app.cast.anLan.accountId, note: '' };
    const involved = await moveAs(app, { id, as: 'anLan', form: own });
    assert.deepEqual(
      [involved.status, involved.body.error.code],
      [422, 'objection.handler_involved_invalid'],
    );
    const inspector = { move: 'assign', handlerId: app.cast.boWen.accountId, note: '' };
    const unknown = await moveAs(app, { id, as: 'anLan', form: inspector });
    assert.equal(unknown.body.error.code, 'objection.handler_unknown_invalid');
    const shown = (await (await app.signIn('agencyHead')).get(`/api/objections/${id}`)).body;
    assert.deepEqual(
      shown.handlers.map((each: { id: string }) => each.id),
      [app.cast.sectionOfficer.accountId],
    );
    const contact = (await (await app.signIn('anLan')).get(`/api/objections/${id}`)).body.contact;
    assert.equal(contact, null);
    assert.equal(shown.contact.phone, '13800001111');
  }));

test('R221 steps come in their order, by the handler and the head, and a stale page changes nothing', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    const early = await moveAs(app, { id, as: 'agencyHead', form: { move: 'decide', note: '' } });
    assert.deepEqual([early.status, early.body.error.code], [409, 'objection.wrong_state']);
    await investigate(app, id);
    const nothing = await moveAs(app, { id, as: 'agencyHead', form: { move: 'decide', note: '' } });
    assert.equal(nothing.body.error.code, 'objection.proposal_missing');
    const stranger = await moveAs(app, { id, as: 'agencyHead', form: dismissed });
    assert.deepEqual([stranger.status, stranger.body.error.code], [403, 'objection.forbidden']);
    const stale = await moveAs(app, { id, as: 'sectionOfficer', form: dismissed, version: 1 });
    assert.deepEqual([stale.status, stale.body.error.code], [409, 'objection.changed_meanwhile']);
    const needless = await moveAs(app, {
      id,
      as: 'sectionOfficer',
      form: { ...dismissed, isWithdrawn: true },
    });
    assert.equal(needless.body.error.code, 'objection.effect_needless_invalid');
    const missing = await moveAs(app, {
      id,
      as: 'sectionOfficer',
      form: { ...dismissed, outcome: 'upheld' },
    });
    assert.equal(missing.body.error.code, 'objection.effect_missing_invalid');
    await move(app, id, 'sectionOfficer', dismissed);
    await move(app, id, 'agencyHead', { move: 'return', note: '请补充询问。' });
    await move(app, id, 'sectionOfficer', dismissed);
    const { version } = (await (await app.signIn('agencyHead')).get(`/api/objections/${id}`)).body;
    const twice = {
      id,
      as: 'agencyHead',
      version,
      actionId: app.actionId(),
      form: { move: 'decide', note: '' },
    } as const;
    const first = await moveAs(app, twice);
    const second = await moveAs(app, twice);
    assert.deepEqual([first.status, second.body], [200, first.body]);
    const applied = await applyAs(app, id, 'sectionOfficer');
    assert.deepEqual([applied.status, applied.body.error.code], [409, 'objection.wrong_state']);
    await move(app, id, 'sectionOfficer', replyForm(app));
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, publication.id));
    assert.deepEqual([record?.isObjected, record?.version], [false, 1]);
    await move(app, id, 'sectionOfficer', { move: 'close', note: '' });
  }));

test('R221 another agency neither sees nor enters objections to this agency’s results', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    for (const name of ['otherAgency', 'chenXi'] as const) {
      const seen = await (await app.signIn(name)).get(`/api/objections/${id}`);
      assert.deepEqual([seen.status, seen.body.error.code], [404, 'objection.not_found']);
      const entered = await enterPaper(app, { publicationId: publication.id, as: name });
      assert.deepEqual([entered.status, entered.body.error.code], [404, 'objection.target_not_found']);
    }
    const inspector = await enterPaper(app, { publicationId: publication.id, as: 'boWen' });
    assert.equal(inspector.status, 403);
  }));

test('R222 a withdrawal upon an objection leaves a tombstone without the mark', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    await investigate(app, id);
    await move(app, id, 'sectionOfficer', { ...dismissed, outcome: 'upheld', isWithdrawn: true });
    await move(app, id, 'agencyHead', { move: 'decide', note: '' });
    await move(app, id, 'sectionOfficer', replyForm(app));
    assert.equal((await applyAs(app, id, 'sectionOfficer')).status, 200);
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, publication.id));
    assert.deepEqual(
      [record?.state, record?.isObjected, record?.payload.kind],
      ['withdrawn', false, 'tombstone'],
    );
    const paper = await (await app.signIn('sectionOfficer')).get(`/api/objections/${id}/paper?format=docx`);
    assert.equal(paper.status, 200);
  }));
