import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import { gatewayAddress, isClosedAddress } from '../outside/gateway-address.ts';
import { postJson } from '../outside/post-json.ts';
import { withTestApp } from '../testing-app.ts';
import { sendChat } from './chat.ts';
import { type GatewayAnswer, startGateway, type TestGateway } from './testing-gateway.ts';
import { type NoticeDesk, noticeDesk, personal, smsChannel } from './testing-notices.ts';

const phone = '13900139000';
const taken = { body: '{"code":"OK","bizId":"B1"}' };

async function withSms(
  answer: GatewayAnswer,
  work: (desk: NoticeDesk, gateway: TestGateway) => Promise<void>,
  repeatsSafely = false,
): Promise<void> {
  await withTestApp(async (app) => {
    const gateway = await startGateway(() => answer);
    try {
      const desk = noticeDesk(app);
      await desk.save(smsChannel(`${gateway.url}/send`, repeatsSafely));
      await desk.choose('boWen', { phone });
      await desk.tell('boWen', 'a');
      await work(desk, gateway);
    } finally {
      await gateway.close();
    }
  });
}

test('an SMS carries a template’s number with a code, a count and a day, signed; no name, no number of anybody but the recipient', async () => {
  await withSms(taken, async (desk, gateway) => {
    await desk.deliver();
    const [call] = gateway.calls;
    assert.deepEqual(call?.body, {
      requestId: call?.headers['idempotency-key'],
      phone,
      signName: '茶亭应急',
      templateId: 'T-1',
      params: { code: '2026-001', count: '2', due: '2026-12-01' },
    });
    for (const text of Object.values(personal)) assert.ok(!(call?.raw ?? '').includes(text));
    const digest = createHash('sha256')
      .update(call?.raw ?? '')
      .digest('hex');
    const signed = `${call?.headers['x-timestamp']}\n${call?.body.requestId}\n${digest}`;
    const expected = createHmac('sha256', 'sms-key').update(signed).digest('hex');
    assert.equal(call?.headers['x-signature'], expected);
    assert.deepEqual(await desk.states(), ['accepted']);
  });
});

test('K-05 a web page, a redirect, a limit or a wrong key leaves the SMS waiting; a refusal ends it; silence makes it uncertain', async () => {
  const elsewhere = await startGateway(() => taken);
  try {
    const cases: readonly (readonly [GatewayAnswer, string])[] = [
      [{ body: '<html>sign in</html>', type: 'text/html' }, 'waiting'],
      [{ status: 302, headers: { location: `${elsewhere.url}/x` } }, 'waiting'],
      [{ status: 429, body: '{}' }, 'waiting'],
      [{ status: 401, body: '{}' }, 'waiting'],
      [{ body: '{"code":"BLACKLISTED"}' }, 'refused'],
      [{ status: 500, body: '{}' }, 'uncertain'],
      [{ hangUp: true }, 'uncertain'],
    ];
    for (const [answer, state] of cases)
      await withSms(answer, async (desk, gateway) => {
        await desk.deliver();
        assert.deepEqual(await desk.states(), [state], JSON.stringify(answer));
        assert.equal(gateway.calls.length, 1);
      });
    assert.equal(elsewhere.calls.length, 0);
  } finally {
    await elsewhere.close();
  }
});

test('a gateway that knows repetitions is asked again under the same key, another one never', async () => {
  for (const repeatsSafely of [true, false])
    await withSms(
      { hangUp: true },
      async (desk, gateway) => {
        for (let i = 0; i < 4; i += 1) {
          await desk.deliver();
          desk.platform.clock.advance(3_600_000);
        }
        const keys = gateway.calls.map((call) => call.headers['idempotency-key']);
        assert.deepEqual([keys.length, new Set(keys).size], repeatsSafely ? [4, 1] : [1, 1]);
      },
      repeatsSafely,
    );
});

test('a work chat hears of an occasion once however many of its people are told, without names; each style is signed as it wants', async () => {
  const secret = 'SEC-1';
  for (const style of ['wecom', 'dingtalk', 'feishu'] as const)
    await withTestApp(async (app) => {
      const gateway = await startGateway(() => ({ body: '{"errcode":0,"code":0}' }));
      try {
        const desk = noticeDesk(app);
        const { agencyId } = app.cast.boWen;
        const webhook = `${gateway.url}/robot?key=k1`;
        await desk.save({ kind: 'chat', agencyId, settings: { style }, webhook, secret });
        for (const name of ['boWen', 'anLan', 'otherAgency'] as const) await desk.tell(name, 'a');
        await desk.deliver();
        assert.deepEqual(await desk.states(), ['accepted']);
        assert.equal(gateway.calls.length, 1);
        const { body, path } = gateway.calls[0] ?? { body: null, path: '' };
        const text = '【明察】No. 2026-001, 2, by 2026-12-01';
        assert.equal(style === 'feishu' ? body.content.text : body.text.content, text);
        const query = new URL(path, gateway.url).searchParams;
        assert.equal(query.get('key'), 'k1');
        if (style === 'dingtalk') {
          const stamp = query.get('timestamp') ?? '';
          const sign = createHmac('sha256', secret).update(`${stamp}\n${secret}`).digest('base64');
          assert.equal(query.get('sign'), sign);
        }
        if (style === 'feishu')
          assert.equal(body.sign, createHmac('sha256', `${body.timestamp}\n${secret}`).digest('base64'));
      } finally {
        await gateway.close();
      }
    });
});

test('a robot that answers with an error keeps its message for later', async () => {
  const gateway = await startGateway(() => ({ body: '{"errcode":45009,"errmsg":"too many"}' }));
  try {
    const use = {
      config: { gateways: ['127.0.0.1'] },
      settings: { style: 'wecom' } as const,
      secret: { secret: '', webhook: gateway.url },
    };
    const message = {
      id: 'm',
      address: '',
      subject: '',
      body: '',
      brief: 'x',
      template: 'notice',
      params: {},
      at: '2026-11-23T01:00:00.000Z',
    } as const;
    assert.deepEqual(await sendChat(use, message), {
      kind: 'deferred',
      channel: true,
      problem: 'busy',
      detail: '45009 too many',
    });
  } finally {
    await gateway.close();
  }
});

test('calls to loopback, private and link-local addresses are refused unless the operator lists the gateway, at each call', async () => {
  const closed = [
    '127.0.0.1',
    '127.8.8.8',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'not an address',
  ];
  for (const address of closed) assert.equal(isClosedAddress(address), true, address);
  for (const address of ['8.8.8.8', '172.32.0.1', '223.5.5.5', '2400:3200::1'])
    assert.equal(isClosedAddress(address), false, address);
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1']) {
    const found = await gatewayAddress({ gateways: [] }, { host, port: 80 });
    assert.equal(found.ok, false, host);
  }
  const gateway = await startGateway(() => taken);
  try {
    const post = { url: gateway.url, body: '{}', timeoutMs: 1000 };
    const refused = await postJson({ gateways: [] }, post);
    assert.deepEqual(refused, { kind: 'failed', sent: false, problem: 'closed', detail: '127.0.0.1' });
    const otherPort = await postJson({ gateways: [`127.0.0.1:${gateway.port + 1}`] }, post);
    assert.equal(otherPort.kind, 'failed');
    assert.equal(gateway.calls.length, 0);
    assert.equal((await postJson({ gateways: [`127.0.0.1:${gateway.port}`] }, post)).kind, 'reply');
    for (const url of ['ftp://a.example/', 'file:///etc/passwd', 'http://u:p@127.0.0.1/', 'nonsense'])
      assert.equal((await postJson({ gateways: ['127.0.0.1'] }, { ...post, url })).kind, 'failed', url);
  } finally {
    await gateway.close();
  }
});

test('K-05 an answer without end or without bound costs a bounded time and memory', async () => {
  const silent = await startGateway(() => ({ silent: true }));
  const endless = await startGateway(() => ({ body: 'x'.repeat(200_000) }));
  try {
    const config = { gateways: ['127.0.0.1'] };
    const began = performance.now();
    const late = await postJson(config, { url: silent.url, body: '{}', timeoutMs: 300 });
    assert.deepEqual(late, { kind: 'failed', sent: true, problem: 'timeout', detail: '' });
    assert.ok(performance.now() - began < 2000);
    const long = await postJson(config, { url: endless.url, body: '{}', timeoutMs: 3000 });
    assert.deepEqual(long, { kind: 'failed', sent: true, problem: 'tooLong', detail: '' });
  } finally {
    await Promise.all([silent.close(), endless.close()]);
  }
});
