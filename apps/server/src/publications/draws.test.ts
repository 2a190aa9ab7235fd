/** A released draw is a public record; one that was voided is too, beside the draw that it ended; nothing of the ceremony leaks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { drawOf, drive, insertMines, ownTask } from '../draws/draw-testing.ts';
import { type TestApp, withTestApp } from '../platform/testing-app.ts';
import { readRecord } from './public-record.queries.ts';

async function records(app: TestApp) {
  const rows = await app.database.db
    .selectFrom('public_records')
    .selectAll()
    .where('kind', 'in', ['draw', 'drawVoid'])
    .orderBy('kind')
    .execute();
  return rows.map(readRecord);
}

const openTask = (app: TestApp) => ownTask(app, { disclosure: { mode: 'open' } });

test('R205 a draw is a public record once it is released, with its number and page and nobody it drew', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const id = await driver.drawn(openTask(app));
    await driver.record(id);
    await app.settle();
    assert.deepEqual(await records(app), [], 'nothing before the release');
    drawOf(await driver.step(driver.lan, id, 'release'));
    await app.settle();
    const [record, ...more] = await records(app);
    assert.deepEqual(more, []);
    assert.ok(record?.payload.kind === 'draw');
    assert.deepEqual(
      [record.kind, record.state, record.payload.path, record.payload.voided],
      ['draw', 'published', `draws/${id}`, null],
    );
    assert.match(record.payload.number, /2026/);
    assert.equal(/检查员|号非煤矿山|91130181|纪检|公证/.test(JSON.stringify(record)), false);
  }));

test('R206 a voided draw is published as such with the code of its reason, never with the words of the request', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.witness.accountId}`.execute(
      app.platform.db,
    );
    const driver = await drive(app);
    const id = await driver.drawn(openTask(app));
    const evidenceSha256 = await driver.evidence(id);
    const request = { reason: 'other', text: '主持人石磊突发疾病，改期', evidenceSha256 };
    drawOf(await driver.step(driver.lan, id, 'void-proposal', request));
    await app.settle();
    assert.deepEqual(await records(app), [], 'a proposal is nothing public');
    drawOf(await driver.step(driver.witness, id, 'void'));
    await app.settle();
    const found = await records(app);
    assert.deepEqual(
      found.map((each) => [each.kind, each.state]),
      [['drawVoid', 'published']],
    );
    const [record] = found;
    assert.ok(record?.payload.kind === 'draw');
    assert.equal(record.payload.voided?.reason, 'other');
    assert.equal(JSON.stringify(found).includes('石磊'), false);
  }));

test('R206 the record of a released draw says that it was voided afterwards, and a second time changes nothing', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    await sql`UPDATE accounts SET section_id = NULL WHERE id = ${app.cast.witness.accountId}`.execute(
      app.platform.db,
    );
    const driver = await drive(app);
    const id = await driver.drawn(openTask(app));
    await driver.record(id);
    drawOf(await driver.step(driver.lan, id, 'release'));
    await app.settle();
    const evidenceSha256 = await driver.evidence(id);
    const request = { reason: 'other', text: '封存的名录有误', evidenceSha256 };
    drawOf(await driver.step(driver.lan, id, 'void-proposal', request));
    drawOf(await driver.step(driver.witness, id, 'void'));
    await app.settle();
    const found = await records(app);
    assert.deepEqual(
      found.map((each) => [
        each.kind,
        each.state,
        each.payload.kind === 'draw' && each.payload.voided?.reason,
      ]),
      [
        ['draw', 'published', 'other'],
        ['drawVoid', 'published', 'other'],
      ],
    );
    await app.settle();
    const versions = await app.database.db
      .selectFrom('publication_versions')
      .select('why')
      .where('why', '=', 'drawVoided')
      .execute();
    assert.equal(versions.length, 1);
  }));

test('R206 a draw that is voided before anything was sealed was never public', () =>
  withTestApp(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    await driver.create(openTask(app));
    await app.settle();
    assert.deepEqual(await records(app), []);
  }));
