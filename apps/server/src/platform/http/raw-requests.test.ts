/**
 * Requests as no library would send them, over a real port (F-05): two lengths, broken chunks, a body of 50 MB, one that
 * never comes, methods that tell what was sent. Each is refused, or waited for without anybody else waiting.
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { ownApp, type TestApp, withTestApp } from '../testing-app.ts';

/** Sends the bytes on a connection of its own; what came back until the server closed it or nothing more came. */
function exchange(port: number, parts: readonly (string | Buffer)[], patience = 15_000): Promise<string> {
  return new Promise((done, broken) => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    let timer = setTimeout(() => socket.destroy(), patience);
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      // A second answer would follow the first at once.
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), 150);
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? undefined : broken(error),
    );
    socket.on('close', () => {
      clearTimeout(timer);
      done(said);
    });
    for (const part of parts) socket.write(part);
  });
}

async function listening(work: (port: number, testApp: TestApp) => Promise<void>): Promise<void> {
  await withTestApp(async (testApp) => {
    await testApp.app.listen({ port: 0, host: '127.0.0.1' });
    const address = testApp.app.server.address();
    await work(typeof address === 'object' ? (address?.port ?? 0) : 0, testApp);
  }, ownApp);
}

const statusesIn = (said: string): readonly string[] =>
  [...said.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);

const json = 'host: office.example\r\ncontent-type: application/json\r\n';
const hidden = 'GET /api/openapi.json HTTP/1.1\r\nhost: office.example\r\n\r\n';

test('F-05 where a body ends is never a matter of opinion: two lengths, a length beside chunks, broken chunks and bare line feeds are refused', () =>
  listening(async (port) => {
    const heads: readonly string[] = [
      `POST /api/session HTTP/1.1\r\n${json}content-length: 2\r\ncontent-length: 60\r\n\r\n{}`,
      `POST /api/session HTTP/1.1\r\n${json}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${json}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${json}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${json}transfer-encoding : chunked\r\n\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${json}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`,
      `POST /api/session HTTP/1.1\r\n${json}content-length: +2\r\n\r\n{}`,
      `POST /api/session HTTP/1.1\r\n${json}content-length: -1\r\n\r\n{}`,
      `POST /api/session HTTP/1.1\n${json.replaceAll('\r\n', '\n')}content-length: 2\n\n{}`,
      `POST /api/session HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
    ];
    for (const head of heads) {
      const said = await exchange(port, [head, hidden]);
      // Refused at once, and what follows is not taken for a request of its own.
      // The one refusal may be lost where the connection is cut at once.
      assert.ok(
        statusesIn(said).length <= 1 && statusesIn(said).every((status) => status === '400'),
        `${head} ${said}`,
      );
      assert.equal(said.includes('openapi'), false, head);
    }
  }));

test('no method tells back what was sent, and unknown ones are refused', () =>
  listening(async (port) => {
    for (const method of ['TRACE', 'TRACK', 'CONNECT', 'PROPFIND', 'OPTIONS', 'PATCH']) {
      const said = await exchange(port, [
        `${method} /api/session HTTP/1.1\r\nhost: office.example\r\ncookie: secret-of-mine\r\nconnection: close\r\n\r\n`,
      ]);
      assert.equal(said.includes('secret-of-mine'), false, method);
      assert.ok(!said.startsWith('HTTP/1.1 2'), `${method}: ${said.slice(0, 40)}`);
    }
  }));

test('F-05 a body of 50 MB is refused by its length or once it is too long, and keeps nothing', () =>
  listening(async (port, { app }) => {
    const piece = Buffer.alloc(1024 * 1024, 'a');
    const said = await exchange(port, [
      `POST /api/session HTTP/1.1\r\n${json}content-length: ${50 * piece.length}\r\n\r\n`,
      ...Array.from({ length: 3 }, () => piece),
    ]);
    assert.deepEqual(statusesIn(said), ['413']);
    const size = piece.length.toString(16);
    const chunk = Buffer.concat([Buffer.from(`${size}\r\n`), piece, Buffer.from('\r\n')]);
    const chunked = await exchange(port, [
      `POST /api/session HTTP/1.1\r\n${json}transfer-encoding: chunked\r\n\r\n`,
      ...Array.from({ length: 3 }, () => chunk),
    ]);
    assert.deepEqual(statusesIn(chunked), ['413']);
    assert.equal((await app.inject('/healthz')).statusCode, 200);
  }));

test('F-05 whoever sends a body slowly, or never, keeps nobody else waiting; a stranger is answered before any body', () =>
  listening(async (port, { app }) => {
    const slow = Array.from({ length: 40 }, () =>
      exchange(port, [`POST /api/session HTTP/1.1\r\n${json}content-length: 100\r\n\r\n{"a`], 2500),
    );
    const before = performance.now();
    for (let n = 0; n < 20; n += 1) assert.equal((await app.inject('/healthz')).statusCode, 200);
    assert.ok(performance.now() - before < 2000, 'others were answered meanwhile');
    const stranger = await exchange(port, [
      `POST /api/objects HTTP/1.1\r\n${json}content-length: 100\r\n\r\n{`,
    ]);
    assert.deepEqual(statusesIn(stranger), ['401']);
    for (const said of await Promise.all(slow)) assert.deepEqual(statusesIn(said), []);
  }));
