/** Enterprises come in by the code of a letter and then by number and password; nothing of the office opens to them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostEnterprisePeople } from '@mingcha/core/common/enterprise-api.ts';
import { inTransaction } from '../../db/transaction.ts';
import { sealText } from '../../notices/sealed.ts';
import { clientWith, type TestApp, type TestClient, type TestReply, withTestApp } from '../../testing-app.ts';
import { enterpriseCookieName } from './enterprise-session.ts';
import { issueLetterCode } from './one-time-code.ts';

const uscc = '91130181MA07TEST0X';
const password = 'Lantern-River-29';

/** A letter of the bureau for an object that stands in its directory. */
async function letter(
  app: TestApp,
  creditCode = uscc,
  as: 'anLan' | 'otherAgency' = 'anLan',
): Promise<string> {
  const { platform, cast } = app;
  const actor = cast[as];
  const id = platform.ids.next();
  const at = platform.clock.now();
  return inTransaction(platform.db, async (tx) => {
    await tx
      .insertInto('objects')
      .values({
        jurisdiction_id: actor.jurisdictionId,
        id,
        agency_id: actor.agencyId,
        section_id: null,
        kind: 'enterprise',
        name: '茶亭1号采石场',
        uscc: creditCode,
        registration_number: null,
        local_code: null,
        credit_class_on: null,
        registered_on: null,
        status_on: null,
        import_id: null,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const found = await tx
      .selectFrom('objects')
      .select('id')
      .where('agency_id', '=', actor.agencyId)
      .where('uscc', '=', creditCode)
      .executeTakeFirstOrThrow();
    const object = { id: found.id, name: '茶亭1号采石场', uscc: creditCode };
    return (await issueLetterCode(tx, platform, { actor, object, inspectionId: null })).code;
  });
}

const typed = (code: string, other: object = {}) => ({
  creditCode: uscc,
  code,
  personName: '石磊',
  phone: '138 0000 1111',
  password,
  ...other,
});

const activate = (app: TestApp, body: object): Promise<TestReply> =>
  app.anonymous.post('/api/enterprise/activation', body);

const signIn = (app: TestApp, other: object = {}): Promise<TestReply> =>
  app.anonymous.post('/api/enterprise/session', {
    creditCode: uscc,
    phone: '13800001111',
    password,
    ...other,
  });

function clientOfReply(app: TestApp, reply: TestReply): TestClient {
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return clientWith(app.app, String(reply.headers['set-cookie']).split(';')[0] ?? '');
}

async function activated(app: TestApp): Promise<TestClient> {
  return clientOfReply(app, await activate(app, typed(await letter(app))));
}

const codeOf = (reply: TestReply): string => reply.body.error.code;

test('the code of a letter opens an account once; the same request again is refused', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    const reply = await activate(app, typed(code.toLowerCase().replace(/(.{4})/g, '$1 ')));
    const client = clientOfReply(app, reply);
    assert.equal(reply.body.enterpriseName, '茶亭1号采石场');
    assert.equal((await client.get('/api/enterprise/session')).body.person.personName, '石磊');
    const again = await activate(app, typed(code));
    assert.equal(again.status, 409);
    assert.equal(codeOf(again), 'enterprise.code_refused');
    const events = await app.database.db
      .selectFrom('ledger_events')
      .select(['type', 'entry'])
      .where('type', '=', 'enterprise.activated')
      .execute();
    assert.equal(events.length, 1);
    assert.equal(/13800001111|石磊/.test(events[0]?.entry ?? ''), false);
  });
});

test('a code of another enterprise, a newer letter and an expired one all look the same', async () => {
  await withTestApp(async (app) => {
    const older = await letter(app);
    const newer = await letter(app);
    assert.equal(codeOf(await activate(app, typed(older))), 'enterprise.code_refused');
    assert.equal(
      codeOf(await activate(app, typed(newer, { creditCode: '91130181MA07OTHR1X' }))),
      'enterprise.code_refused',
    );
    app.platform.clock.advance(31 * 86_400_000);
    assert.equal(codeOf(await activate(app, typed(newer))), 'enterprise.code_refused');
  });
});

test('a letter of another agency does not end this one', async () => {
  await withTestApp(async (app) => {
    const first = await letter(app);
    await letter(app, uscc, 'otherAgency');
    clientOfReply(app, await activate(app, typed(first)));
  });
});

test('after ten wrong codes the right one is over, whoever guessed from wherever', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    for (const [url, body] of [
      ['/api/enterprise/activation', typed('ABCDEFGH23KM')],
      ['/api/enterprise/session', { creditCode: uscc, phone: '13800001111', password }],
    ] as const) {
      const reply = await app.anonymous.inject({
        method: 'POST',
        url,
        remoteAddress: '10.0.0.1',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(body),
      });
      // Plain HTTP from elsewhere is refused before anything is looked at.
      assert.equal(codeOf(reply), 'auth.insecure_channel.forbidden');
    }
    for (let i = 0; i < 10; i += 1) {
      app.platform.clock.advance(20 * 60_000);
      assert.equal(codeOf(await activate(app, typed('ABCDEFGH23KM'))), 'enterprise.code_refused', String(i));
    }
    app.platform.clock.advance(20 * 60_000);
    assert.equal(codeOf(await activate(app, typed(code))), 'enterprise.code_refused');
  });
});

test('wrong attempts wait longer and longer from one source', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    for (let i = 0; i < 6; i += 1) await activate(app, typed('ABCDEFGH23KM'));
    const reply = await activate(app, typed(code));
    assert.equal(codeOf(reply), 'auth.too_many_attempts');
  });
});

test('the password of an enterprise is held to the rules of the bureau that sent the letter', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    const weak = await activate(app, typed(code, { password: 'short' }));
    assert.equal(weak.status, 422);
    assert.match(codeOf(weak), /^access\.password_/);
    assert.equal(weak.body.error.field, 'password');
    const own = await activate(app, typed(code, { password: `Aa-${uscc}` }));
    assert.equal(codeOf(own), 'access.password_local_word.invalid');
    clientOfReply(app, await activate(app, typed(code)));
  });
});

test('signing in: a wrong enterprise, number and password look the same', async () => {
  await withTestApp(async (app) => {
    await activated(app);
    clientOfReply(app, await signIn(app));
    for (const wrong of [
      { password: 'Wrong-River-29' },
      { phone: '13900000000' },
      { creditCode: '91130181MA07OTHR1X' },
    ]) {
      const reply = await signIn(app, wrong);
      assert.equal(reply.status, 409);
      assert.deepEqual(reply.body, {
        error: { code: 'enterprise.sign_in_refused' },
        requestId: reply.body.requestId,
      });
    }
  });
});

test('the cookie stands below /api/enterprise only and opens nothing of the office, and the other way round', async () => {
  await withTestApp(async (app) => {
    const reply = await activate(app, typed(await letter(app)));
    const cookie = String(reply.headers['set-cookie']);
    assert.match(
      cookie,
      /^__Secure-mingcha-enterprise=[\w-]{43}; Path=\/api\/enterprise; Secure; HttpOnly; SameSite=Strict$/,
    );
    const token = /=([\w-]{43});/.exec(cookie)?.[1] ?? '';
    const asOffice = clientWith(app.app, `__Host-mingcha=${token}`);
    assert.equal((await asOffice.get('/api/sessions')).status, 401);
    const both = clientWith(app.app, `${enterpriseCookieName}=${token}`);
    assert.equal((await both.get('/api/sessions')).status, 401);
    assert.equal((await (await app.signIn('anLan')).get('/api/enterprise/people')).status, 401);
    assert.equal((await both.get('/api/enterprise/people')).status, 200);
  });
});

test('a session ends with sign-out, idleness and the change of the password', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    const other = clientOfReply(app, await signIn(app));
    const wrong = await client.post('/api/enterprise/password', {
      current: 'No-River-29',
      next: 'New-Boat-77',
    });
    assert.equal(codeOf(wrong), 'access.current_password.invalid');
    const same = await client.post('/api/enterprise/password', { current: password, next: password });
    assert.equal(codeOf(same), 'access.password_same.invalid');
    const changed = clientOfReply(
      app,
      await client.post('/api/enterprise/password', { current: password, next: 'New-Boat-77' }),
    );
    assert.equal((await other.get('/api/enterprise/people')).status, 401);
    const back = await changed.post('/api/enterprise/password', { current: 'New-Boat-77', next: password });
    assert.equal(codeOf(back), 'access.password_used.invalid');
    const actionId = app.actionId();
    assert.equal((await changed.delete('/api/enterprise/session', { actionId })).status, 200);
    assert.equal((await changed.get('/api/enterprise/people')).status, 401);
    const late = clientOfReply(app, await signIn(app, { password: 'New-Boat-77' }));
    app.platform.clock.advance(31 * 60_000);
    assert.equal((await late.get('/api/enterprise/people')).status, 401);
  });
});

test('an outdated password opens nothing but its change', async () => {
  await withTestApp(async (app) => {
    await activated(app);
    app.platform.clock.advance(91 * 86_400_000);
    const reply = await signIn(app);
    assert.equal(reply.body.mustChangePassword, true);
    const client = clientOfReply(app, reply);
    assert.equal(codeOf(await client.get('/api/enterprise/people')), 'auth.password_change_required');
    const renewed = clientOfReply(
      app,
      await client.post('/api/enterprise/password', { current: password, next: 'New-Boat-77' }),
    );
    assert.equal((await renewed.get('/api/enterprise/people')).status, 200);
  });
});

test('a colleague comes in by a code of their own and can be removed; the same request twice is one', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    const actionId = app.actionId();
    const invited = await client.post('/api/enterprise/people', { actionId });
    assert.equal(invited.status, 200, JSON.stringify(invited.body));
    assert.deepEqual((await client.post('/api/enterprise/people', { actionId })).body, invited.body);
    const colleague = clientOfReply(
      app,
      await activate(app, typed(invited.body.code, { personName: '安全员', phone: '13900002222' })),
    );
    const rows = (await client.get('/api/enterprise/people')).body.rows;
    assert.deepEqual(
      rows.map((row: { personName: string; phoneTail: string; isOwn: boolean }) => [
        row.personName,
        row.phoneTail,
        row.isOwn,
      ]),
      [
        ['石磊', '1111', true],
        ['安全员', '2222', false],
      ],
    );
    const [own, other] = rows;
    const remove = (id: string) =>
      client.delete(`/api/enterprise/people/${id}`, { actionId: app.actionId(), reason: '离职' });
    assert.equal(codeOf(await remove(own.id)), 'enterprise.own_account');
    assert.equal((await remove(other.id)).status, 200);
    assert.equal(codeOf(await remove(other.id)), 'enterprise.person.not_found');
    assert.equal((await colleague.get('/api/enterprise/people')).status, 401);
  });
});

test('a stranger enterprise removes nobody and sees nobody', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    const [own] = (await client.get('/api/enterprise/people')).body.rows;
    const stranger = await app.signInEnterprise('91130181MA07OTHR1X');
    const reply = await stranger.delete(`/api/enterprise/people/${own.id}`, {
      actionId: app.actionId(),
      reason: '',
    });
    assert.equal(codeOf(reply), 'enterprise.person.not_found');
    const seen = (await stranger.get('/api/enterprise/people')).raw.toString();
    assert.equal(seen.includes(own.id), false);
  });
});

test('a new letter gives somebody who forgot the password a new one and ends the old sessions', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    const code = await letter(app);
    const used = await activate(app, typed(code));
    assert.equal(codeOf(used), 'access.password_used.invalid');
    clientOfReply(app, await activate(app, typed(code, { password: 'New-Boat-77' })));
    assert.equal((await client.get('/api/enterprise/people')).status, 401);
    assert.equal(codeOf(await signIn(app)), 'enterprise.sign_in_refused');
    assert.equal((await signIn(app, { password: 'New-Boat-77' })).status, 200);
  });
});

test('of two activations at once with one code one wins', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    const replies = await Promise.all([
      activate(app, typed(code)),
      activate(app, typed(code, { phone: '13900002222' })),
    ]);
    assert.equal(replies.filter((reply) => reply.status === 200).length, 1);
  });
});

const setStates = ({ database }: TestApp, state: string) =>
  database.owner.updateTable('enterprise_accounts').set({ state }).execute();

test('whom the office locked comes in by no way: not by a live session, not by the password, not by a new letter', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    await setStates(app, 'locked');
    assert.equal((await client.get('/api/enterprise/people')).status, 401);
    assert.equal(codeOf(await signIn(app)), 'enterprise.account_locked');
    const renewed = await activate(app, typed(await letter(app), { password: 'New-Boat-77' }));
    assert.equal(codeOf(renewed), 'enterprise.account_locked');
    await setStates(app, 'active');
    assert.equal((await client.get('/api/enterprise/people')).status, 200);
  });
});

test('twenty people of one enterprise are enough: no colleague is invited and no letter opens one more, while one of the twenty is let in', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    const code = await letter(app);
    const own = await app.database.owner
      .selectFrom('enterprise_accounts')
      .selectAll()
      .executeTakeFirstOrThrow();
    const others = Array.from({ length: mostEnterprisePeople - 1 }, (_, n) => ({
      ...own,
      id: app.platform.ids.next(),
      phone: Buffer.from(sealText(app.platform, `1370000${1000 + n}`)),
    }));
    await app.database.owner.insertInto('enterprise_accounts').values(others).execute();
    const full = { code: 'enterprise.people_full', data: { count: mostEnterprisePeople } };
    const invited = await client.post('/api/enterprise/people', { actionId: app.actionId() });
    assert.deepEqual(invited.body.error, full);
    const more = await activate(app, typed(code, { phone: '13900002222' }));
    assert.deepEqual(more.body.error, full);
    clientOfReply(app, await activate(app, typed(code, { password: 'New-Boat-77' })));
  });
});

test('a session ends twelve hours after the password however busy, and a cookie of another shape is nobody', async () => {
  await withTestApp(async (app) => {
    const client = await activated(app);
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      assert.equal((await client.get('/api/enterprise/session')).body.person.personName, '石磊');
      app.platform.clock.advance(20 * 60_000);
    }
    app.platform.clock.advance(60_000);
    assert.equal((await client.get('/api/enterprise/people')).status, 401);
    const odd = clientWith(app.app, `${enterpriseCookieName}=${'A'.repeat(44)}`);
    assert.equal((await odd.get('/api/enterprise/people')).status, 401);
  });
});

test('a code stands nowhere in the database as it was printed', async () => {
  await withTestApp(async (app) => {
    const code = await letter(app);
    assert.equal(code.length, 12);
    const rows = await app.database.db.selectFrom('enterprise_codes').selectAll().execute();
    assert.equal(JSON.stringify(rows).includes(code), false);
  });
});
