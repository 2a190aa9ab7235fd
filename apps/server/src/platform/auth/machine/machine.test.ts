/** Keys of other systems: one agency, listed scopes, an end, revocable; a person's cookie is nobody there and the reverse. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { inTransaction } from '../../db/transaction.ts';
import { type TestApp, withTestApp } from '../../testing-app.ts';
import type { CastName } from '../../testing-cast.ts';
import { replaceRoles } from '../organisation.queries.ts';

const share = '/api/machine/credit-shares';

function bodyOf(app: TestApp, more: object = {}) {
  return {
    actionId: app.actionId(),
    name: '区发改局信用平台',
    agencyId: app.cast.anLan.agencyId,
    contact: '平台组 0311-80000000',
    scopes: ['credit.share'],
    expiresOn: addDays(app.platform.clock.today(), 30),
    ...more,
  };
}

const ask = (app: TestApp) => ({
  actionId: app.actionId(),
  codes: ['91130181MA0000201R'],
  purpose: '公共资源交易资格审查',
  format: null,
});

/** A client with this key and nothing else. */
const withKey = (app: TestApp, key: string) => (url: string, body: object) =>
  app.anonymous.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });

test('R260 a system asks with a key of its own: shown once, kept as a hash, used for what it names, each query kept in the name of its agency', () =>
  withTestApp(async (app) => {
    const administrator = await app.signIn('administrator');
    const body = bodyOf(app);
    for (const who of ['anLan', 'securityAdministrator'] as const)
      assert.equal((await (await app.signIn(who)).post('/api/machine-clients', body)).status, 403, who);
    const made = await administrator.post('/api/machine-clients', body);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.match(made.body.key, /^mck_[A-Za-z0-9_-]{43}$/);
    assert.deepEqual((await administrator.post('/api/machine-clients', body)).body, made.body);
    const listed = (await administrator.get('/api/machine-clients')).body.rows[0];
    assert.deepEqual([listed.state, listed.lastUsedAt, listed.hint.length], ['waiting', null, 8]);
    const kept = await app.database.owner.selectFrom('machine_clients').selectAll().execute();
    assert.ok(!JSON.stringify(kept).includes(made.body.key));
    const events = await app.database.owner.selectFrom('ledger_events').select('entry').execute();
    assert.ok(!events.some((row) => row.entry.includes(made.body.key)));
    const call = withKey(app, made.body.key);
    const asked = ask(app);
    assert.equal((await call(share, asked)).status, 401, 'nobody confirmed it');
    const confirm = async (who: CastName) =>
      (await app.signIn(who)).post(`/api/machine-clients/${made.body.id}/confirmations`, {
        actionId: app.actionId(),
      });
    assert.equal((await confirm('administrator')).body.error.code, 'machine.own_forbidden');
    assert.equal((await confirm('anLan')).status, 403);
    await inTransaction(app.platform.db, (tx) =>
      replaceRoles(tx, app.cast.chenXi, ['securityAdministrator']),
    );
    assert.equal((await confirm('chenXi')).body.error.code, 'machine.not_found', 'of another place');
    assert.equal((await confirm('securityAdministrator')).status, 200);
    assert.equal((await confirm('securityAdministrator')).body.error.code, 'machine.confirmed_already');
    assert.equal((await administrator.get('/api/machine-clients')).body.rows[0].state, 'active');
    const answer = await call(share, asked);
    assert.deepEqual([answer.status, answer.body.missing.length], [200, 1], JSON.stringify(answer.body));
    assert.deepEqual((await call(share, asked)).body, answer.body, 'the same request twice');
    const shares = (await (await app.signIn('anLan')).get('/api/credit-shares')).body.rows;
    assert.deepEqual([shares.length, shares[0].personName], [1, '区发改局信用平台']);
    assert.ok((await administrator.get('/api/machine-clients')).body.rows[0].lastUsedAt !== null);
    assert.equal((await call('/api/credit-shares', ask(app))).status, 401, 'no page of the office opens');
  }));

test('a key without the scope, an unknown, an old and a revoked key open nothing', () =>
  withTestApp(async (app) => {
    const reader = await app.signInMachine(['channels.read']);
    const denied = await reader.post(share, ask(app));
    assert.deepEqual([denied.status, denied.body.error.code], [403, 'machine.scope.forbidden']);
    const line = '/api/machine/publication-channels/creditPlatform/deliveries';
    assert.deepEqual((await reader.get(line)).body.rows, []);
    for (const authorization of [
      `Bearer mck_${'x'.repeat(43)}`,
      'Bearer ',
      'Basic YTpi',
      `mck_${'x'.repeat(43)}`,
    ]) {
      const reply = await app.anonymous.inject({ method: 'GET', url: line, headers: { authorization } });
      assert.equal(reply.status, 401, authorization);
    }
    assert.equal((await (await app.signIn('anLan')).get(line)).status, 401, 'a person is nobody here');
    const administrator = await app.signIn('administrator');
    const made = await administrator.post('/api/machine-clients', bodyOf(app));
    const call = withKey(app, made.body.key);
    const path = `/api/machine-clients/${made.body.id}/revocations`;
    const second = await app.signIn('securityAdministrator');
    const confirmed = async (id: string) =>
      assert.equal(
        (await second.post(`/api/machine-clients/${id}/confirmations`, { actionId: app.actionId() })).status,
        200,
      );
    await confirmed(made.body.id);
    assert.equal((await call(share, ask(app))).status, 200);
    const revoke = { actionId: app.actionId() };
    assert.equal((await (await app.signIn('anLan')).post(path, revoke)).status, 403);
    await inTransaction(app.platform.db, (tx) => replaceRoles(tx, app.cast.chenXi, ['administrator']));
    const stranger = await app.signIn('chenXi');
    assert.equal((await stranger.post(path, { actionId: app.actionId() })).status, 404);
    assert.equal((await administrator.post(path, revoke)).status, 200);
    assert.equal((await administrator.post(path, revoke)).status, 200, 'the same request twice');
    const again = await administrator.post(path, { actionId: app.actionId() });
    assert.deepEqual([again.status, again.body.error.code], [409, 'machine.revoked_already']);
    assert.equal((await call(share, ask(app))).status, 401);
    const late = await second.post(`/api/machine-clients/${made.body.id}/confirmations`, {
      actionId: app.actionId(),
    });
    assert.equal(late.body.error.code, 'machine.revoked_already', 'nobody confirms it any more');
    const other = await administrator.post('/api/machine-clients', bodyOf(app, { name: '另一系统' }));
    await confirmed(other.body.id);
    app.platform.clock.advance(31 * 86_400_000);
    assert.equal((await withKey(app, other.body.key)(share, ask(app))).status, 401, 'its day is over');
  }));

test('a key ends between tomorrow and a year from now, names an agency of the place, and no name stands twice', () =>
  withTestApp(async (app) => {
    const administrator = await app.signIn('administrator');
    const today = app.platform.clock.today();
    const errorOf = async (more: object) =>
      (await administrator.post('/api/machine-clients', bodyOf(app, more))).body.error;
    const code = async (more: object) => (await errorOf(more))?.code;
    assert.equal(await code({ expiresOn: today }), 'machine.expiry_invalid');
    assert.equal(await code({ expiresOn: addDays(today, 367) }), 'machine.expiry_invalid');
    assert.equal(await code({ agencyId: app.cast.chenXi.agencyId }), 'machine.agency_invalid');
    assert.equal(await code({}), undefined);
    assert.deepEqual(await errorOf({}), { code: 'machine.name_taken', field: 'name' });
  }));
