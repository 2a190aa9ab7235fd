import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lanCertificate } from '../certificate.ts';
import { isMailAddress, type Mail, mailText } from './mail-text.ts';
import { type SmtpOutcome, type SmtpServer, submitMail } from './smtp.ts';
import { type Certificate, readMail, type SmtpBehaviour, startSmtp, type TestSmtp } from './testing-smtp.ts';

const mail: Mail = {
  from: { name: '茶亭区应急管理局', address: 'notice@chating.example' },
  to: 'wang@chating.example',
  subject: '【明察】有账号授权等待您确认，请在十一月三十日以前登录系统办理；逾期自动退回申请人',
  body: '您好：\n\n.点开头的一行\n办理期限：2026-12-01\n',
  id: '0199-abc',
  at: '2026-11-23T01:00:00.000Z',
};
const times = { stepMs: 400, totalMs: 1500 };

async function withServer(
  behaviour: SmtpBehaviour,
  work: (smtp: TestSmtp, send: (over?: Partial<SmtpServer>) => Promise<SmtpOutcome>) => Promise<void>,
  tls: { readonly certificate: Certificate; readonly implicit: boolean } | null = null,
): Promise<void> {
  const smtp = await startSmtp(behaviour, tls);
  const send = (over: Partial<SmtpServer> = {}) =>
    submitMail(
      {
        host: 'localhost',
        port: smtp.port,
        to: { address: '127.0.0.1', family: 4, listed: true },
        security: 'none',
        user: null,
        password: null,
        ...over,
      },
      { from: mail.from.address, to: mail.to, text: mailText(mail) ?? '' },
      times,
    );
  try {
    await work(smtp, send);
  } finally {
    await smtp.close();
  }
}

test('a mail in Chinese arrives whole: subject, name and body can be read, no line is longer than a server must take', async () => {
  await withServer({}, async (smtp, send) => {
    assert.deepEqual(await send(), { kind: 'accepted', reply: '2.0.0 Ok: queued as Q1' });
    const [taken] = smtp.mails;
    assert.deepEqual([taken?.from, taken?.to], [mail.from.address, mail.to]);
    const read = readMail(taken?.text ?? '');
    assert.equal(read.subject, mail.subject);
    assert.equal(read.body, mail.body.replaceAll('\n', '\r\n'));
    for (const line of (taken?.text ?? '').split('\r\n')) {
      assert.ok(line.length <= 90, line);
      assert.match(line, /^[\x20-\x7e]*$/);
    }
    assert.match(taken?.text ?? '', /^Date: Mon, 23 Nov 2026 01:00:00 \+0000$/m);
    assert.match(taken?.text ?? '', /^Message-ID: <0199-abc@chating\.example>$/m);
  });
});

test('no header can be added through subject, names, addresses or id', () => {
  assert.ok(mailText(mail));
  for (const evil of ['a\r\nBcc: x@y.example', 'a\nb', 'a\rb', 'a\u0000b', 'a\u2028b', 'a\u0085b']) {
    assert.equal(mailText({ ...mail, subject: evil }), null);
    assert.equal(mailText({ ...mail, from: { ...mail.from, name: evil } }), null);
    assert.equal(mailText({ ...mail, to: `${evil}@x.example` }), null);
    assert.equal(mailText({ ...mail, id: evil }), null);
  }
  for (const address of [
    'a@b>',
    '<a@b.example>',
    'a@b.example, c@d.example',
    'a b@c.example',
    '王@例.cn',
    'a@',
    '@b',
    'a..b@c.example',
    `${'a'.repeat(65)}@c.example`,
  ])
    assert.equal(isMailAddress(address), false, address);
});

test('a refused recipient is refused for good; a busy server and a wrong sign-in leave the mail for later', async () => {
  const cases: readonly (readonly [SmtpBehaviour, Partial<SmtpServer>, object])[] = [
    [
      { answers: { RCPT: '550 5.1.1 no such user' } },
      {},
      { kind: 'refused', problem: 'refused', detail: '550 5.1.1 no such user' },
    ],
    [
      { answers: { RCPT: '451 4.7.1 greylisted' } },
      {},
      { kind: 'deferred', server: false, problem: 'busy', detail: '451 4.7.1 greylisted' },
    ],
    [
      { answers: { '.': '554 5.7.1 spam' } },
      {},
      { kind: 'refused', problem: 'refused', detail: '554 5.7.1 spam' },
    ],
    [
      { answers: { MAIL: '530 5.7.0 sign in first' } },
      {},
      { kind: 'deferred', server: true, problem: 'sender', detail: '530 5.7.0 sign in first' },
    ],
    [
      { answers: { CONNECT: '421 4.3.2 later' } },
      {},
      { kind: 'deferred', server: true, problem: 'greeting', detail: '421 4.3.2 later' },
    ],
    [
      { answers: { CONNECT: '<html>hello</html>' } },
      {},
      { kind: 'deferred', server: true, problem: 'notSmtp', detail: '' },
    ],
    [
      { methods: 'PLAIN', user: { name: 'u', password: 'p' } },
      { user: 'u', password: 'wrong' },
      { kind: 'deferred', server: true, problem: 'signIn', detail: '535 5.7.8 wrong' },
    ],
    [{}, { user: 'u', password: 'p' }, { kind: 'deferred', server: true, problem: 'signIn', detail: '' }],
    [{}, { security: 'starttls' }, { kind: 'deferred', server: true, problem: 'noTls', detail: '502 no' }],
  ];
  for (const [behaviour, over, expected] of cases)
    await withServer(behaviour, async (smtp, send) => {
      assert.deepEqual(await send(over), expected);
      assert.equal(smtp.mails.length, 0);
    });
});

test('K-05 a mail server that is slow or hangs up costs a bounded time; only a mail that was handed over whole is uncertain', async () => {
  for (const at of ['CONNECT', 'EHLO', 'MAIL', 'RCPT', 'DATA']) {
    for (const behaviour of [{ answers: { [at]: null } }, { hangUpAt: at }] satisfies SmtpBehaviour[])
      await withServer(behaviour, async (_smtp, send) => {
        const began = performance.now();
        const outcome = await send();
        assert.equal(outcome.kind, 'deferred', `${at} ${JSON.stringify(outcome)}`);
        assert.ok(performance.now() - began < 1500, at);
      });
  }
  for (const behaviour of [{ answers: { '.': null } }, { hangUpAt: '.' }] satisfies SmtpBehaviour[])
    await withServer(behaviour, async (smtp, send) => {
      assert.equal((await send()).kind, 'uncertain');
      assert.equal(smtp.arrived.count, 1);
    });
  const nobody = await startSmtp();
  await nobody.close();
  const server = {
    host: 'localhost',
    port: nobody.port,
    to: { address: '127.0.0.1', family: 4, listed: true },
    security: 'none',
    user: null,
    password: null,
  } as const;
  const outcome = await submitMail(server, { from: 'a@b.example', to: 'c@d.example', text: 'x\r\n' }, times);
  assert.deepEqual(outcome, {
    kind: 'deferred',
    server: true,
    problem: 'connection',
    detail: 'ECONNREFUSED',
  });
});

test('a password goes over an encrypted line only, to a server whose certificate is known; PLAIN and LOGIN both work', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mingcha-smtp-'));
  try {
    const certificate = await lanCertificate(folder, Date.now());
    const user = { name: 'notice', password: '口令-pass' };
    const given = { user: user.name, password: user.password, ca: certificate.cert };
    for (const methods of ['PLAIN', 'LOGIN'] as const)
      for (const security of ['starttls', 'tls'] as const)
        await withServer(
          { methods, user },
          async (smtp, send) => {
            assert.equal((await send({ ...given, security })).kind, 'accepted', `${methods} ${security}`);
            assert.deepEqual([smtp.mails[0]?.user, smtp.mails[0]?.encrypted], ['notice', true]);
            const { ca: _unused, ...unknown } = given;
            const stranger = await send({ ...unknown, security });
            assert.equal(stranger.kind, 'deferred');
            assert.equal(smtp.mails.length, 1);
          },
          { certificate, implicit: security === 'tls' },
        );
    await withServer(
      { injected: '250 forged\r\n' },
      async (smtp, send) => {
        assert.deepEqual(await send({ ...given, security: 'starttls' }), {
          kind: 'deferred',
          server: true,
          problem: 'injected',
          detail: '',
        });
        assert.equal(smtp.mails.length, 0);
      },
      { certificate, implicit: false },
    );
    await withServer({ methods: 'PLAIN', user }, async (smtp, send) => {
      const to = { address: '127.0.0.1', family: 4, listed: false } as const;
      assert.deepEqual(await send({ ...given, to }), {
        kind: 'deferred',
        server: true,
        problem: 'plain',
        detail: 'localhost',
      });
      assert.deepEqual(smtp.commands, []);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
