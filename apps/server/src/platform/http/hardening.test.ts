/** Rows of group W in short: HSTS, cookies, addresses that a request names, and stored files of any type. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { buildApp, declaredRoutes } from '../../app.ts';
import { cookieName } from '../auth/session.ts';
import { testAccess, withTestApp } from '../testing-app.ts';
import { castPassword } from '../testing-cast.ts';
import { installSecurity } from './security.ts';
import { sendFile } from './send-file.ts';
import { addressWithIds } from './testing-routes.ts';

const hsts = 'strict-transport-security';

test('W-06 a browser that came over TLS keeps to it for a year: to this server, or to a balancer that the operator named', () =>
  withTestApp(async ({ platform }) => {
    const config = { ...platform.config, cluster: { ...platform.config.cluster, proxies: ['127.0.0.1'] } };
    const behind = await buildApp({ platform: { ...platform, config }, access: testAccess });
    const overTls = { 'x-forwarded-proto': 'https' };
    for (const url of ['/api/session', '/p/', '/nowhere']) {
      const reply = await behind.inject({ url, headers: overTls });
      assert.equal(reply.headers[hsts], 'max-age=31536000', url);
      assert.equal((await behind.inject({ url })).headers[hsts], undefined, url);
    }
    await behind.close();
    const alone = await buildApp({ platform, access: testAccess });
    assert.equal((await alone.inject({ url: '/p/', headers: overTls })).headers[hsts], undefined);
    await alone.close();
  }));

test('W-05 a session id that was there before signing in is never taken over, and each sign-in gives a new one', () =>
  withTestApp(async ({ app, anonymous }) => {
    const planted = 'A'.repeat(43);
    const signIn = async () => {
      const reply = await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { 'sec-fetch-site': 'same-origin', cookie: `${cookieName}=${planted}` },
        payload: { signInName: 'anlan', password: castPassword },
      });
      assert.equal(reply.statusCode, 200, reply.body);
      return /=([^;]+);/.exec(String(reply.headers['set-cookie']))?.[1] ?? '';
    };
    const ids = [await signIn(), await signIn()];
    assert.equal(new Set([planted, ...ids]).size, 3);
    const stranger = await anonymous.inject({
      url: '/api/accounts',
      headers: { cookie: `${cookieName}=${planted}` },
    });
    assert.equal(stranger.status, 401);
  }));

const hosts = [
  'evil.test',
  'evil.test:443',
  'localhost@evil.test',
  'evil.test, localhost',
  '[::1].evil.test',
];
const elsewhere = [
  'https://evil.test/',
  '//evil.test/',
  '/\\evil.test/',
  'https:evil.test',
  '\thttps://evil.test',
  '%2f%2fevil.test',
  'javascript:alert(1)//evil.test',
  '/p/..//evil.test',
];
const names = ['next', 'return', 'returnTo', 'redirect', 'url', 'to', 'callback', 'from'];

test('W-08 no answer repeats a host that the request names, and no address leads away from this site', () =>
  withTestApp(async ({ app }) => {
    const open = declaredRoutes().filter(
      ({ method, policy }) => method === 'GET' && policy.kind === 'public',
    );
    assert.ok(open.length > 40, `${open.length} routes`);
    for (const [i, spec] of open.entries()) {
      const url = addressWithIds(spec);
      const host = hosts[i % hosts.length] ?? '';
      const spoofed = await app.inject({
        url,
        headers: {
          host,
          'x-forwarded-host': host,
          forwarded: `host=${host}`,
          'x-original-url': '/api/accounts',
        },
      });
      const said = `${JSON.stringify(spoofed.headers)}${spoofed.body}`;
      assert.equal(said.includes('evil.test'), false, `${spec.id} repeats ${host}`);
      const query = new URLSearchParams(names.map((name) => [name, elsewhere[i % elsewhere.length] ?? '']));
      const led = await app.inject({ url: `${url}?${query}` });
      assert.equal(String(led.headers.location ?? '').includes('evil'), false, `${spec.id} leads away`);
    }
  }));

const types = [
  'text/html',
  'text/html; charset=utf-7',
  'image/svg+xml',
  'application/xml',
  'text/xml',
  'application/xhtml+xml',
  'application/javascript',
  'text/css',
  'application/octet-stream',
  'image/heic',
  'image/gif',
  'multipart/x-mixed-replace',
  'application/x-shockwave-flash',
  'text/plain',
];

test('I-06 a stored file of any type that a browser could run is downloaded, never guessed at, and has a name that ends nowhere else', async () => {
  const app = fastify();
  installSecurity(app, { secure: false });
  app.get('/:n', (request, reply) =>
    sendFile(reply, {
      kind: 'file',
      contentType: types[Number((request.params as { n: string }).n)] ?? '',
      fileName: '"><svg onload=1>\r\nset-cookie: x=1;../..\\甲.html',
      disposition: 'inline',
      body: new TextEncoder().encode('<script>alert(1)</script>'),
    }),
  );
  for (const [n, type] of types.entries()) {
    const { headers } = await app.inject({ url: `/${n}` });
    assert.match(
      String(headers['content-disposition']),
      /^attachment; filename="[^"\\/]*"; filename\*=UTF-8''[\w%.!~-]*$/,
      type,
    );
    assert.equal(headers['x-content-type-options'], 'nosniff', type);
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, type);
    assert.equal(headers['set-cookie'], undefined, type);
  }
  await app.close();
});
