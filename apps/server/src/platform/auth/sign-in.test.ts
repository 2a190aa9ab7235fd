/** Signing in over HTTP: cookie, refusals, delays, one-time passwords, change of password (H-01 … H-06 in short). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTransaction } from '../db/transaction.ts';
import { defaultAccess } from '../http/settings.ts';
import { castPassword, clientOf, type TestApp, type TestReply, withTestApp } from '../testing-app.ts';
import { hashPassword } from './password.ts';
import { cookieName, removeExpiredSessions } from './session.ts';
import { savePassword } from './sign-in.queries.ts';

const credentials = { signInName: 'anlan', password: castPassword };

function cookieOf(reply: TestReply): string {
  const header = reply.headers['set-cookie'];
  assert.ok(typeof header === 'string', 'one cookie is set');
  return header;
}

function tokenIn(reply: TestReply): string {
  return /^__Host-mingcha=([^;]+)/.exec(cookieOf(reply))?.[1] ?? '';
}

test('An Lan signs in, is known, and is unknown after signing out', async () => {
  await withTestApp(async ({ app, anonymous, actionId }) => {
    const reply = await anonymous.post('/api/session', credentials);
    assert.equal(reply.status, 200);
    assert.equal(reply.body.personName, '安岚');
    assert.deepEqual(reply.body.roles, ['legalOfficer']);
    const client = clientOf(app, tokenIn(reply));
    assert.equal((await client.get('/api/session')).body.person.agency.shortName, '应急局');
    const out = await client.delete('/api/session', { actionId: actionId() });
    assert.equal(out.status, 200);
    assert.match(cookieOf(out), /Max-Age=0/);
    assert.equal((await client.get('/api/session')).body.person, null);
    assert.equal((await client.get('/api/sessions')).body.error.code, 'auth.not_signed_in');
  });
});

test('the session cookie is for this host alone, over a secure channel, out of reach of scripts (W-05)', async () => {
  await withTestApp(async ({ anonymous }) => {
    const cookie = cookieOf(await anonymous.post('/api/session', credentials));
    assert.match(cookie, /^__Host-mingcha=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });
});

test('the database holds no session token and no password', async () => {
  await withTestApp(async ({ anonymous, database }) => {
    const token = tokenIn(await anonymous.post('/api/session', credentials));
    const rows = await database.owner.selectFrom('sessions').selectAll().execute();
    assert.equal(JSON.stringify(rows).includes(token), false);
    assert.equal(
      rows.some((row) => row.token_hash.toString('base64url') === token),
      false,
    );
    const stored = await database.owner.selectFrom('credentials').select('password_hash').execute();
    assert.ok(stored.every((row) => row.password_hash.startsWith('$argon2id$')));
  });
});

test('an unknown name, a wrong password and a disabled account get one and the same reply', async () => {
  await withTestApp(async ({ anonymous, database, cast }) => {
    const stranger = await anonymous.post('/api/session', { signInName: 'nobody', password: castPassword });
    const wrong = await anonymous.post('/api/session', { signInName: 'bowen', password: 'wrong' });
    await database.owner
      .updateTable('accounts')
      .set({ status: 'disabled' })
      .where('id', '=', cast.anLan.accountId)
      .execute();
    const disabled = await anonymous.post('/api/session', credentials);
    for (const reply of [stranger, wrong, disabled]) {
      assert.equal(reply.status, 401);
      assert.deepEqual(reply.body.error, { code: 'auth.sign_in_refused' });
      assert.equal(reply.headers['set-cookie'], undefined);
    }
  });
});

test('an unknown name costs as much time as a wrong password (H-04)', async () => {
  await withTestApp(async ({ anonymous, database, platform }) => {
    const stored = await hashPassword('Something-Else-1');
    await database.owner.updateTable('credentials').set({ password_hash: stored }).execute();
    const time = async (signInName: string): Promise<number> => {
      const start = performance.now();
      await anonymous.post('/api/session', { signInName, password: 'wrong' });
      return performance.now() - start;
    };
    await time('warmup');
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      platform.clock.advance(20 * 60_000);
      known.push(await time('anlan'));
      unknown.push(await time('nobody'));
    }
    const median = (list: number[]): number => list.toSorted((a, b) => a - b)[4] ?? 0;
    // The machine is shared while tests run; a reply without a hash would be ten times quicker.
    assert.ok(median(unknown) > median(known) / 2, `${median(unknown)} against ${median(known)} ms`);
  });
});

test('five failures bring a growing delay, ten a lock, and the right password does not pass before (H-02)', async () => {
  await withTestApp(async ({ anonymous, platform }) => {
    const guess = () => anonymous.post('/api/session', { signInName: 'anlan', password: 'wrong' });
    for (let n = 0; n < 5; n += 1) assert.equal((await guess()).status, 401);
    const waits: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const refused = await anonymous.post('/api/session', credentials);
      assert.equal(refused.status, 429);
      assert.equal(refused.headers['retry-after'], String(refused.body.error.data.seconds));
      waits.push(refused.body.error.data.seconds);
      platform.clock.advance(refused.body.error.data.seconds * 1000);
      assert.equal((await guess()).status, 401);
    }
    assert.deepEqual(waits, [2, 4, 8, 16, 32]);
    assert.equal((await anonymous.post('/api/session', credentials)).body.error.data.seconds, 900);
    platform.clock.advance(900_000);
    assert.equal((await anonymous.post('/api/session', credentials)).status, 200);
    assert.equal((await guess()).status, 401, 'success starts the count anew');
  });
});

test('guesses sent at once are counted one by one: five of forty are evaluated', async () => {
  await withTestApp(async ({ anonymous }) => {
    const replies = await Promise.all(
      Array.from({ length: 40 }, () =>
        anonymous.post('/api/session', { signInName: 'anlan', password: 'wrong' }),
      ),
    );
    assert.equal(replies.filter((reply) => reply.status === 401).length, 5);
    assert.equal(replies.filter((reply) => reply.status === 429).length, 35);
  });
});

test('a lock in one place does not keep a leader out in another (H-03)', async () => {
  await withTestApp(async ({ anonymous }) => {
    const from = (remoteAddress: string, password: string) =>
      anonymous.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({ signInName: 'agencyhead', password }),
      });
    for (let n = 0; n < 12; n += 1) await from('127.0.0.9', 'wrong');
    assert.equal((await from('127.0.0.9', castPassword)).status, 429);
    assert.equal((await from('127.0.0.1', castPassword)).status, 200);
  });
});

test('a hundred failures of one name in a day, from wherever, make unknown sources wait and known ones not (H-03)', async () => {
  await withTestApp(async ({ anonymous, database, platform }) => {
    const now = platform.clock.now();
    const attempt = { sign_in_name: 'anlan', last_at: now, succeeded_at: null };
    const rows = Array.from({ length: 25 }, (_, n) => ({ ...attempt, source: `10.9.9.${n}`, failures: 4 }));
    await database.owner.insertInto('sign_in_attempts').values(rows).execute();
    const refused = await anonymous.post('/api/session', credentials);
    assert.deepEqual(refused.body.error, { code: 'auth.too_many_attempts', data: { seconds: 3600 } });
    const known = { ...attempt, source: '127.0.0.1', failures: 0, succeeded_at: now };
    await database.owner.deleteFrom('sign_in_attempts').where('source', '=', known.source).execute();
    await database.owner.insertInto('sign_in_attempts').values(known).execute();
    assert.equal((await anonymous.post('/api/session', credentials)).status, 200);
  });
});

test('while more people sign in at once than can be checked, the next is told to come again (H-08)', async () => {
  await withTestApp(async ({ anonymous }) => {
    // Two at work for a while, and a full line behind them.
    const slow = Array.from({ length: 2 }, () => hashPassword('x', { memoryKiB: 65_536, passes: 4 }));
    const line = Array.from({ length: 600 }, () => hashPassword('x', { memoryKiB: 8, passes: 1 }));
    const busy = await anonymous.post('/api/session', credentials);
    await Promise.all([...slow, ...line]);
    assert.deepEqual([busy.status, busy.body.error.code], [503, 'auth.busy']);
    assert.equal((await anonymous.post('/api/session', credentials)).status, 200);
  });
});

test('over plain HTTP nobody signs in from another machine (ruling 27)', async () => {
  await withTestApp(async ({ anonymous }) => {
    const reply = await anonymous.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '10.1.2.3',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(credentials),
    });
    assert.equal(reply.status, 403);
    assert.equal(reply.body.error.code, 'auth.insecure_channel.forbidden');
  });
});

test('a session ends after 30 idle minutes and after 12 hours however busy', async () => {
  await withTestApp(async ({ signIn, platform }) => {
    const idle = await signIn('anLan');
    platform.clock.advance(29 * 60_000);
    assert.equal((await idle.get('/api/sessions')).status, 200);
    platform.clock.advance(31 * 60_000);
    assert.equal((await idle.get('/api/sessions')).status, 401);
    const busy = await signIn('anLan');
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      assert.equal((await busy.get('/api/sessions')).status, 200, `after ${minutes} minutes`);
      platform.clock.advance(20 * 60_000);
    }
    platform.clock.advance(60_000);
    assert.equal((await busy.get('/api/sessions')).status, 401);
  });
});

test('what a phone sends goes on for eight idle hours, opens no desk, keeps none open, and ends after 12 hours', async () => {
  await withTestApp(async ({ signIn, platform, actionId }) => {
    const deviceId = platform.ids.next();
    const pack = `/api/field/pack?deviceId=${deviceId}`;
    const minutes = (count: number) => platform.clock.advance(count * 60_000);
    const onlyDesk = await signIn('boWen');
    const phone = await signIn('boWen');
    const device = { actionId: actionId(), deviceId, name: 'Android', appVersion: '1' };
    assert.equal((await phone.post('/api/field/devices', device)).status, 200);
    minutes(31);
    assert.equal((await phone.get(pack)).status, 200, 'the phone goes on');
    assert.equal((await phone.get('/api/sessions')).status, 401, 'a desk does not');
    assert.equal((await phone.get('/api/sessions')).status, 401, 'nor after the phone was used');
    assert.equal((await onlyDesk.get(pack)).status, 401, 'a desk left alone opens no phone');
    await removeExpiredSessions(platform, defaultAccess);
    minutes(8 * 60 - 1);
    assert.equal((await phone.get(pack)).status, 200);
    minutes(3 * 60);
    assert.equal((await phone.get(pack)).status, 200);
    minutes(31);
    assert.equal((await phone.get(pack)).status, 401, 'twelve hours after the password');
    const idle = await signIn('boWen');
    assert.equal((await idle.get(pack)).status, 200);
    minutes(8 * 60 + 1);
    assert.equal((await idle.get(pack)).status, 401, 'more than eight idle hours');
  });
});

test('a live session is over as soon as its account is, even where nobody ended the session', async () => {
  await withTestApp(async ({ signIn, database, platform, cast, anonymous }) => {
    const [bo, lan] = [await signIn('boWen'), await signIn('anLan')];
    const change = (of: { accountId: string }, set: { status?: 'disabled'; ends_at?: string }) =>
      database.owner.updateTable('accounts').set(set).where('id', '=', of.accountId).execute();
    await change(cast.boWen, { status: 'disabled' });
    assert.equal((await bo.get('/api/sessions')).status, 401);
    await change(cast.anLan, { ends_at: platform.clock.now() });
    assert.equal((await lan.get('/api/sessions')).status, 401);
    const late = await anonymous.post('/api/session', credentials);
    assert.deepEqual(late.body.error, { code: 'auth.account_ended' });
  });
});

test('a cookie of another shape than ours is nobody', async () => {
  await withTestApp(async ({ anonymous }) => {
    for (const token of ['', 'x', 'A'.repeat(44), `${'A'.repeat(42)}=`]) {
      const headers = { cookie: `${cookieName}=${token}` };
      const reply = await anonymous.inject({ url: '/api/sessions', headers });
      assert.deepEqual([reply.status, reply.body.error.code], [401, 'auth.not_signed_in'], token);
    }
  });
});

test('own sessions are listed and ended; those of others do not exist', async () => {
  await withTestApp(async ({ signIn, actionId }) => {
    const [office, phone, stranger] = [await signIn('anLan'), await signIn('anLan'), await signIn('boWen')];
    const { rows } = (await office.get('/api/sessions')).body;
    assert.equal(rows.length, 2);
    const other = rows.find((row: { current: boolean }) => !row.current);
    const foreign = await stranger.delete(`/api/sessions/${other.id}`, { actionId: actionId() });
    assert.equal(foreign.status, 404);
    const action = { actionId: actionId() };
    assert.equal((await office.delete(`/api/sessions/${other.id}`, action)).status, 200);
    assert.equal((await office.delete(`/api/sessions/${other.id}`, action)).status, 200, 'same id twice');
    assert.equal((await phone.get('/api/sessions')).status, 401);
    assert.equal((await office.get('/api/sessions')).body.rows.length, 1);
  });
});

async function giveOneTime(testApp: TestApp, password: string): Promise<void> {
  const { platform, cast } = testApp;
  await inTransaction(platform.db, async (tx) =>
    savePassword(tx, {
      jurisdictionId: cast.anLan.jurisdictionId,
      accountId: cast.anLan.accountId,
      passwordHash: await hashPassword(password, { memoryKiB: 8, passes: 1 }),
      mustChange: true,
      expiresAt: new Date(Date.parse(platform.clock.now()) + 86_400_000).toISOString(),
      at: platform.clock.now(),
    }),
  );
}

test('a one-time password opens nothing but its own change, which gives a new session and ends the old ones (H-01)', async () => {
  await withTestApp(async (testApp) => {
    await giveOneTime(testApp, 'once-only');
    const first = await testApp.anonymous.post('/api/session', {
      signInName: 'anlan',
      password: 'once-only',
    });
    assert.equal(first.body.mustChangePassword, true);
    const client = clientOf(testApp.app, tokenIn(first));
    const closed = await client.get('/api/sessions');
    assert.equal(closed.status, 403);
    assert.equal(closed.body.error.code, 'auth.password_change_required');
    const weak = await client.post('/api/password', { current: 'once-only', next: 'Passw0rd' });
    assert.equal(weak.status, 422);
    assert.equal(weak.body.error.field, 'next');
    const changed = await client.post('/api/password', { current: 'once-only', next: 'Green-Leaf-88' });
    assert.equal(changed.status, 200);
    assert.equal(changed.body.mustChangePassword, false);
    assert.notEqual(tokenIn(changed), tokenIn(first));
    assert.equal((await client.get('/api/session')).body.person, null);
    assert.equal((await clientOf(testApp.app, tokenIn(changed)).get('/api/sessions')).status, 200);
  });
});

test('a one-time password expires after 24 hours', async () => {
  await withTestApp(async (testApp) => {
    await giveOneTime(testApp, 'once-only');
    testApp.platform.clock.advance(86_400_000);
    const late = await testApp.anonymous.post('/api/session', { signInName: 'anlan', password: 'once-only' });
    assert.equal(late.body.error.code, 'auth.one_time_password_expired');
  });
});

test('the current password is needed to change it, and does not stay', async () => {
  await withTestApp(async ({ signIn }) => {
    const lan = await signIn('anLan');
    const refused = await lan.post('/api/password', { current: 'wrong', next: 'Green-Leaf-88' });
    assert.deepEqual(refused.body.error, { code: 'access.current_password.invalid', field: 'current' });
    const same = await lan.post('/api/password', { current: castPassword, next: castPassword });
    assert.deepEqual(same.body.error, { code: 'access.password_same.invalid', field: 'next' });
  });
});

test('a password of 90 days must be changed under the profile of 等保三级', async () => {
  await withTestApp(async ({ anonymous, platform }) => {
    platform.clock.advance(91 * 86_400_000);
    assert.equal((await anonymous.post('/api/session', credentials)).body.mustChangePassword, true);
  });
});

test('forty people signing in at once all succeed while others are served (H-08 in short)', async () => {
  await withTestApp(async ({ anonymous, database }) => {
    const stored = await hashPassword('Something-Else-1');
    await database.owner.updateTable('credentials').set({ password_hash: stored }).execute();
    const body = { signInName: 'anlan', password: 'Something-Else-1' };
    const started = performance.now();
    const crowd = Array.from({ length: 40 }, (_, n) =>
      anonymous.inject({
        method: 'POST',
        url: '/api/session',
        remoteAddress: `127.0.1.${n}`,
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      }),
    );
    const waits: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      const asked = performance.now();
      assert.equal((await anonymous.get('/readyz')).status, 200);
      waits.push(performance.now() - asked);
    }
    const replies = await Promise.all(crowd);
    assert.ok(replies.every((reply) => reply.status === 200));
    assert.ok(Math.max(...waits) < performance.now() - started, 'the queue leaves room for others');
  });
});
