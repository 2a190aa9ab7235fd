/** The way of a listing: who may, in which state, in which time; the public record, the tag, the draw. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths } from '@mingcha/core/common/plain-date.ts';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { publishedRecord } from '../publications/public-record.queries.ts';
import { plantObject, proof, propose, step, takeTo } from './credit-testing.ts';
import { endListings } from './daily.ts';

const read = async (app: TestApp, id: string) =>
  (await (await app.signIn('anLan')).get(`/api/credit-listings/${id}`)).body;
const recordOf = (app: TestApp, id: string) =>
  inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));
const tagsOf = async (app: TestApp, objectId: string): Promise<string[]> =>
  (await (await app.signIn('anLan')).get(`/api/objects/${objectId}`)).body.tags;

async function proposed(app: TestApp) {
  const objectId = await plantObject(app);
  const made = await propose(app, objectId);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  return { objectId, id: made.body.id as string };
}

const noticeOf = (app: TestApp) => ({
  move: 'notify',
  number: '茶应急失告〔2026〕1号',
  on: app.platform.clock.today(),
  way: 'direct',
  to: '王经理',
  answerDays: 5,
});

test('R263 a listing is proposed, notified, reviewed after the time to answer, decided by the head, served and published for three years', () =>
  withTestApp(async (app) => {
    const { objectId, id } = await proposed(app);
    await takeTo(app, id, 'published');
    const listing = await read(app, id);
    const today = app.platform.clock.today();
    assert.deepEqual(
      [listing.state, listing.publishedOn, listing.endsOn],
      ['published', today, addMonths(today, 36)],
    );
    const record = await recordOf(app, listing.publicationId);
    assert.equal(record?.payload.kind, 'listing');
    assert.equal(record?.endsOn, listing.endsOn);
    assert.ok(!JSON.stringify(record).includes('王经理'), 'no person is public');
    assert.ok((await tagsOf(app, objectId)).includes(listedTag));
    assert.deepEqual(
      listing.steps.map((each: { move: string }) => each.move),
      ['propose', 'notify', 'pass', 'list', 'serve', 'publish'],
    );
  }));

test('R263 nobody is listed without notice, while the time to answer runs, before a hearing that was asked for, or unserved', () =>
  withTestApp(async (app) => {
    const { id } = await proposed(app);
    const code = async (who: 'anLan' | 'agencyHead' | 'sectionOfficer', form: object) => {
      const reply = await step(app, id, { who, form });
      return [reply.status, reply.body?.error?.code ?? 'ok'];
    };
    const pass = { move: 'pass', opinion: '同意' };
    const list = { move: 'list', number: '1号', opinion: '' };
    assert.deepEqual(await code('anLan', pass), [409, 'listing.wrong_state']);
    assert.deepEqual(await code('agencyHead', list), [409, 'listing.wrong_state']);
    assert.deepEqual(await code('sectionOfficer', noticeOf(app)), [200, 'ok']);
    assert.deepEqual(await code('anLan', pass), [409, 'listing.answer_open']);
    const today = app.platform.clock.today();
    assert.deepEqual(await code('sectionOfficer', { move: 'askHearing', on: addDays(today, -1) }), [
      422,
      'listing.day_invalid',
    ]);
    assert.deepEqual(await code('sectionOfficer', { move: 'askHearing', on: today }), [200, 'ok']);
    app.platform.clock.advance(15 * 86_400_000);
    assert.deepEqual(await code('anLan', pass), [409, 'listing.hearing_open']);
    const held = { move: 'holdHearing', on: app.platform.clock.today(), text: '当事人到场陈述。' };
    assert.deepEqual(await code('sectionOfficer', held), [403, 'listing.own_act_forbidden']);
    assert.deepEqual(await code('anLan', held), [200, 'ok']);
    assert.deepEqual(await code('anLan', pass), [200, 'ok']);
    assert.deepEqual(await code('agencyHead', list), [200, 'ok']);
    assert.deepEqual(await code('anLan', { move: 'publish' }), [409, 'listing.not_served']);
  }));

test('R263 a hearing asked for after its time is refused with the day; the answer is still taken', () =>
  withTestApp(async (app) => {
    const { id } = await proposed(app);
    await takeTo(app, id, 'notified');
    const { answerDue } = await read(app, id);
    assert.equal(answerDue, '2026-11-30');
    app.platform.clock.advance(15 * 86_400_000);
    const on = app.platform.clock.today();
    const late = await step(app, id, { who: 'sectionOfficer', form: { move: 'askHearing', on } });
    assert.deepEqual(
      [late.status, late.body.error.code, late.body.error.data.due],
      [409, 'listing.hearing_late', answerDue],
    );
    const answer = await step(app, id, {
      who: 'sectionOfficer',
      form: { move: 'answer', on, text: '已整改。' },
    });
    assert.equal(answer.status, 200);
    assert.equal((await read(app, id)).answer, '已整改。');
  }));

test('R263 who proposed neither reviews nor decides; roles, other agencies and other jurisdictions are refused', () =>
  withTestApp(async (app) => {
    const objectId = await plantObject(app);
    const made = await propose(app, objectId, 'anLan');
    const id = made.body.id as string;
    assert.equal((await propose(app, objectId)).body.error.code, 'listing.open_already');
    assert.equal((await propose(app, objectId, 'boWen')).status, 403);
    assert.equal((await propose(app, objectId, 'chenXi')).status, 404);
    await takeTo(app, id, 'notified');
    app.platform.clock.advance(15 * 86_400_000);
    const pass = { move: 'pass', opinion: '同意' };
    const own = await step(app, id, { who: 'anLan', form: pass });
    assert.deepEqual([own.status, own.body.error.code], [403, 'listing.own_act_forbidden']);
    const role = await step(app, id, { who: 'agencyHead', form: pass });
    assert.equal(role.body.error.code, 'listing.move_forbidden');
    for (const who of ['otherAgency', 'chenXi'] as const) {
      const client = await app.signIn(who);
      assert.equal((await client.get(`/api/credit-listings/${id}`)).status, 404, who);
      assert.equal((await step(app, id, { who, form: pass })).status, 404, who);
    }
    const auditor = await app.signIn('auditor');
    const seen = await auditor.get(`/api/credit-listings/${id}`);
    assert.deepEqual([seen.status, seen.body.allowed], [200, []]);
  }));

test('R263 the same step twice is one step; an outdated page changes nothing', () =>
  withTestApp(async (app) => {
    const { id } = await proposed(app);
    const actionId = app.actionId();
    const form = noticeOf(app);
    const first = await step(app, id, { who: 'sectionOfficer', form, actionId, version: 1 });
    const again = await step(app, id, { who: 'sectionOfficer', form, actionId, version: 1 });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual(again.body, first.body);
    assert.equal((await read(app, id)).steps.length, 2);
    const old = await step(app, id, {
      who: 'sectionOfficer',
      form: { move: 'withdraw', note: '撤回' },
      version: 1,
    });
    assert.equal(old.body.error.code, 'listing.changed_meanwhile');
  }));

const askRepair = async (app: TestApp, id: string, of: { on?: string; file?: typeof proof } = {}) => {
  const { version } = await read(app, id);
  const client = await app.signIn('sectionOfficer');
  return client.upload(`/api/credit-listings/${id}/repairs`, of.file ?? proof, {
    actionId: app.actionId(),
    version,
    on: of.on ?? app.platform.clock.today(),
    statement: '已停产整改并通过复查。',
  });
};
/** As if the listing had been published on another day; years would end every session and password of the cast. */
const publishedOn = async (app: TestApp, id: string, day: string): Promise<void> => {
  const days = { published_on: day, ends_on: addMonths(day, 36) };
  await app.database.db.updateTable('credit_listings').set(days).where('id', '=', id).execute();
};

test('R263 repair is asked for with proof after twelve months, decided by the head, and takes record and tag away', () =>
  withTestApp(async (app) => {
    const { objectId, id } = await proposed(app);
    await takeTo(app, id, 'published');
    const today = app.platform.clock.today();
    await publishedOn(app, id, addMonths(addDays(today, 1), -12));
    const from = addDays(today, 1);
    const early = await askRepair(app, id);
    assert.deepEqual(
      [early.status, early.body.error.code, early.body.error.data.from],
      [409, 'listing.repair_early', from],
    );
    await publishedOn(app, id, addMonths(today, -12));
    const wrong = await askRepair(app, id, {
      file: { name: 'a.pdf', bytes: new TextEncoder().encode('<html>') },
    });
    assert.deepEqual([wrong.status, wrong.body.error.code], [422, 'listing.proof_type_invalid']);
    assert.equal((await askRepair(app, id)).status, 200);
    assert.equal((await askRepair(app, id)).body.error.code, 'listing.wrong_state');
    const refuse = await step(app, id, {
      who: 'agencyHead',
      form: { move: 'refuseRepair', opinion: '影响尚未消除。' },
    });
    assert.equal(refuse.body.state, 'published');
    app.platform.clock.advance(60_000);
    assert.ok((await tagsOf(app, objectId)).includes(listedTag));
    assert.equal((await askRepair(app, id)).status, 200);
    const grant = { move: 'grantRepair', opinion: '符合修复条件。' };
    assert.equal(
      (await step(app, id, { who: 'anLan', form: grant })).body.error.code,
      'listing.move_forbidden',
    );
    assert.equal((await step(app, id, { who: 'agencyHead', form: grant })).body.state, 'repaired');
    const listing = await read(app, id);
    assert.deepEqual(
      listing.repairs.map((each: { state: string }) => each.state),
      ['granted', 'refused'],
    );
    const record = await recordOf(app, listing.publicationId);
    assert.deepEqual([record?.state, record?.payload.kind], ['withdrawn', 'tombstone']);
    assert.ok(!JSON.stringify(record).includes(listing.objectName), 'the tombstone names nobody');
    assert.ok(!(await tagsOf(app, objectId)).includes(listedTag));
    const after = await step(app, id, {
      who: 'agencyHead',
      form: { move: 'remove', reason: 'wrong', note: '误列' },
    });
    assert.equal(after.body.error.code, 'listing.wrong_state');
  }));

test('R263 after three years a listing expires by itself, once, with its record', () =>
  withTestApp(async (app) => {
    const { id } = await proposed(app);
    await takeTo(app, id, 'published');
    await endListings(app.platform);
    assert.equal((await read(app, id)).state, 'published');
    const today = app.platform.clock.today();
    await publishedOn(app, id, addMonths(today, -36));
    await endListings(app.platform);
    assert.equal((await read(app, id)).state, 'published', 'the last day still counts');
    await publishedOn(app, id, addMonths(addDays(today, -1), -36));
    await endListings(app.platform);
    await endListings(app.platform);
    const listing = await read(app, id);
    assert.deepEqual([listing.state, listing.endReason], ['expired', 'termOver']);
    assert.equal((await recordOf(app, listing.publicationId))?.state, 'ended');
    assert.equal(listing.steps.filter((each: { move: string }) => each.move === 'expire').length, 1);
  }));

test('R263 a listing found wrong is taken off by the head with its record', () =>
  withTestApp(async (app) => {
    const { objectId, id } = await proposed(app);
    await takeTo(app, id, 'published');
    const form = { move: 'remove', reason: 'court', note: '行政复议决定撤销。' };
    assert.equal((await step(app, id, { who: 'anLan', form })).body.error.code, 'listing.move_forbidden');
    assert.equal((await step(app, id, { who: 'agencyHead', form })).body.state, 'removed');
    assert.ok(!(await tagsOf(app, objectId)).includes(listedTag));
    assert.equal((await recordOf(app, (await read(app, id)).publicationId))?.state, 'withdrawn');
  }));

test('R263 notice and decision are official papers; a draft says that it is one', () =>
  withTestApp(async (app) => {
    const { id } = await proposed(app);
    const lan = await app.signIn('anLan');
    const notice = await lan.get(`/api/credit-listings/${id}/papers/notice`);
    assert.equal(notice.status, 200);
    assert.equal(notice.raw.subarray(0, 5).toString(), '%PDF-');
    const none = await lan.get(`/api/credit-listings/${id}/papers/decision`);
    assert.equal(none.body.error.code, 'listing.no_decision');
    assert.equal(
      (await (await app.signIn('chenXi')).get(`/api/credit-listings/${id}/papers/notice`)).status,
      404,
    );
  }));
