/** The door before the framework while too many come (L-07). */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import Fastify from 'fastify';
import { withTestApp } from '../testing-app.ts';
import { installDoor } from './overload.ts';

test('L-07 who comes while the process is behind is told so in a sentence, with the seconds to wait; health is told as ever', () =>
  withTestApp(async ({ platform }) => {
    let isLate = true;
    const app = Fastify();
    app.get('/healthz', () => ({ ok: true }));
    app.get('/api/objects', () => ({ rows: [] }));
    await app.ready();
    installDoor(app, { platform, lateness: { isLate: () => isLate } }, { secure: false });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    try {
      const reply = await fetch(`${url}/api/objects`);
      assert.equal(reply.status, 503);
      assert.match(reply.headers.get('retry-after') ?? '', /^[2-9]$/);
      assert.equal(reply.headers.get('x-content-type-options'), 'nosniff');
      const body = (await reply.json()) as {
        error: { code: string; data: { seconds: number } };
        requestId: string;
      };
      assert.equal(body.error.code, 'request.overloaded');
      assert.equal(body.requestId, reply.headers.get('x-request-id'));
      const page = await fetch(`${url}/p/search`, { headers: { accept: 'text/html' } });
      assert.equal(page.status, 503);
      assert.match(await page.text(), /同时使用的人太多/);
      assert.equal((await fetch(`${url}/healthz`)).status, 200);
      isLate = false;
      assert.equal((await fetch(`${url}/api/objects`)).status, 200);
    } finally {
      await app.close();
    }
  }));
