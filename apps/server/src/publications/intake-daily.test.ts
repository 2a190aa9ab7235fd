/** Replies that come due: who is told when, once each, of objections and of contacts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { remindOfReplies } from './intake-daily.ts';
import { enterPaper, investigate, plantPublished } from './objections/objection-testing.ts';

/** Day by day until three days after `due`; twice each, as a house that runs every ten minutes. */
async function live(app: TestApp, due: string): Promise<void> {
  for (let day = app.platform.clock.today(); day <= addDays(due, 3); day = addDays(day, 1)) {
    await Promise.resolve(app.platform.clock.set(`${day}T02:00:00.000Z`));
    await remindOfReplies(app.platform);
    await remindOfReplies(app.platform);
  }
}

async function told(app: TestApp, kind: string, accountId: string) {
  const rows = await app.database.db
    .selectFrom('notices')
    .select(['data', 'link', 'due_on'])
    .where('kind', '=', kind)
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
  return rows.map((each) => (each.data as { count: number }).count);
}

test('R221 handler, legal section and head hear of an objection five, three and one working days before, on the day and after', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id, dueOn } = (await enterPaper(app, { publicationId: publication.id })).body;
    await investigate(app, id);
    const { publication: other } = await plantPublished(app);
    await enterPaper(app, { publicationId: other.id });
    await live(app, dueOn);
    const { anLan, agencyHead, sectionOfficer, otherAgency } = app.cast;
    assert.deepEqual(await told(app, 'objection.due', anLan.accountId), [2, 2, 2, 2, 2]);
    assert.deepEqual(await told(app, 'objection.due', agencyHead.accountId), [2, 2, 2, 2, 2]);
    assert.deepEqual(await told(app, 'objection.due', sectionOfficer.accountId), [1, 1, 1, 1, 1]);
    assert.deepEqual(await told(app, 'objection.due', otherAgency.accountId), []);
  }));

test('R208 a ticket that is answered reminds nobody any more, and one that waits reminds like an objection', () =>
  withTestApp(async (app) => {
    const officer = await app.signIn('sectionOfficer');
    const call = {
      actionId: app.actionId(),
      kind: 'enquiry',
      subject: '办事指南',
      content: '咨询检查前要准备的材料。',
      objectName: '',
      name: '',
      phone: '',
      address: '',
      channel: 'phone',
      outsideNumber: '',
      objectId: null,
      receivedOn: app.platform.clock.today(),
      dueOn: null,
    };
    const waiting = (await officer.post('/api/contacts', call)).body;
    const { id } = (await officer.post('/api/contacts', { ...call, actionId: app.actionId() })).body;
    const answered = {
      move: 'answer',
      outcome: 'explained',
      finding: '已告知。',
      reply: '请见办事指南。',
      objectId: null,
    };
    const assign = { move: 'assign', handlerId: app.cast.sectionOfficer.accountId, note: '' };
    for (const form of [assign, answered]) {
      const client = await app.signIn(form === assign ? 'anLan' : 'sectionOfficer');
      const { version } = (await client.get(`/api/contacts/${id}`)).body;
      const moved = await client.post(`/api/contacts/${id}/moves`, {
        actionId: app.actionId(),
        version,
        form,
      });
      assert.equal(moved.status, 200, JSON.stringify(moved.body));
    }
    await live(app, waiting.dueOn);
    assert.deepEqual(await told(app, 'contact.due', app.cast.anLan.accountId), [1, 1, 1, 1, 1]);
    assert.deepEqual(await told(app, 'contact.due', app.cast.sectionOfficer.accountId), []);
  }));
