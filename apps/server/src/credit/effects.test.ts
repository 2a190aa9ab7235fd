/** What else changes when something changes: an upheld objection, a penalty, a leniency, a listing's record, numbers and tags. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedTag } from '@mingcha/core/registers/listed-tag-form.ts';
import { sql } from 'kysely';
import { resultOf } from '../inspections/results/result.queries.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { plantPublished, withChannelDesk } from '../publications/channels/channel-testing.ts';
import {
  applyAs,
  enterPaper,
  investigate,
  move,
  replyForm,
} from '../publications/objections/objection-testing.ts';
import { penaltyCase, penaltyRecords } from '../publications/penalty-testing.ts';
import { publishedRecord } from '../publications/public-record.queries.ts';
import { publicationById } from '../publications/publication.queries.ts';
import { plantObject, propose, step, takeTo } from './credit-testing.ts';
import { creditFollowers } from './followers.ts';

const entriesOf = (app: TestApp) =>
  app.database.owner
    .selectFrom('credit_entries')
    .select(['kind', 'state', 'wording', 'is_problem', 'is_objected', 'removal', 'publication_id', 'title'])
    .orderBy('kind')
    .execute();

test('R222 an upheld objection changes result, portal, credit file and channels together; while it runs all say so', () =>
  withTestApp((app) =>
    withChannelDesk(app, async ({ save, send, states, side }) => {
      await save('enterpriseCredit');
      const [publicationId = ''] = await plantPublished(app, { problems: ['配电箱未上锁'] });
      // The record was given a code that channels accept; the inspection has the same.
      await sql`UPDATE inspections i SET object = jsonb_set(i.object, '{uscc}', to_jsonb(r.object_code))
        FROM publications p JOIN public_records r ON r.id = p.id
        WHERE p.id = ${publicationId} AND i.id = p.inspection_id`.execute(app.database.owner);
      await send();
      assert.deepEqual(await states(publicationId), ['accepted 1 put']);
      const { id } = (await enterPaper(app, { publicationId })).body;
      await app.settle();
      const [open] = await entriesOf(app);
      assert.deepEqual([open?.is_objected, open?.is_problem], [true, true]);
      const page = async () => (await app.anonymous.get(`/p/records/${publicationId}`)).raw.toString();
      const head = (html: string): string => /<h1>.*?<\/h1>/.exec(html)?.[0] ?? '';
      assert.ok(head(await page()).includes('异议处理中'));
      await investigate(app, id);
      const { result } = (await (await app.signIn('sectionOfficer')).get(`/api/objections/${id}`)).body;
      await move(app, id, 'sectionOfficer', {
        move: 'propose',
        outcome: 'upheld',
        reasons: '照片显示配电箱当时已经上锁。',
        correction: {
          items: result.items.map((each: { itemKey: string }) => ({
            itemKey: each.itemKey,
            code: 'noProblem',
          })),
          findings: [],
        },
        isWithdrawn: false,
      });
      await move(app, id, 'agencyHead', { move: 'decide', note: '' });
      await move(app, id, 'sectionOfficer', replyForm(app));
      await app.settle();
      const [decided] = await entriesOf(app);
      assert.equal(decided?.is_problem, true, 'nothing changes before the decision is carried out');
      assert.equal((await applyAs(app, id, 'sectionOfficer')).status, 200);
      await app.settle();
      await send();
      const [row, record] = await inTransaction(app.platform.db, async (tx) => [
        await publicationById(tx, publicationId),
        await publishedRecord(tx, publicationId),
      ]);
      const key = { jurisdictionId: row?.jurisdiction_id ?? '', inspectionId: row?.inspection_id ?? '' };
      const [stored] = await inTransaction(app.platform.db, (tx) => resultOf(tx, key));
      assert.deepEqual([stored?.round, stored?.is_problem], [2, false]);
      assert.ok(record?.payload.kind === 'result');
      assert.deepEqual(
        [record.version, record.isObjected, record.payload.overall.isProblem, record.payload.findings.length],
        [2, false, false, 0],
      );
      const shown = await page();
      assert.ok(head(shown) !== '' && !head(shown).includes('异议处理中') && shown.includes('异议编号'));
      const [entry] = await entriesOf(app);
      assert.deepEqual(
        [entry?.is_problem, entry?.is_objected, entry?.wording],
        [false, false, record.payload.overall.wording],
      );
      assert.deepEqual((await states(publicationId))[0], 'accepted 2 put');
      assert.equal(side.kept.get(publicationId)?.version, 2);
    }),
  ));

test('R260 a published penalty stands in the file once and goes with its record; a natural person’s stands in none', () =>
  withTestApp(async (app) => {
    await penaltyCase(app, { problems: 2 });
    const [record] = await penaltyRecords(app);
    const lines = (await entriesOf(app)).filter((each) => each.kind === 'penalty');
    assert.deepEqual(
      lines.map((each) => [each.state, each.wording, each.publication_id]),
      [['current', '未按规定配备消防器材', record?.id]],
    );
    await penaltyCase(app, { change: { partyKind: 'person', number: '茶应急罚〔2026〕8号' } });
    assert.equal((await entriesOf(app)).filter((each) => each.kind === 'penalty').length, 1);
    const head = await app.signIn('agencyHead');
    const { version } = (await head.get(`/api/publications/${record?.id}`)).body;
    const withdrawn = await head.post(`/api/publications/${record?.id}/withdrawals`, {
      actionId: app.actionId(),
      version,
      reason: 'court',
      note: '行政复议撤销。',
    });
    assert.equal(withdrawn.status, 200, JSON.stringify(withdrawn.body));
    await app.settle();
    const [gone] = (await entriesOf(app)).filter((each) => each.kind === 'penalty');
    assert.deepEqual([gone?.state, gone?.removal, gone?.wording, gone?.title], ['removed', 'court', '', '']);
  }));

test('R260 that a matter ended without penalty is a reference in the file, not public and never given to others', () =>
  withTestApp(async (app) => {
    const { findingIds } = await penaltyCase(app, { until: 'decideCase' });
    await app.database.owner
      .updateTable('followups')
      .set({ state: 'closed', ended: 'notPunished', closed_at: app.platform.clock.now() })
      .where('finding_id', 'in', [...findingIds])
      .execute();
    const follower = creditFollowers.find((each) => each.name === 'credit.handling');
    const event = {
      jurisdictionId: app.cast.anLan.jurisdictionId,
      seq: 1,
      type: 'followup.moved',
      subject: { kind: 'finding', id: findingIds[0] ?? '' },
      data: { findingIds: [...findingIds] },
    };
    // Twice, as after a restart: one line.
    for (let n = 0; n < 2; n += 1)
      await inTransaction(app.platform.db, async (tx) => follower?.handle(tx, app.platform, event as never));
    const lines = (await entriesOf(app)).filter((each) => each.kind === 'leniency');
    assert.deepEqual(
      lines.map((each) => [each.state, each.publication_id, each.is_problem, each.wording]),
      [['current', null, false, '']],
    );
    const { uscc } = await app.database.owner
      .selectFrom('objects')
      .select('uscc')
      .where('uscc', 'is not', null)
      .executeTakeFirstOrThrow();
    const asked = await (await app.signIn('chenXi')).post('/api/credit-shares', {
      actionId: app.actionId(),
      codes: [uscc],
      purpose: '招标资格审查',
      format: null,
    });
    assert.deepEqual(asked.body.files[0]?.entries, []);
  }));

test('R263 the record of a listing is not withdrawn apart from it; contained for a secret it is given to nobody, and the listing says so', () =>
  withTestApp(async (app) => {
    const objectId = await plantObject(app);
    const { id } = (await propose(app, objectId)).body;
    await takeTo(app, id, 'published');
    const lan = await app.signIn('anLan');
    const read = async () => (await (await app.signIn('anLan')).get(`/api/credit-listings/${id}`)).body;
    const { publicationId, objectCode } = await read();
    const { version } = (await lan.get(`/api/publications/${publicationId}`)).body;
    const refused = await (await app.signIn('agencyHead')).post(
      `/api/publications/${publicationId}/withdrawals`,
      {
        actionId: app.actionId(),
        version,
        reason: 'wrong',
        note: '误列。',
      },
    );
    assert.deepEqual([refused.status, refused.body.error.code], [409, 'publication.listing_withdraw']);
    const isGiven = async () => {
      const chen = await app.signIn('chenXi');
      const body = { actionId: app.actionId(), codes: [objectCode], purpose: '招标资格审查', format: null };
      return (await chen.post('/api/credit-shares', body)).body.files[0].isListed;
    };
    assert.equal(await isGiven(), true);
    const contained = await lan.post(`/api/publications/${publicationId}/containments`, {
      actionId: app.actionId(),
      ground: 'stateSecret',
      secretTexts: '责令停产停业后仍继续生产',
      note: '误录入涉密内容。',
    });
    assert.equal(contained.status, 200, JSON.stringify(contained.body));
    const after = await read();
    assert.deepEqual([after.state, after.publicationState], ['published', 'contained']);
    assert.equal(await isGiven(), false);
    const removal = { move: 'remove', reason: 'basisGone', note: '依据已失效。' };
    assert.equal((await step(app, id, { who: 'agencyHead', form: removal })).status, 200);
    assert.equal((await read()).state, 'removed');
  }));

test('R263 notice and decision take the next numbers of the register when nobody types one, and each has its receipt of delivery', () =>
  withTestApp(async (app) => {
    const numbers: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const { id } = (await propose(app, await plantObject(app))).body;
      const early = await (await app.signIn('anLan')).get(`/api/credit-listings/${id}/papers/noticeReceipt`);
      assert.equal(early.body.error.code, 'listing.no_notice');
      const on = app.platform.clock.today();
      const form = { move: 'notify', number: '', on, way: 'direct', to: '王经理', answerDays: 5 };
      const told = await step(app, id, { who: 'sectionOfficer', form });
      assert.equal(told.status, 200, JSON.stringify(told.body));
      const lan = await app.signIn('anLan');
      numbers.push((await lan.get(`/api/credit-listings/${id}`)).body.notice.number);
      const receipt = await lan.get(`/api/credit-listings/${id}/papers/noticeReceipt?format=docx`);
      assert.equal(receipt.status, 200);
    }
    assert.match(numbers[0] ?? '', /失信告〔\d{4}〕1号$/);
    assert.match(numbers[1] ?? '', /失信告〔\d{4}〕2号$/);
    const register = await app.database.owner
      .selectFrom('paper_numbers')
      .select(['number', 'state'])
      .where('kind', '=', 'listingNotice')
      .orderBy('no')
      .execute();
    assert.deepEqual(
      register.map((each) => [each.number, each.state]),
      numbers.map((number) => [number, 'used']),
    );
  }));

test('R264 the tag of a listed unit stands in every directory of the jurisdiction that has it, and ends everywhere', () =>
  withTestApp(async (app) => {
    const objectId = await plantObject(app);
    const otherId = app.platform.ids.next();
    const at = app.platform.clock.now();
    const { agencyId } = app.cast.otherAgency;
    await sql`INSERT INTO objects (jurisdiction_id, id, agency_id, kind, name, uscc, address, division_code, credit_class, created_at, updated_at)
      SELECT jurisdiction_id, ${otherId}::uuid, ${agencyId}::uuid, kind, name, uscc, address, division_code, credit_class, ${at}, ${at}
        FROM objects WHERE id = ${objectId}`.execute(app.database.owner);
    const { id } = (await propose(app, objectId)).body;
    await takeTo(app, id, 'published');
    const tags = async (of: string) =>
      (
        await app.database.owner
          .selectFrom('objects')
          .select('tags')
          .where('id', '=', of)
          .executeTakeFirstOrThrow()
      ).tags.includes(listedTag);
    assert.deepEqual([await tags(objectId), await tags(otherId)], [true, true]);
    const neighbour = await app.signIn('otherAgency');
    assert.equal((await neighbour.get(`/api/objects/${otherId}`)).body.tags.includes(listedTag), true);
    const removal = { move: 'remove', reason: 'court', note: '判决撤销。' };
    assert.equal((await step(app, id, { who: 'agencyHead', form: removal })).status, 200);
    assert.deepEqual([await tags(objectId), await tags(otherId)], [false, false]);
  }));
