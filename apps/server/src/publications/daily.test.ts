/** What happens with time: warnings, the overdue count of the portal, ends of terms, documents that follow each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { keepPublications } from './daily.ts';
import { publishedRecord } from './public-record.queries.ts';
import { plantPassed, publicationFor } from './publication-testing.ts';

async function setDay(app: TestApp, day: string): Promise<void> {
  await Promise.resolve(app.platform.clock.set(`${day}T02:00:00.000Z`));
}
const overdue = async (app: TestApp) => (await app.anonymous.get('/api/public/overdue-results')).body;
const notices = (app: TestApp) =>
  app.database.db.selectFrom('notices').select(['kind', 'account_id', 'data']).orderBy('id').execute();

test('P-04 the day after the due day the portal counts by itself, per agency and task, without any name', () =>
  withTestApp(async (app) => {
    const { inspectionIds, taskId } = await plantPassed(app, { count: 2 });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    const due = row.due_on ?? '';
    await setDay(app, due);
    assert.equal((await overdue(app)).total, 0);
    await setDay(app, addDays(due, 1));
    const { body } = await app.anonymous.get('/api/public/overdue-results');
    assert.deepEqual(
      [body.total, body.rows.length, body.rows[0].taskId, body.rows[0].overdue, body.rows[0].earliestDue],
      [2, 1, taskId, 2, due],
    );
    assert.equal(/采石场|9113|石磊/.test(JSON.stringify(body)), false);
  }));

test('P-04 a result that nobody entered counts too; exempted, suspended and embargoed ones do not', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { count: 4 });
    const due = (await publicationFor(app, inspectionIds[0] ?? '')).due_on ?? '';
    const set = (n: number, change: object) =>
      app.database.owner
        .updateTable('publications')
        .set(change)
        .where('inspection_id', '=', inspectionIds[n] ?? '')
        .execute();
    await set(0, { state: 'exempt' });
    await set(1, { state: 'suspended' });
    await set(2, { embargo_until: `${addDays(due, 90)}T00:00:00.000Z` });
    await setDay(app, addDays(due, 1));
    assert.equal((await overdue(app)).total, 1);
    // The fourth as if its publication had never been prepared.
    const of = ['publication_payloads', 'publication_versions', 'publication_steps'] as const;
    const { id } = await publicationFor(app, inspectionIds[3] ?? '');
    for (const table of of)
      await app.database.owner.deleteFrom(table).where('publication_id', '=', id).execute();
    await app.database.owner.deleteFrom('publications').where('id', '=', id).execute();
    assert.equal((await overdue(app)).total, 1);
    const figures = (await (await app.signIn('anLan')).get('/api/publication-figures')).body;
    assert.deepEqual([figures.exempt, figures.suspended, figures.embargoed, figures.all], [1, 1, 1, 3]);
  }));

test('R200 the named person and the head are warned before, on and after the due day, once each', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app);
    const due = (await publicationFor(app, inspectionIds[0] ?? '')).due_on ?? '';
    for (let day = app.platform.clock.today(); day <= addDays(due, 3); day = addDays(day, 1)) {
      await setDay(app, day);
      await keepPublications(app.platform);
    }
    const told = await notices(app);
    const { anLan, agencyHead } = app.cast;
    for (const person of [anLan, agencyHead])
      assert.deepEqual(
        told.filter((each) => each.account_id === person.accountId).map((each) => each.kind),
        ['publication.due', 'publication.due', 'publication.due', 'publication.due', 'publication.overdue'],
        person.personName,
      );
    assert.equal(JSON.stringify(told).includes('采石场'), false);
  }));

test('R200 around the Spring Festival the warnings count the make-up Saturdays, and the due day may be one', () =>
  withTestApp(async (app) => {
    // Result of the 26th of January 2026: the 14th and the 28th of February are worked Saturdays, the 15th to 23rd are free.
    await setDay(app, '2026-01-26');
    const { inspectionIds } = await plantPassed(app);
    assert.equal((await publicationFor(app, inspectionIds[0] ?? '')).due_on, '2026-02-28');
    const head = app.cast.agencyHead.accountId;
    const heard: string[] = [];
    for (let day = '2026-02-09'; day <= '2026-03-04'; day = addDays(day, 1)) {
      await setDay(app, day);
      const before = (await notices(app)).filter((each) => each.account_id === head).length;
      await keepPublications(app.platform);
      await keepPublications(app.platform);
      const now = (await notices(app)).filter((each) => each.account_id === head);
      if (now.length > before) heard.push(`${day} ${now.length - before} ${now.at(-1)?.kind}`);
    }
    assert.deepEqual(heard, [
      '2026-02-14 1 publication.due',
      '2026-02-25 1 publication.due',
      '2026-02-27 1 publication.due',
      '2026-02-28 1 publication.due',
      '2026-03-01 1 publication.overdue',
    ]);
    assert.equal((await overdue(app)).total, 1);
  }));

test('R207 a record ends by the rule book’s term and leaves a tombstone', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app);
    const { id } = await publicationFor(app, inspectionIds[0] ?? '');
    const lan = await app.signIn('anLan');
    const version = async () => (await lan.get(`/api/publications/${id}`)).body.version;
    await lan.post(`/api/publications/${id}/reviews`, {
      actionId: app.actionId(),
      version: await version(),
      decision: 'pass',
      note: '',
      confirmed: [],
    });
    await lan.post('/api/publication-releases', {
      actionId: app.actionId(),
      items: [{ id, version: await version() }],
    });
    const today = app.platform.clock.today();
    await app.database.owner
      .updateTable('publications')
      .set({ ends_on: today })
      .where('id', '=', id)
      .execute();
    await keepPublications(app.platform);
    assert.equal((await publicationFor(app, inspectionIds[0] ?? '')).state, 'published');
    await setDay(app, addDays(today, 1));
    await keepPublications(app.platform);
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));
    assert.ok(record?.payload.kind === 'tombstone');
    assert.deepEqual([record.state, record.payload.reason], ['ended', 'termOver']);
    const later = await app.signIn('anLan');
    assert.equal((await later.get('/api/publication-figures')).body.ended, 1);
  }));
