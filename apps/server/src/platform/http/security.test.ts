/** Headers on every reply, requests from other sites, pages and paths (W-03, W-05 … W-08, F-05 in short). */
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { declaredRoutes } from '../../app.ts';
import { type TestAppOptions, type TestClient, type TestReply, withTestApp } from '../testing-app.ts';
import { addressWithIds } from './testing-routes.ts';

async function withPages(
  work: (client: TestClient) => Promise<void>,
  options: TestAppOptions = {},
): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'mingcha-web-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  };
  try {
    for (const entry of ['office', 'field', 'portal']) {
      await write(`${entry}/index.html`, `<title>${entry}</title><meta nonce="__CSP_NONCE__">`);
      await write(`${entry}/assets/main-1a2b.js`, `// ${entry}`);
    }
    await write('field/sw.js', '// worker');
    await write('secret.txt', 'not served');
    await withTestApp(({ anonymous }) => work(anonymous), { ...options, webRoot: root });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function assertHeaders(reply: TestReply, what: string): void {
  const policy = String(reply.headers['content-security-policy']);
  assert.match(policy, /default-src 'none'/, what);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/, what);
  assert.match(policy, /frame-ancestors 'none'/, what);
  assert.equal(policy.includes('unsafe-inline') || policy.includes("'unsafe-eval'"), false, what);
  assert.equal(reply.headers['x-content-type-options'], 'nosniff', what);
  assert.equal(reply.headers['referrer-policy'], 'no-referrer', what);
  assert.match(String(reply.headers['x-request-id']), /^[0-9a-f-]{36}$/, what);
  assert.equal(reply.headers['x-powered-by'], undefined, what);
  assert.equal(reply.headers['strict-transport-security'], undefined, `${what}: not over plain HTTP`);
}

test('every reply has the security headers: pages, assets, API, refusals, unknown addresses (W-06)', async () => {
  await withPages(async (client) => {
    const paths = [
      '/',
      '/m/',
      '/p/',
      '/assets/main-1a2b.js',
      '/m/sw.js',
      '/nowhere.js',
      '/api/nowhere',
      '/healthz',
      '/api/openapi.json',
      '/api/session',
      '/api/accounts',
    ];
    for (const path of paths) assertHeaders(await client.get(path), path);
    assertHeaders(await client.post('/api/nowhere', {}), 'POST to nowhere');
    assertHeaders(await client.post('/api/session', 'not an object'), 'bad input');
    assertHeaders(await client.get('/%'), 'an address that cannot be decoded');
  });
});

test('private replies are not stored; hashed assets are kept for a year (W-06)', async () => {
  await withPages(async (client) => {
    for (const path of ['/', '/api/session', '/api/accounts']) {
      assert.equal((await client.get(path)).headers['cache-control'], 'no-store', path);
    }
    const asset = await client.get('/m/assets/main-1a2b.js');
    assert.equal(asset.headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.equal((await client.get('/m/sw.js')).headers['cache-control'], 'no-cache');
  });
});

test('each entry answers its own page for every address below it, with a fresh nonce', async () => {
  await withPages(async (client) => {
    const pages = {
      '/': 'office',
      '/objects/42': 'office',
      '/m/': 'field',
      '/m/tasks': 'field',
      '/p/draws/1': 'portal',
    };
    const nonces = new Set<string>();
    for (const [path, entry] of Object.entries(pages)) {
      const reply = await client.get(path);
      assert.match(reply.raw.toString(), new RegExp(`<title>${entry}</title>`), path);
      const nonce = /nonce="([^"]+)"/.exec(reply.raw.toString())?.[1] ?? '';
      assert.ok(String(reply.headers['content-security-policy']).includes(`'nonce-${nonce}'`));
      nonces.add(nonce);
    }
    assert.equal(nonces.size, Object.keys(pages).length);
    assert.equal((await client.get('/m')).headers['location'], '/m/');
    for (const path of ['/nowhere.js', '/api/nowhere']) {
      const reply = await client.get(path);
      assert.deepEqual([reply.status, reply.body.error.code], [404, 'request.route.not_found'], path);
    }
    const written = await client.post('/objects/42', {});
    assert.deepEqual([written.status, written.body.error.code], [404, 'request.route.not_found']);
  });
});

test('a portal of its own has no page outside /p/', async () => {
  await withPages(
    async (client) => {
      assert.equal((await client.get('/')).headers['location'], '/p/');
      assert.match((await client.get('/p/draws/1')).raw.toString(), /<title>portal/);
      for (const path of ['/objects/42', '/m/tasks'])
        assert.equal((await client.get(path)).body.error.code, 'request.route.not_found', path);
    },
    { pages: 'portal' },
  );
});

test('no address climbs out of the pages (W-03)', async () => {
  await withPages(async (client) => {
    const climbs = [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
      '/m/..%5c..%5csecret.txt',
      '//etc/passwd',
      '/assets/%00.js',
      '/....//secret.txt',
      '/%c0%ae%c0%ae/secret.txt',
      '/secret.txt',
      '/office/index.html',
      '/%',
    ];
    for (const path of climbs) {
      const reply = await client.get(path);
      assert.equal(reply.raw.toString().includes('not served'), false, path);
      assert.equal(reply.raw.toString().includes('root:'), false, path);
      assert.ok(reply.status < 500, `${path} ${reply.status}`);
    }
  });
});

test('every state-changing route refuses another site, a form and plain text, and changes nothing (W-07)', async () => {
  await withTestApp(async ({ signIn, database }) => {
    const administrator = await signIn('administrator');
    const writes = declaredRoutes().filter((spec) => spec.method !== 'GET');
    assert.ok(writes.length >= 10);
    const count = async () =>
      (await database.owner.selectFrom('ledger_events').select('seq').execute()).length;
    const before = await count();
    for (const spec of writes) {
      const url = addressWithIds(spec);
      const attempt = (headers: Record<string, string>) =>
        administrator.inject({ method: spec.method, url, headers, payload: '{"actionId":"x"}' });
      const json = { 'content-type': 'application/json' };
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      // A page's own form says where it comes from; a browser that tells nothing is not believed.
      const unsaid = spec.transfer === 'page' ? { ...form, 'sec-fetch-site': 'none' } : form;
      const refused = [
        await attempt({ ...json, 'sec-fetch-site': 'cross-site' }),
        await attempt({ ...json, 'sec-fetch-site': 'same-site' }),
        await attempt({ ...form, 'sec-fetch-site': 'cross-site' }),
        await attempt(unsaid),
        await attempt({ 'content-type': 'text/plain' }),
        await attempt({ 'content-type': 'text/plain; a=application/json' }),
      ];
      assert.deepEqual(
        refused.map((reply) => reply.status),
        [403, 403, 403, 415, 415, 415],
        spec.id,
      );
    }
    assert.equal(await count(), before);
  });
});

test('each write takes the one kind of body that it is made for beside JSON, and one without a body says no kind (W-07)', async () => {
  await withTestApp(async ({ anonymous }) => {
    const kinds = {
      upload: 'multipart/form-data; boundary=x',
      chunk: 'application/octet-stream',
      page: 'application/x-www-form-urlencoded',
    } as const;
    for (const transfer of ['json', 'upload', 'chunk', 'page'] as const) {
      const spec = declaredRoutes().find((one) => one.method !== 'GET' && one.transfer === transfer);
      assert.ok(spec !== undefined, transfer);
      const statusOf = async (headers: Record<string, string>, payload = 'x') =>
        (await anonymous.inject({ method: spec.method, url: addressWithIds(spec), headers, payload })).status;
      for (const [own, type] of Object.entries(kinds))
        assert.equal(
          (await statusOf({ 'content-type': type })) !== 415,
          own === transfer,
          `${transfer} ${type}`,
        );
      assert.equal(await statusOf({}), 415, `${transfer}: bytes of no kind`);
      assert.notEqual(await statusOf({}, ''), 415, `${transfer}: nothing`);
    }
  });
});

test('an old browser without Sec-Fetch-Site is judged by its Origin (W-07)', async () => {
  await withTestApp(async ({ app }) => {
    const statusFrom = async (headers: Record<string, string>): Promise<number> => {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': 'application/json', host: 'office.example', ...headers },
        payload: '{}',
      });
      return reply.statusCode;
    };
    assert.equal(await statusFrom({ origin: 'https://evil.example' }), 403);
    assert.equal(await statusFrom({ origin: 'null' }), 403);
    assert.equal(await statusFrom({ origin: 'http://office.example' }), 400, 'goes on to validation');
    assert.equal(
      await statusFrom({ origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }),
      403,
    );
  });
});

test('W-07 a link on another site opens our pages and answers, with whatever type it names', async () => {
  await withTestApp(async ({ anonymous }) => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' },
      { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    ])
      assert.equal((await anonymous.inject({ url: '/api/session', headers })).status, 200);
    // The newer header decides where both stand.
    const write = { 'content-type': 'application/json', origin: 'https://evil.example' };
    const reply = await anonymous.inject({
      method: 'POST',
      url: '/api/session',
      headers: { ...write, 'sec-fetch-site': 'same-origin' },
      payload: '{}',
    });
    assert.equal(reply.status, 400);
    const unsaid = await anonymous.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      payload: '{}',
    });
    assert.equal(unsaid.status, 403);
  });
});

test('no GET changes anything: none is declared with a body or an action id', () => {
  for (const spec of declaredRoutes().filter((one) => one.method === 'GET')) {
    assert.equal(spec.body.safeParse({}).success, true, spec.id);
  }
});

test('forwarded addresses are not believed (W-08)', async () => {
  await withTestApp(async ({ app, database }) => {
    for (let n = 0; n < 3; n += 1) {
      await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: {
          'content-type': 'application/json',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': `9.9.9.${n}`,
        },
        payload: '{"signInName":"anlan","password":"wrong"}',
      });
    }
    const attempts = await database.owner
      .selectFrom('sign_in_attempts')
      .select(['source', 'failures'])
      .execute();
    assert.deepEqual(attempts, [{ source: '127.0.0.1', failures: 3 }]);
  });
});

test('malformed bodies are refused before any handler: poisoned, too deep, too large, broken, duplicate (F-05)', async () => {
  await withTestApp(async ({ anonymous }) => {
    const send = (payload: string) =>
      anonymous.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'content-type': 'application/json' },
        payload,
      });
    assert.equal((await send('{"signInName":')).status, 400);
    assert.equal((await send('')).status, 400);
    assert.equal((await send('{"__proto__":{"isAdmin":true}}')).status, 400);
    assert.equal((await send('{"constructor":{"prototype":{}}}')).status, 400);
    assert.equal((await send(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)).status, 400);
    assert.equal((await send(`"${'x'.repeat(1_100_000)}"`)).status, 413);
    assert.equal((await send('{"signInName":"a","signInName":"b","password":7}')).status, 400);
    const nul = async (payload: string) => (await send(payload)).body.error;
    const refused = { code: 'text.control_character' };
    const inText = await nul('{"signInName":"a","password":"a\\u0000"}');
    assert.deepEqual(inText, { ...refused, field: 'password' });
    assert.deepEqual(await nul('{"signInName":"a","password":"a","\\u0000":1}'), refused);
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  });
});
