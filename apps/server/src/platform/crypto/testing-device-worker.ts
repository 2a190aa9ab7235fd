/**
 * A cryptographic device as a process of its own, for tests: the exchange of `device.ts` over HTTP (`serve TOKEN`, prints
 * its port) or over standard input and output (`line`). Its algorithms are those of the national suite, or by the path of
 * the address a wrong one: `/ecdsa` signs by node's own SM2 (which is ECDSA), `/zero` gives no randomness, `/refuse`
 * refuses, `/garbage` answers in another form, `/silent` never. `GET /key/N` gives it another signing key.
 */
import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DeviceRequest } from './device.ts';
import { nationalSuite } from './national.ts';
import { builtInProvider } from './provider.ts';

const [way = 'line', token = ''] = process.argv.slice(2);
let signing = new Uint8Array(32).fill(3);
const device = () => builtInProvider('national', { signing, wrapping: new Uint8Array(32).fill(5) });

function ecdsa(message: Uint8Array): Uint8Array {
  const [x, y] = [1, 33].map((at) =>
    Buffer.from(nationalSuite.publicKey(signing).subarray(at, at + 32)).toString('hex'),
  );
  const der = `308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${Buffer.from(signing).toString('hex')}a14403420004${x}${y}`;
  const key = createPrivateKey({
    key: Buffer.from(der, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  return sign('sm3', message, { key, dsaEncoding: 'ieee-p1363' });
}

async function answer(mode: string, request: DeviceRequest): Promise<Uint8Array> {
  const data = new Uint8Array(Buffer.from(request.data ?? '', 'base64'));
  if (request.op === 'info') return new Uint8Array(0);
  if (request.op === 'publicKey') return device().publicKey();
  if (request.op === 'random')
    return mode === '/zero' ? new Uint8Array(request.length ?? 0) : randomBytes(request.length ?? 0);
  if (request.op === 'timestamp') return createHash('sm3').update('stamp').update(data).digest();
  if (request.op === 'sign' && mode === '/ecdsa') return ecdsa(data);
  return device()[request.op](data);
}

async function reply(mode: string, line: string): Promise<string> {
  if (mode === '/garbage') return '{"hello":1}';
  if (mode === '/silent') await new Promise(() => undefined);
  if (mode === '/refuse') return JSON.stringify({ ok: false, error: 'key is locked' });
  try {
    const data = await answer(mode, JSON.parse(line) as DeviceRequest);
    return JSON.stringify({ ok: true, data: Buffer.from(data).toString('base64'), can: ['timestamp'] });
  } catch (error) {
    return JSON.stringify({ ok: false, error: error instanceof Error ? error.message : 'failed' });
  }
}

if (way === 'serve') {
  const server = createServer((request, response) => {
    void text(request).then(async (line) => {
      const path = request.url ?? '';
      if (path.startsWith('/key/')) signing = new Uint8Array(32).fill(Number(path.slice('/key/'.length)));
      const isKnown = token === '' || request.headers.authorization === `Bearer ${token}`;
      response.statusCode = isKnown ? 200 : 401;
      response.end(isKnown && line !== '' ? await reply(path, line) : '{}');
    });
  });
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
} else {
  process.stdout.write(await reply('/', await text(process.stdin)));
}
