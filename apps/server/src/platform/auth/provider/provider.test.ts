/** Sign-in through a real OpenID provider in a process of its own: who gets in, and each way in which it can fail. */
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../app.ts';
import { createTestDatabase, type TestDatabase } from '../../testing.ts';
import {
  clientOf,
  makeTestPlatform,
  type TestPlatform,
  type TestReply,
  testAccess,
} from '../../testing-app.ts';
import { type Cast, insertCast } from '../../testing-cast.ts';
import { hashPassword } from '../password.ts';

const origin = 'http://localhost:8080';
const redirect = `${origin}/sign-in/provider`;

interface ProviderProcess {
  readonly issuer: string;
  readonly child: ChildProcess;
}

async function startProvider(secondsAhead = 0): Promise<ProviderProcess> {
  const file = join(import.meta.dirname, 'testing-provider-worker.ts');
  const child = fork(file, [redirect, String(secondsAhead)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const message = await new Promise<{ issuer: string }>((resolve, reject) => {
    child.once('message', resolve as (value: unknown) => void);
    child.once('exit', () => reject(new Error('the provider ended')));
  });
  return { issuer: message.issuer, child };
}

interface House {
  readonly app: FastifyInstance;
  readonly platform: TestPlatform;
  readonly database: TestDatabase;
  readonly cast: Cast;
  readonly remove: () => Promise<void>;
}

async function openHouse(issuer: string): Promise<House> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-provider-'));
  const made = await makeTestPlatform(database, { folder });
  const clientSecret = 'a-secret-of-the-test-that-is-long-enough';
  const oidc = { issuer, clientId: 'mingcha', clientSecret, label: null, redirect: null };
  const platform = { ...made, config: { ...made.config, oidc } };
  const cast = await insertCast(platform, await hashPassword('Tea-House-40', { memoryKiB: 8, passes: 1 }));
  const app = await buildApp({ platform, access: testAccess });
  const remove = async () => {
    await app.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  return { app, platform, database, cast, remove };
}

interface Journey {
  readonly cookie: string;
  readonly url: string;
}

function cookieIn(reply: TestReply): string {
  return String(reply.headers['set-cookie']).split(';', 1)[0] ?? '';
}

/** Leaves for the provider. */
async function leave({ app }: House): Promise<Journey> {
  const reply = await clientOf(app, null).inject({
    method: 'POST',
    url: '/api/session/provider',
    headers: { 'content-type': 'application/json', origin },
    payload: '{}',
  });
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return { cookie: cookieIn(reply), url: reply.body.url as string };
}

/** What a browser does at the provider: follows its ways with its cookies until it is sent back to us. */
async function visit(url: string, who: string): Promise<string> {
  const jar = new Map<string, string>();
  let next = `${url}&login_hint=${encodeURIComponent(who)}`;
  for (let hop = 0; hop < 12; hop += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(next, { redirect: 'manual', headers: { cookie } });
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = reply.headers.get('location');
    assert.ok(to !== null, `${reply.status} ${await reply.text()}`);
    next = new URL(to, next).href;
    if (next.startsWith(redirect)) return new URL(next).search;
  }
  throw new Error('the provider never sent the browser back');
}

function comeBack(house: House, journey: Pick<Journey, 'cookie'>, answer: string): Promise<TestReply> {
  return clientOf(house.app, null).inject({
    method: 'POST',
    url: '/api/session/provider/return',
    headers: { 'content-type': 'application/json', origin, cookie: journey.cookie },
    payload: JSON.stringify({ answer }),
  });
}

async function signInAs(house: House, who: string): Promise<TestReply> {
  const journey = await leave(house);
  return comeBack(house, journey, await visit(journey.url, who));
}

/** What an earlier test left behind is gone. */
async function freshly({ database }: House): Promise<void> {
  for (const table of ['account_identities', 'sessions', 'provider_sign_ins'] as const)
    await database.owner.deleteFrom(table).execute();
  await database.owner.updateTable('accounts').set({ status: 'active' }).execute();
}

async function eventsOf(house: House, type: string): Promise<readonly { entry: string }[]> {
  return house.database.owner.selectFrom('ledger_events').select('entry').where('type', '=', type).execute();
}

describe('sign-in through a provider', () => {
  let provider: ProviderProcess;
  let house: House;
  before(async () => {
    provider = await startProvider();
    house = await openHouse(provider.issuer);
  });
  after(async () => {
    await house.remove();
    provider.child.kill();
  });

  test('the first time the name finds the account, afterwards the provider’s own identifier does', async () => {
    await freshly(house);
    const linkedBefore = (await eventsOf(house, 'account.identity_linked')).length;
    const first = await signInAs(house, 'sub-1|AnLan');
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.equal(first.body.personName, '安岚');
    assert.equal(first.body.mustChangePassword, false);
    const client = clientOf(house.app, /=(.*)$/.exec(cookieIn(first))?.[1] ?? '');
    assert.equal((await client.get('/api/sessions')).status, 200);
    const renamed = await signInAs(house, 'sub-1|quite.another.name');
    assert.equal(renamed.body.personName, '安岚');
    assert.equal((await eventsOf(house, 'account.identity_linked')).length, linkedBefore + 1);
    const started = await eventsOf(house, 'session.started');
    assert.ok(started.every((event) => event.entry.includes(provider.issuer)));
  });

  test('an account that another person of the provider uses is not opened by the name', async () => {
    await freshly(house);
    await signInAs(house, 'sub-2|boWen');
    const other = await signInAs(house, 'sub-3|boWen');
    assert.deepEqual(other.body.error, { code: 'auth.provider_taken', data: { name: 'bowen' } });
  });

  test('somebody without an account gets none, and a sentence that says what to do', async () => {
    await freshly(house);
    const stranger = await signInAs(house, 'sub-4|stranger');
    assert.equal(stranger.status, 401);
    assert.deepEqual(stranger.body.error, { code: 'auth.provider_unknown', data: { name: 'stranger' } });
    assert.equal((await signInAs(house, 'sub-5')).body.error.code, 'auth.provider_unknown');
    const accounts = await house.database.owner.selectFrom('accounts').select('id').execute();
    assert.equal(accounts.length, Object.keys(house.cast).length, 'no account was made');
  });

  test('a disabled and a waiting account stay closed, and the refusal stands in the ledger', async () => {
    await freshly(house);
    for (const [status, code] of [
      ['disabled', 'auth.account_disabled.forbidden'],
      ['waiting', 'auth.account_waiting'],
    ] as const) {
      await house.database.owner
        .updateTable('accounts')
        .set({ status })
        .where('id', '=', house.cast.witness.accountId)
        .execute();
      assert.equal((await signInAs(house, 'sub-6|witness')).body.error.code, code);
    }
    const refused = await eventsOf(house, 'session.refused');
    assert.ok(refused.some((event) => event.entry.includes('auth.account_waiting')));
    assert.ok(refused.every((event) => !event.entry.includes('sub-6')));
  });

  test('a code works once, in the browser that began, with the state that was given', async () => {
    await freshly(house);
    const journey = await leave(house);
    const answer = await visit(journey.url, 'sub-7|agencyHead');
    const code = async (cookie: string, text: string) =>
      (await comeBack(house, { cookie }, text)).body.error?.code as string | undefined;
    assert.equal(await code('', answer), 'auth.provider_state', 'a browser without the cookie');
    const other = await leave(house);
    assert.equal(await code(other.cookie, answer), 'auth.provider_state', 'the cookie of another sign-in');
    assert.equal(await code(journey.cookie, answer), undefined, 'the right one');
    assert.equal(await code(journey.cookie, answer), 'auth.provider_state', 'the same answer again');
  });

  test('a wrong state spends the sign-in; a code of another sign-in is refused by the provider', async () => {
    await freshly(house);
    const spent = await leave(house);
    const answer = await visit(spent.url, 'sub-7|agencyHead');
    const wrong = answer.replace(/state=[^&]*/, 'state=wrong');
    assert.equal((await comeBack(house, spent, wrong)).body.error.code, 'auth.provider_state');
    assert.equal((await comeBack(house, spent, answer)).body.error.code, 'auth.provider_state');
    const [one, two] = [await leave(house), await leave(house)];
    const stolen = new URLSearchParams(await visit(one.url, 'sub-7|agencyHead'));
    stolen.set('state', new URLSearchParams(await visit(two.url, 'sub-7|agencyHead')).get('state') ?? '');
    const mixed = await comeBack(house, two, stolen.toString());
    assert.equal(mixed.body.error.code, 'auth.provider_answer', 'the proof key does not fit');
  });

  test('after ten minutes, and when the person declines, nobody is signed in', async () => {
    await freshly(house);
    const late = await leave(house);
    const answer = await visit(late.url, 'sub-1|anlan');
    house.platform.clock.advance(10 * 60_000);
    assert.equal((await comeBack(house, late, answer)).body.error.code, 'auth.provider_state');
    assert.equal((await signInAs(house, 'declines')).body.error.code, 'auth.provider_declined');
  });

  test('over plain HTTP nobody leaves for the provider nor comes back from it, and a tool that names no address is not sent there (ruling 27)', async () => {
    const code = async (url: string, body: object, more: object) => {
      const client = clientOf(house.app, null);
      const headers = { 'content-type': 'application/json' };
      const reply = await client.inject({
        method: 'POST',
        url,
        headers,
        payload: JSON.stringify(body),
        ...more,
      });
      return reply.body.error?.code as string | undefined;
    };
    const [go, back] = ['/api/session/provider', '/api/session/provider/return'];
    const elsewhere = { remoteAddress: '10.1.2.3' };
    assert.equal(await code(go, {}, elsewhere), 'auth.insecure_channel.forbidden');
    assert.equal(await code(back, { answer: '?code=x' }, elsewhere), 'auth.insecure_channel.forbidden');
    assert.equal(await code(go, {}, {}), 'auth.provider_state');
  });
});

test('with the provider down the way is closed with a clear word, and passwords still work', async () => {
  const provider = await startProvider();
  provider.child.kill();
  await new Promise((resolve) => provider.child.once('exit', resolve));
  const house = await openHouse(provider.issuer);
  try {
    const gone = await clientOf(house.app, null).inject({
      method: 'POST',
      url: '/api/session/provider',
      headers: { 'content-type': 'application/json', origin },
      payload: '{}',
    });
    assert.equal(gone.status, 503);
    assert.equal(gone.body.error.code, 'auth.provider_unavailable');
    const password = { signInName: 'anlan', password: 'Tea-House-40' };
    assert.equal((await clientOf(house.app, null).post('/api/session', password)).status, 200);
  } finally {
    await house.remove();
  }
});

test('a provider that goes down between leaving and coming back is told as such', async () => {
  const provider = await startProvider();
  const house = await openHouse(provider.issuer);
  try {
    const journey = await leave(house);
    const answer = await visit(journey.url, 'sub-1|anlan');
    provider.child.kill();
    await new Promise((resolve) => provider.child.once('exit', resolve));
    assert.equal((await comeBack(house, journey, answer)).body.error.code, 'auth.provider_unavailable');
  } finally {
    await house.remove();
  }
});

test('clocks half a minute apart do not matter; ten minutes apart are told as such', async () => {
  for (const [ahead, code] of [
    [30, undefined],
    [-600, 'auth.provider_clock'],
  ] as const) {
    const provider = await startProvider(ahead);
    const house = await openHouse(provider.issuer);
    try {
      assert.equal((await signInAs(house, 'sub-1|anlan')).body.error?.code, code, `${ahead} s`);
    } finally {
      await house.remove();
      provider.child.kill();
    }
  }
});

test('without a provider in the settings there is no such way in', async () => {
  const house = await openHouse('http://127.0.0.1:1');
  try {
    const { app } = house;
    const bare = await buildApp({
      platform: { ...house.platform, config: { ...house.platform.config, oidc: null } },
      access: testAccess,
    });
    assert.deepEqual((await clientOf(app, null).get('/api/site')).body.provider, { label: '' });
    assert.equal((await clientOf(bare, null).get('/api/site')).body.provider, null);
    const refused = await clientOf(bare, null).post('/api/session/provider', {});
    assert.equal(refused.body.error.code, 'auth.provider_none');
    const back = await clientOf(bare, null).post('/api/session/provider/return', { answer: '?code=x' });
    assert.equal(back.body.error.code, 'auth.provider_none');
    await bare.close();
  } finally {
    await house.remove();
  }
});
