/** Calls to the outside: closed ranges in every form, names that change, redirects, and that nobody else calls out (W-10). */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { gatewayAddress, isClosedAddress } from './gateway-address.ts';
import { postJson } from './post-json.ts';

const nobody = { gateways: [] };

test('W-10 loopback, private, link-local, shared, reserved and multicast addresses are closed, IPv6 forms of IPv4 too', () => {
  for (const address of [
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.8',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:1::',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    'not an address',
  ])
    assert.equal(isClosedAddress(address), true, address);
  for (const address of ['8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '2400:3200::1'])
    assert.equal(isClosedAddress(address), false, address);
});

test('W-10 every way of writing a closed address in a URL is refused before anything connects', async () => {
  const arrived: string[] = [];
  await withServer('127.0.0.1', arrived, async (port) => {
    for (const host of [
      '127.0.0.1',
      'localhost',
      '2130706433',
      '0x7f000001',
      '017700000001',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '[::ffff:7f00:1]',
      '0',
    ]) {
      const posted = await postJson(nobody, { url: `https://${host}:${port}/x`, body: '{}', timeoutMs: 500 });
      assert.ok(posted.kind === 'failed', host);
      assert.ok(['closed', 'host'].includes(posted.problem), `${host}: ${posted.problem}`);
      assert.equal(posted.sent, false, host);
    }
    for (const url of [
      'file:///etc/passwd',
      'ftp://h.example/',
      'gopher://h.example/',
      'data:text/plain,x',
      'https://u:p@h.example/',
    ]) {
      const posted = await postJson(nobody, { url, body: '{}', timeoutMs: 500 });
      assert.ok(posted.kind === 'failed' && posted.problem === 'address', url);
    }
  });
  assert.deepEqual(arrived, []);
});

test('W-10 one closed address among several of a name closes the name', async () => {
  const resolver =
    (...addresses: readonly string[]) =>
    () =>
      Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));
  const at = { host: 'gate.example', port: 443 };
  const mixed = await gatewayAddress(nobody, at, resolver('8.8.8.8', '10.0.0.1'));
  assert.ok(!mixed.ok && mixed.error.code === 'gateway.closed_address.forbidden');
  const mapped = await gatewayAddress(nobody, at, resolver('::ffff:192.168.0.1'));
  assert.ok(!mapped.ok && mapped.error.code === 'gateway.closed_address.forbidden');
  const unknown = await gatewayAddress(nobody, at, resolver());
  assert.ok(!unknown.ok && unknown.error.code === 'gateway.unknown_host');
  const open = await gatewayAddress(nobody, at, resolver('8.8.8.8'));
  assert.ok(open.ok && open.value.address === '8.8.8.8');
});

test('W-10 a name that changes between check and call is called at the address that was checked', async () => {
  const first: string[] = [];
  const second: string[] = [];
  await withServer('127.0.0.1', first, (port) =>
    withServer(
      '127.0.0.2',
      second,
      async () => {
        let asked = 0;
        const rebinding = () => {
          asked += 1;
          return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
        };
        const config = { gateways: ['gate.example'] };
        const url = `http://gate.example:${port}/records`;
        const posted = await postJson(config, { url, body: '{}', timeoutMs: 2000 }, rebinding);
        assert.ok(posted.kind === 'reply' && posted.status === 200);
        assert.deepEqual([asked, first, second], [1, ['/records'], []]);
      },
      port,
    ),
  );
});

test('W-10 a redirect is an answer and is not followed, whatever it points at', async () => {
  const arrived: string[] = [];
  await withServer('127.0.0.1', arrived, async (port) => {
    const config = { gateways: ['127.0.0.1'] };
    for (const to of ['http://169.254.169.254/', `http://127.0.0.1:${port}/inside`, 'file:///etc/passwd']) {
      const url = `http://127.0.0.1:${port}/redirect?to=${encodeURIComponent(to)}`;
      const posted = await postJson(config, { url, body: '{}', timeoutMs: 2000 });
      assert.ok(posted.kind === 'reply' && posted.status === 307, to);
    }
  });
  assert.equal(arrived.length, 3);
  assert.ok(arrived.every((path) => path.startsWith('/redirect')));
});

/** A pipe and the own server on this machine; the provider and the device that the operator names in the configuration. */
const ofTheOperator: readonly string[] = [
  'platform/auth/provider/provider.ts',
  'platform/crypto/device.ts',
  'platform/db/folder-lock.ts',
  'platform/operations/doctor/served.ts',
];
/** Modules that open connections, each to an address that `gatewayAddress` has checked. */
const callers: readonly string[] = [
  'platform/notices/smtp.ts',
  'platform/operations/doctor/work-checks.ts',
  'platform/outside/post-json.ts',
];
const opens =
  /import \{[^}]*\b(?:request|get|connect|createConnection)\b[^}]*\} from 'node:(?:http|https|net|tls)'|(?<![.\w])fetch\(|from '(?:undici|openid-client|nodemailer[^']*)'/;

test('W-10 no other module of the server calls out, and these ask for the checked address first', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const read = (name: string): string => readFileSync(join(root, name), 'utf8');
  const found = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|testing|demo\//.test(name))
    .filter((name) => opens.test(read(name)) && !ofTheOperator.includes(name))
    .toSorted();
  assert.deepEqual(found, callers);
  for (const name of callers) assert.match(read(name), /\b[gG]atewayAddress\b/, name);
});

/** A server that answers `{}`, or redirects where its address says so, and notes what arrived. */
async function withServer(
  host: string,
  arrived: string[],
  work: (port: number) => Promise<void>,
  port = 0,
): Promise<void> {
  const server: Server = createServer((request, response) => {
    const url = request.url ?? '';
    arrived.push(url);
    const to = new URLSearchParams(url.split('?')[1] ?? '').get('to');
    response.writeHead(to === null ? 200 : 307, {
      'content-type': 'application/json',
      ...(to === null ? {} : { location: to }),
    });
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
