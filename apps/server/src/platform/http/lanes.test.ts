/** Connections taken up through several lanes: one server to whoever calls it, and to whoever wants its port. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { checkPort } from '../port.ts';
import { listenInLanes } from './lanes.ts';

test('L-07 what comes in through any lane is served, the port counts as taken, and all lanes close together', async () => {
  const app = Fastify();
  app.get('/', () => ({ ok: true }));
  const listened = await listenInLanes(app, { host: '127.0.0.1', port: 0, secure: false });
  const url = `http://127.0.0.1:${listened.port}/`;
  const headers = { connection: 'close' };
  try {
    const replies = await Promise.all(Array.from({ length: 200 }, () => fetch(url, { headers })));
    assert.ok(replies.every((reply) => reply.ok));
    await Promise.all(replies.map((reply) => reply.json()));
    await assert.rejects(checkPort('127.0.0.1', listened.port), { code: 'port.taken' });
  } finally {
    await Promise.all([listened.close(), app.close()]);
  }
  await checkPort('127.0.0.1', listened.port);
  await assert.rejects(fetch(url));
});
