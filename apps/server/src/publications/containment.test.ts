/** A wrongly entered secret: contained, reported, removed; the ledger still verifies and nothing keeps the text. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../platform/db/transaction.ts';
import { verifyLedger } from '../platform/ledger/verify-ledger.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { plantInspections } from '../tasks/task-testing.ts';
import { placesOf } from './containment.queries.ts';
import { publishedRecord } from './public-record.queries.ts';
import { plantPassed, publicationFor } from './publication-testing.ts';
import { removeIn } from './secret-removal.service.ts';

const secret = '甲三号指挥工程口部';

test('P-03 a wrongly entered secret is contained, reported and removed, and the ledger still verifies', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: [`${secret}通道堆物`] });
    const row = await publicationFor(app, inspectionIds[0] ?? '');
    const { id, jurisdiction_id: jurisdictionId } = row;
    const [lan, head] = await Promise.all([app.signIn('anLan'), app.signIn('agencyHead')]);
    const version = async () => (await lan.get(`/api/publications/${id}`)).body.version;
    const keys = (await lan.get(`/api/publications/${id}`)).body.hints.map(
      (each: { key: string }) => each.key,
    );
    await lan.post(`/api/publications/${id}/reviews`, {
      actionId: app.actionId(),
      version: await version(),
      decision: 'pass',
      note: '',
      confirmed: keys,
    });
    await lan.post('/api/publication-releases', {
      actionId: app.actionId(),
      items: [{ id, version: await version() }],
    });
    await plantInspections(app, { count: 30 });
    const body = { ground: 'airDefence', secretTexts: secret, note: `误录${secret}` };
    const contain = (more: object = {}) =>
      lan.post(`/api/publications/${id}/containments`, { actionId: app.actionId(), ...body, ...more });
    assert.equal((await contain({ secretTexts: ' \n' })).body.error.field, 'secretTexts');
    assert.equal(
      (await contain({ secretTexts: '号采石场' })).body.error.code,
      'publication.secret_common_invalid',
    );
    const made = await contain();
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.ok(made.body.cleared >= 1 && made.body.left >= 1);
    const record = await inTransaction(app.platform.db, (tx) => publishedRecord(tx, id));
    assert.ok(record?.payload.kind === 'tombstone');
    assert.deepEqual([record.payload.reason, record.payload.task], ['lawful', null]);
    const view = (await lan.get(`/api/publications/${id}`)).body;
    assert.equal(JSON.stringify(view).includes(secret), false);
    assert.deepEqual([view.state, view.payload, view.versions[0].payload], ['contained', null, null]);
    const left = await inTransaction(app.platform.db, (tx) => placesOf(tx, jurisdictionId, [secret]));
    assert.ok(left.every((place) => place.isLeft));
    assert.deepEqual([...new Set(left.map((place) => place.table))], ['visit_results']);
    assert.equal((await verifyLedger(app.platform.db, jurisdictionId)).sound, true);

    const step = (client: typeof lan, what: string, rest: object) =>
      client.post(`/api/publication-containments/${made.body.id}/${what}`, {
        actionId: app.actionId(),
        ...rest,
      });
    const parts = ['files', 'exports', 'devices', 'channels', 'backups'];
    const removal = {
      version: 2,
      secretTexts: secret,
      parts,
      note: '已清除结果附录、导出文件和3份备份',
    };
    assert.equal(
      (await step(head, 'removals', { ...removal, version: 1 })).body.error.code,
      'publication.containment_wrong_state',
    );
    const report = { version: 1, reportedOn: '2026-01-05', reportedTo: '区保密局' };
    assert.equal((await step(lan, 'reports', report)).body.state, 'reported');
    assert.equal(
      (await step(lan, 'removals', removal)).body.error.code,
      'publication.containment_two_forbidden',
    );
    assert.equal((await step(head, 'removals', removal)).body.error.code, 'publication.containment_left');
    const halfway = await step(head, 'removals', { ...removal, parts: parts.slice(0, 4) });
    assert.deepEqual(
      [halfway.status, halfway.body.error.code, halfway.body.error.field],
      [422, 'publication.removal_parts_invalid', 'parts'],
      'backups are not forgotten',
    );
    // The operator's part of the procedure: counts first, removes what was expected.
    const printed: string[] = [];
    const clear = (expected: number | null) =>
      removeIn(app.database.owner, {
        division: '130181',
        texts: [secret],
        expected,
        say: (key) => void printed.push(key),
      });
    assert.equal(await clear(null), 1);
    assert.equal(await clear(99), 1);
    assert.equal(await clear(made.body.left), 0);
    assert.equal(await clear(null), 0);
    assert.deepEqual(printed, [
      'secrets.place',
      'secrets.found',
      'secrets.place',
      'secrets.unexpected',
      'secrets.place',
      'secrets.removed',
      'secrets.none',
    ]);
    assert.equal((await step(head, 'removals', removal)).body.state, 'removed');
    assert.equal((await verifyLedger(app.platform.db, jurisdictionId)).sound, true);
    assert.deepEqual(
      await inTransaction(app.platform.db, (tx) => placesOf(tx, jurisdictionId, [secret])),
      [],
    );
  }));

test('P-03 the full name of a unit is contained in its record and in the directory', () =>
  withTestApp(async (app) => {
    const { inspectionIds, objectIds } = await plantPassed(app, { count: 2 });
    const { id } = await publicationFor(app, inspectionIds[0] ?? '');
    const name = (
      await app.database.db
        .selectFrom('objects')
        .select('name')
        .where('id', '=', objectIds[0] ?? '')
        .executeTakeFirstOrThrow()
    ).name;
    const lan = await app.signIn('anLan');
    const made = await lan.post(`/api/publications/${id}/containments`, {
      actionId: app.actionId(),
      ground: 'airDefence',
      secretTexts: name,
      note: '',
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const view = (await lan.get(`/api/publications/${id}`)).body;
    assert.deepEqual([view.state, view.payload], ['contained', null]);
    assert.equal(JSON.stringify(view).includes(name), false);
    const clerk = await app.signIn('sectionOfficer');
    assert.equal((await clerk.get(`/api/objects/${objectIds[0] ?? ''}`)).body.name, '■■■');
  }));

test('P-03 a text that a column may not lose is left where it stands and named for the operator', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app);
    const { id } = await publicationFor(app, inspectionIds[0] ?? '');
    // The stage of a team whose result passed: its column takes no other words.
    const word = 'passed';
    const lan = await app.signIn('anLan');
    const body = { actionId: app.actionId(), ground: 'airDefence', secretTexts: word, note: '' };
    const made = await lan.post(`/api/publications/${id}/containments`, body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    const { rows } = (await lan.get('/api/publication-containments')).body;
    const places: readonly { table: string; column: string; isLeft: boolean }[] = rows[0].places;
    assert.equal(
      places.find((each) => each.table === 'inspection_teams' && each.column === 'stage')?.isLeft,
      true,
    );
    const said: string[] = [];
    const clear = (expected: number | null) =>
      removeIn(app.database.owner, {
        division: '130181',
        texts: [word],
        expected,
        say: (key) => void said.push(key),
      });
    await clear(null);
    assert.equal(await clear(made.body.left), 1);
    assert.ok(said.includes('secrets.held'), said.join(' '));
  }));

test('R203 what was contained is prepared anew from the cleaned record, after the removal was confirmed', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: [`${secret}通道堆物`] });
    const { id } = await publicationFor(app, inspectionIds[0] ?? '');
    const [lan, head] = await Promise.all([app.signIn('anLan'), app.signIn('agencyHead')]);
    const contained = await lan.post(`/api/publications/${id}/containments`, {
      actionId: app.actionId(),
      ground: 'airDefence',
      secretTexts: secret,
      note: '',
    });
    const resume = async () =>
      lan.post(`/api/publications/${id}/resumptions`, {
        actionId: app.actionId(),
        version: (await lan.get(`/api/publications/${id}`)).body.version,
        note: '已清除',
      });
    assert.equal((await resume()).body.error.code, 'publication.containment_open');
    const step = (client: typeof lan, what: string, rest: object) =>
      client.post(`/api/publication-containments/${contained.body.id}/${what}`, {
        actionId: app.actionId(),
        ...rest,
      });
    await step(lan, 'reports', { version: 1, reportedOn: '2026-01-05', reportedTo: '区保密局' });
    const expected = contained.body.left;
    await removeIn(app.database.owner, {
      division: '130181',
      texts: [secret],
      expected,
      say: () => undefined,
    });
    const parts = ['files', 'exports', 'devices', 'channels', 'backups'];
    const done = await step(head, 'removals', { version: 2, secretTexts: secret, parts, note: '已清除' });
    assert.equal(done.body.state, 'removed', JSON.stringify(done.body));
    assert.equal((await resume()).body.state, 'prepared');
    const view = (await lan.get(`/api/publications/${id}`)).body;
    assert.equal(view.payload.findings[0].text, '■■■通道堆物');
    assert.deepEqual(
      view.versions.map((each: { payload: unknown }) => each.payload === null),
      [true, false],
    );
  }));

test('R203 only the own agency contains, and a second containment of the same record is refused', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantPassed(app, { problems: [`${secret}通道堆物`] });
    const { id } = await publicationFor(app, inspectionIds[0] ?? '');
    const body = { ground: 'airDefence', secretTexts: secret, note: '' };
    const contain = async (name: 'otherAgency' | 'auditor' | 'sectionOfficer', actionId: string) =>
      (await app.signIn(name)).post(`/api/publications/${id}/containments`, { actionId, ...body });
    assert.equal((await contain('otherAgency', app.actionId())).status, 404);
    assert.equal((await contain('auditor', app.actionId())).status, 403);
    const actionId = app.actionId();
    const first = await contain('sectionOfficer', actionId);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.deepEqual((await contain('sectionOfficer', actionId)).body, first.body);
    assert.equal(
      (await contain('sectionOfficer', app.actionId())).body.error.code,
      'publication.wrong_state',
    );
  }));
