/** The page of operations, readiness, metrics and alarms on one application. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import type { Platform } from '../platform.ts';
import { ownApp, type TestApp, withTestApp } from '../testing-app.ts';
import { keepOperations } from './keep-operations.ts';
import { lightsFor } from './lights.ts';

const event = (test_: TestApp, who: 'anLan' | 'chenXi') =>
  inTransaction(test_.platform.db, (tx) =>
    record(tx, test_.platform, {
      type: 'object.created',
      actor: test_.cast[who],
      subject: { kind: 'object', id: '1' },
      data: {},
    }),
  );

async function failFollower(test_: TestApp, who: 'anLan' | 'chenXi'): Promise<void> {
  const { jurisdictionId } = test_.cast[who];
  await sql`INSERT INTO event_failures VALUES (${jurisdictionId}, 'publications', 1, 9, 'x', now())`.execute(
    test_.database.db,
  );
}

async function lightOf(test_: TestApp, light: string) {
  const reply = await (await test_.signIn('administrator')).get('/api/operations');
  assert.equal(reply.status, 200);
  return reply.body.lights.find((one: { light: string }) => one.light === light);
}

const inboxOf = async (test_: TestApp, who: 'administrator' | 'anLan') =>
  (
    await sql<{
      kind: string;
    }>`SELECT kind FROM notices WHERE account_id = ${test_.cast[who].accountId} ORDER BY kind`.execute(
      test_.database.owner,
    )
  ).rows.map((row) => row.kind);

test('the page of operations tells the system administrator how things stand, of the own jurisdiction alone, and nobody else', async () => {
  await withTestApp(async (app) => {
    for (const who of ['anLan', 'auditor', 'securityAdministrator', 'agencyHead', 'evaluator'] as const)
      assert.equal((await (await app.signIn(who)).get('/api/operations')).status, 403, who);
    assert.equal((await app.anonymous.get('/api/operations')).status, 401);
    const { body } = await (await app.signIn('administrator')).get('/api/operations');
    assert.deepEqual([body.lights.length, body.queues.failures, body.version], [14, 0, '0.1.0']);
    assert.ok(
      body.components.length > 10 && body.components.every((one: { licence: string }) => one.licence !== '?'),
    );
    await event(app, 'chenXi');
    await failFollower(app, 'chenXi');
    assert.equal((await lightOf(app, 'followers')).state, 'green');
    await event(app, 'anLan');
    await failFollower(app, 'anLan');
    const stuck = await lightOf(app, 'followers');
    assert.deepEqual([stuck.state, stuck.findings[0].code], ['red', 'followers.stuck']);
    assert.equal((await lightOf(app, 'ledger')).findings[0].code, 'ledger.never');
    await keepOperations(app.platform);
    const verified = await lightOf(app, 'ledger');
    assert.deepEqual(
      [verified.state, verified.findings[0].code, verified.link],
      ['green', 'ledger.verified', '/ledger/checkpoints'],
    );
    app.platform.clock.advance(80 * 3_600_000);
    assert.deepEqual((await lightOf(app, 'ledger')).state, 'red');
  }, ownApp);
});

test('C6 the server verifies each ledger once a day and tells the administrators what passes a bound, once a day or a week', async () => {
  await withTestApp(async (app) => {
    const platform: Platform = { ...app.platform, config: { ...app.platform.config, demo: false } };
    await event(app, 'anLan');
    await keepOperations(app.platform);
    assert.deepEqual(await inboxOf(app, 'administrator'), [], 'a demonstration alarms nobody');
    await failFollower(app, 'anLan');
    await keepOperations(platform);
    await keepOperations(platform);
    const told = await inboxOf(app, 'administrator');
    assert.equal(told.filter((kind) => kind === 'operations.work').length, 1);
    assert.ok(told.includes('operations.backup') && told.includes('operations.drill'));
    assert.deepEqual(await inboxOf(app, 'anLan'), []);
    await sql`UPDATE ledger_events SET entry = replace(entry, '"v":1', '"v": 1')`.execute(app.database.owner);
    app.platform.clock.advance(24 * 3_600_000);
    await keepOperations(platform);
    assert.ok(app.logged.some((line) => line['event'] === 'ledger.unsound'));
    const again = await inboxOf(app, 'administrator');
    assert.equal(
      again.filter((kind) => kind === 'operations.work').length,
      2,
      'red is told again the next day',
    );
    assert.equal(again.filter((kind) => kind === 'operations.ledger').length, 1);
  });
});

test('readiness names what is missing to callers on this machine; metrics answer the machine or a token and nobody else', async () => {
  await withTestApp(async (app) => {
    const get = (url: string, remoteAddress: string, headers = {}) =>
      app.anonymous.inject({ method: 'GET', url, remoteAddress, headers });
    assert.equal((await get('/healthz', '203.0.113.9')).status, 200);
    assert.equal((await get('/metrics', '127.0.0.1')).status, 404, 'off unless it is switched on');
    await sql`DELETE FROM schema_migrations WHERE file = '0087-operations.sql'`.execute(app.database.owner);
    const stranger = await get('/readyz', '203.0.113.9');
    assert.deepEqual([stranger.status, stranger.body.error.data.parts], [503, undefined]);
    const here = await get('/readyz', '127.0.0.1');
    assert.ok(here.body.error.data.parts.split(' ').includes('migrations'));
    assert.match(here.body.error.data.id, /^[0-9A-F]{4}-[0-9A-F]{4}$/);
    const token = 'k'.repeat(30);
    Object.assign(app.platform.config, { metricsLocal: true, metricsToken: token });
    assert.equal((await get('/metrics', '203.0.113.9')).status, 404);
    assert.equal((await get('/metrics', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' })).status, 404);
    assert.equal((await get('/metrics', '203.0.113.9', { authorization: 'Bearer wrong' })).status, 404);
    assert.equal((await get('/metrics', '203.0.113.9', { authorization: `Bearer ${token}` })).status, 200);
    const page = (await get('/metrics', '127.0.0.1')).raw.toString();
    for (const line of page.trim().split('\n'))
      assert.match(line, /^# (?:HELP|TYPE) \w+ .+$|^\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? -?[\d.e+-]+$/);
    for (const name of [
      'requests_total',
      'request_duration_seconds_bucket',
      'event_loop_delay_seconds',
      'pool_connections',
      'queue_length',
      'sync_requests_last_hour',
      'ledger_faults',
      'disk_bytes',
    ])
      assert.match(page, new RegExp(`^mingcha_${name}\\b`, 'm'));
  }, ownApp);
});

test('G-04 a line of the log about a request holds its number, route, status and account, and nothing of what was asked', async () => {
  await withTestApp(async (app) => {
    const lan = await app.signIn('anLan');
    const reply = await lan.get('/api/agencies?planted=11010119900307123X');
    const lines = app.logged.filter(
      (line) => line['requestId'] === reply.headers['x-request-id'] && line['event'] === 'request.served',
    );
    assert.equal(lines.length, 1);
    assert.deepEqual(
      [lines[0]?.['route'], lines[0]?.['account']],
      ['agencies.list', app.cast.anLan.accountId],
    );
    assert.doesNotMatch(JSON.stringify(app.logged), /11010119900307123X|planted/);
  });
});

test('K-02 the ledger never runs backwards through forty jumps of the clock, and a clock behind it is an alarm', async () => {
  await withTestApp(async (app) => {
    const { clock } = app.platform;
    const { jurisdictionId } = app.cast.anLan;
    const day = 86_400_000;
    const spans = [1000, 60_000, 3_600_000, day, 29 * day, 31 * day, 365 * day, 366 * day, 400 * day, 1234];
    const places = [
      '2026-12-31T15:59:59.999Z',
      '2028-02-28T16:00:00.000Z',
      '2028-02-29T15:59:59.999Z',
      '2026-11-23T01:00:00.000Z',
    ];
    for (const [index, place] of places.entries()) {
      clock.set(place);
      for (const [n, span] of spans.entries()) {
        clock.advance((n + index) % 2 === 0 ? span : -span);
        await event(app, 'anLan');
      }
    }
    const { rows } = await sql<{ at: string; entry: string }>`
      SELECT at, entry FROM ledger_events WHERE jurisdiction_id = ${jurisdictionId} ORDER BY seq`.execute(
      app.database.db,
    );
    assert.equal(rows.length, 40);
    for (const [index, row] of rows.entries())
      assert.ok(index === 0 || row.at >= (rows[index - 1]?.at ?? ''));
    const noted = rows.filter((row) => 'clock' in (JSON.parse(row.entry) as object));
    assert.ok(
      noted.length >= 10 && noted.length < 40,
      'an entry that kept the time of the ledger says what the clock said',
    );
    assert.equal((await verifyLedger(app.platform.db, jurisdictionId)).fault, null);
    const codes = async () => {
      const lights = await lightsFor(app.platform, jurisdictionId);
      return lights.find((one) => one.light === 'clock')?.findings.map((one) => one.code) ?? [];
    };
    clock.set('2026-11-23T01:00:00.000Z');
    assert.ok((await codes()).includes('clock.behind'));
    clock.set('2031-01-01T00:00:00.000Z');
    assert.ok(!(await codes()).includes('clock.behind'));
  });
});
