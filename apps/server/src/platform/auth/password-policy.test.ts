/** The two password profiles at the door: who chooses, what each refuses, and the operator's list of breached ones. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseConfig } from '../config.ts';
import { castPassword, clientOf, type TestApp, type TestReply, withTestApp } from '../testing-app.ts';
import { isBreached } from './breached.ts';
import { passwordRefusal } from './new-password.ts';

function tokenIn(reply: TestReply): string {
  return /^__Host-mingcha=([^;]+)/.exec(String(reply.headers['set-cookie']))?.[1] ?? '';
}

async function choose(testApp: TestApp, profile: 'dengbao3' | 'asvs'): Promise<TestReply> {
  const security = await testApp.signIn('securityAdministrator');
  const body = { actionId: testApp.actionId(), profile, reason: '按主管部门要求' };
  return security.put('/api/password-policy', body);
}

test('R364 the security administrator chooses the profile; others read it or are refused', async () => {
  await withTestApp(async (testApp) => {
    const administrator = await testApp.signIn('administrator');
    assert.deepEqual((await administrator.get('/api/password-policy')).body, {
      profile: 'dengbao3',
      chosen: false,
      breachedList: false,
    });
    assert.equal((await choose(testApp, 'asvs')).body.profile, 'asvs');
    assert.equal((await choose(testApp, 'asvs')).body.error.code, 'access.password_policy_same');
    const body = { actionId: testApp.actionId(), profile: 'dengbao3', reason: 'x' };
    assert.equal((await administrator.put('/api/password-policy', body)).status, 403);
    const security = await testApp.signIn('securityAdministrator');
    assert.equal((await security.put('/api/password-policy', { ...body, reason: ' ' })).status, 400);
    assert.equal((await (await testApp.signIn('anLan')).get('/api/password-policy')).status, 403);
  });
});

test('ASVS takes a long phrase without signs and lets it stand for ever; 等保三级 does neither', async () => {
  await withTestApp(async (testApp) => {
    const phrase = 'green leaves in spring water';
    const lan = await testApp.signIn('anLan');
    const refused = await lan.post('/api/password', { current: castPassword, next: phrase });
    assert.equal(refused.body.error.code, 'access.password_kinds.invalid');
    await choose(testApp, 'asvs');
    const changed = await lan.post('/api/password', { current: castPassword, next: phrase });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    assert.equal(changed.body.passwordProfile, 'asvs');
    testApp.platform.clock.advance(400 * 86_400_000);
    const entered = await testApp.anonymous.post('/api/session', { signInName: 'anlan', password: phrase });
    assert.equal(entered.body.mustChangePassword, false);
    const elsewhere = { signInName: 'chenxi', password: castPassword };
    const old = await testApp.anonymous.post('/api/session', elsewhere);
    assert.equal(old.body.mustChangePassword, true, 'the other jurisdiction keeps the default');
  });
});

test('R364 under 等保三级 none of the last five passwords comes back', async () => {
  await withTestApp(async (testApp) => {
    let client = await testApp.signIn('anLan');
    let current = castPassword;
    const change = async (next: string): Promise<TestReply> => {
      testApp.platform.clock.advance(60_000);
      const reply = await client.post('/api/password', { current, next });
      if (reply.status === 200) {
        client = clientOf(testApp.app, tokenIn(reply));
        current = next;
      }
      return reply;
    };
    for (const n of [1, 2, 3, 4, 5]) assert.equal((await change(`Green-Leaf-${n}`)).status, 200);
    const back = await change(castPassword);
    assert.deepEqual(back.body.error, {
      code: 'access.password_used.invalid',
      data: { count: 5 },
      field: 'next',
    });
    assert.equal((await change('Green-Leaf-6')).status, 200);
    assert.equal((await change(castPassword)).status, 200, 'the sixth last may be used');
    const kept = await testApp.database.owner.selectFrom('password_history').selectAll().execute();
    assert.equal(kept.length, 5, 'no more hashes are kept than are needed');
  });
});

test('a list of breached passwords is searched on the disk: first, last, middle and absent lines', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-breached-'));
  try {
    const hash = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();
    const words = Array.from({ length: 1000 }, (_, n) => `leaked-${n}`);
    const sorted = words.toSorted((a, b) => (hash(a) < hash(b) ? -1 : 1));
    for (const [name, end] of [
      ['counted', '\r\n'],
      ['plain', '\n'],
    ] as const) {
      const file = join(folder, name);
      const lines = sorted.map((word, n) => (name === 'plain' ? hash(word) : `${hash(word)}:${n * n}`));
      await writeFile(file, lines.join(end));
      for (const n of [0, 1, 499, 998, 999])
        assert.equal(await isBreached(file, sorted[n] ?? ''), true, `${name} ${n}`);
      for (let n = 0; n < 50; n += 1)
        assert.equal(await isBreached(file, `kept-${n}`), false, `${name} ${n}`);
    }
    const config = { ...parseConfig({ MINGCHA_DATA: folder }, [], folder) };
    const given = {
      password: 'Leaked-Pass-7',
      field: 'next',
      profile: 'dengbao3',
      localWords: [],
      earlier: [],
    } as const;
    const list = join(folder, 'leaked');
    await writeFile(list, hash(given.password));
    const refused = await passwordRefusal({ config: { ...config, breachedPasswords: list } }, given);
    assert.equal(refused.ok ? '' : refused.error.code, 'access.password_breached.invalid');
    assert.ok((await passwordRefusal({ config }, given)).ok, 'without a list it is taken');
    await writeFile(join(folder, 'empty'), '');
    assert.equal(await isBreached(join(folder, 'empty'), 'leaked-1'), false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
