/** The gate before every route: who is let in by which policy, how often, and what is said while nobody can be served. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anyone,
  enterpriseOnly,
  machineOnly,
  only,
  type Policy,
  route,
  signedIn,
  tokenHolder,
} from '@mingcha/core/common/api.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { nothing } from '@mingcha/core/common/schemas.ts';
import { setAway } from '../db/database.ts';
import { testAccess, withTestApp } from '../testing-app.ts';
import { denial } from './gate.ts';

function spec(policy: Policy, id = 'cups.show') {
  return route({
    id,
    method: 'GET',
    path: '/api/cups',
    params: nothing,
    query: nothing,
    body: nothing,
    transfer: 'json',
    response: nothing,
    policy,
    audit: null,
    rate: 'read',
  });
}

function sessionOf(roles: readonly Role[], mustChangePassword = false) {
  const actor = {
    accountId: 'a',
    jurisdictionId: 'j',
    agencyId: 'g',
    sectionId: null,
    personName: '',
    roles,
  };
  return { id: 's', actor, mustChangePassword, passwordProfile: 'dengbao3', host: false } as const;
}

test('Z-02 each policy lets in whom it names, and nobody by the way of another', () => {
  const [officer, guest] = [sessionOf(['legalOfficer']), sessionOf(['evaluator'])];
  const outdated = sessionOf(['legalOfficer'], true);
  const [nobody, role] = ['auth.not_signed_in', 'auth.role.forbidden'];
  const cases = [
    [anyone, null, null],
    [anyone, outdated, null],
    [tokenHolder, null, null],
    [tokenHolder, guest, null],
    [signedIn, null, nobody],
    [signedIn, officer, null],
    [signedIn, guest, role],
    [signedIn, outdated, 'auth.password_change_required'],
    [only('legalOfficer'), officer, null],
    [only('legalOfficer'), outdated, 'auth.password_change_required'],
    [only('auditor'), officer, role],
    [only('evaluator'), guest, null],
    [enterpriseOnly, officer, nobody],
    [machineOnly('credit.share'), officer, nobody],
  ] as const;
  for (const [n, [policy, session, said]] of cases.entries())
    assert.equal(denial(spec(policy), session), said, `${n} ${policy.kind}`);
  assert.equal(denial(spec(signedIn, 'password.change'), outdated), null);
  assert.equal(denial(spec(signedIn, 'session.end'), guest), null);
});

test('the rate of an account holds for enterprises and systems as for people, each by itself', async () => {
  const access = { ...testAccess, rates: { ...testAccess.rates, read: { perMinute: 2, perSource: 1000 } } };
  await withTestApp(
    async ({ signIn, signInEnterprise, signInMachine }) => {
      const people = '/api/enterprise/people';
      const line = '/api/machine/publication-channels/creditPlatform/deliveries';
      const callers = [
        [await signIn('anLan'), '/api/sessions'],
        [await signInEnterprise('91130181MA07TEST0X'), people],
        [await signInEnterprise('91130181MA07OTHR1X'), people],
        [await signInMachine(), line],
        [await signInMachine(), line],
      ] as const;
      for (const [n, [client, url]] of callers.entries()) {
        const replies = [await client.get(url), await client.get(url), await client.get(url)];
        assert.deepEqual(
          replies.map(({ status }) => status),
          [200, 200, 429],
          `${n} ${url}`,
        );
        assert.deepEqual(replies[2]?.body.error, { code: 'request.too_many', data: { seconds: 60 } });
      }
    },
    { access },
  );
});

test('while the database is away everybody is told so at the door, and served again when it is back', async () => {
  await withTestApp(async ({ platform, anonymous, signIn }) => {
    const lan = await signIn('anLan');
    setAway(platform.db, true);
    for (const reply of [await lan.get('/api/sessions'), await anonymous.get('/api/site')]) {
      assert.equal(reply.status, 503);
      assert.equal(reply.body.error.code, 'request.database_away');
    }
    setAway(platform.db, false);
    assert.equal((await lan.get('/api/sessions')).status, 200);
  });
});

test('L-07 whose session took too long to be found is sent away instead of into the line once more', async () => {
  await withTestApp(
    async ({ signIn, anonymous }) => {
      const reply = await (await signIn('anLan')).get('/api/sessions');
      assert.equal(reply.status, 503);
      assert.equal(reply.body.error.code, 'request.overloaded');
      assert.match(String(reply.headers['retry-after']), /^[2-9]$/);
      const password = { signInName: 'anlan', password: 'wrong' };
      assert.equal((await anonymous.post('/api/session', password)).status, 503);
    },
    { access: { ...testAccess, longestWait: -1 } },
  );
});
