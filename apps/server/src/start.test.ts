/** The program as an operator meets it: started, asked, interrupted, started again, and refused with a sentence. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { recordOutside } from './platform/operations/testing-outside.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingcha-start-'));
chmodSync(folder, 0o755);
after(() => rmSync(folder, { recursive: true, force: true }));

const outside = recordOutside(folder);

interface Program {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Program {
  const env = {
    ...process.env,
    MINGCHA_DATA: join(folder, 'data'),
    MINGCHA_DEMO: 'no',
    PORT: '0',
    ...variables,
  };
  const program = [...outside.args, join(import.meta.dirname, 'main.ts'), ...args];
  const child = spawn(process.execPath, program, {
    env,
    timeout: 60_000,
  });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  return { child, said: () => said, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function addressOf(program: Program): Promise<URL> {
  for (let waited = 0; waited < 30_000; waited += 50) {
    const found = /Mingcha is ready: (\S+)/.exec(program.said())?.[1];
    if (found !== undefined) return new URL(found);
    if (program.child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`the server did not start:\n${program.said()}`);
}

test('it starts, answers, stops on Ctrl+C, and starts a second time without migrating', async () => {
  const first = start({});
  const address = await addressOf(first);
  assert.match(first.said(), /\d+ migrations applied/);
  assert.equal((await fetch(new URL('/healthz', address))).status, 200);
  first.child.kill('SIGINT');
  // npm sends the same signal once more.
  first.child.kill('SIGINT');
  assert.equal(await first.ended, 0);
  assert.match(first.said(), /Stopped\.\n$/);

  const second = start({});
  await addressOf(second);
  assert.doesNotMatch(second.said(), /migrations applied/);
  second.child.kill('SIGTERM');
  assert.equal(await second.ended, 0);
});

test('where nothing is set up yet the check of the ledger says that there is none', async () => {
  const program = start({});
  await addressOf(program);
  const words = [join(import.meta.dirname, 'cli', 'main.ts'), '--lang', 'zh', 'ledger', 'verify'];
  const env = { ...process.env, MINGCHA_DATA: join(folder, 'data') };
  const asked = spawnSync(process.execPath, ['--no-warnings', ...words], { env, encoding: 'utf8' });
  assert.equal(asked.stdout + asked.stderr, '还没有账本，没有可以核验的记录。完成初始设置后就有。\n');
  assert.equal(asked.status, 0);
  program.child.kill('SIGTERM');
  assert.equal(await program.ended, 0);
});

test('--lan serves HTTPS with a certificate of its own', async () => {
  const program = start({}, '--lan');
  const address = await addressOf(program);
  assert.equal(address.protocol, 'https:');
  const status = await new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port: address.port, path: '/healthz', rejectUnauthorized: false },
      (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      },
    )
      .once('error', reject)
      .end();
  });
  assert.equal(status, 200);
  program.child.kill('SIGINT');
  assert.equal(await program.ended, 0);
});

test('W-11 TLS below 1.2 and weak suites are refused; what is agreed has forward secrecy', async () => {
  const program = start({}, '--lan');
  const { port } = await addressOf(program);
  const agreed = (options: object) =>
    new Promise<string>((resolve) => {
      const socket = connectTls(
        { host: '127.0.0.1', port: Number(port), rejectUnauthorized: false, ...options },
        () => {
          resolve(`${socket.getProtocol() ?? ''} ${socket.getCipher().standardName}`);
          socket.end();
        },
      ).once('error', () => resolve('refused'));
    });
  assert.match(await agreed({}), /^TLSv1\.3 TLS_/);
  assert.match(await agreed({ maxVersion: 'TLSv1.2' }), /^TLSv1\.2 TLS_ECDHE_/);
  const old = { minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' };
  assert.equal(await agreed({ ...old, maxVersion: 'TLSv1.1' }), 'refused');
  for (const suite of ['NULL-SHA256', 'AECDH-AES256-SHA', 'ADH-AES256-SHA', 'ECDHE-RSA-NULL-SHA'])
    assert.equal(await agreed({ maxVersion: 'TLSv1.2', ciphers: `${suite}:@SECLEVEL=0` }), 'refused', suite);
  program.child.kill('SIGINT');
  assert.equal(await program.ended, 0);
});

test('a port that is taken is one sentence in each language, and nothing was started', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  const { port } = holder.address() as { port: number };
  const program = start({ PORT: String(port), MINGCHA_HOST: '127.0.0.1' });
  assert.equal(await program.ended, 1);
  holder.close();
  const lines = program.said().trim().split('\n');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', new RegExp(`^端口 ${port} 已被占用。`));
  assert.match(lines[1] ?? '', new RegExp(`^Port ${port} is taken\\.`));
});

test('a wrong setting, an unknown host and an unreachable database end the start with exit code 1', async () => {
  for (const [variables, sentence] of [
    [{ PORT: 'eighty' }, /PORT is "eighty"/],
    [{ MINGCHA_HOST: '203.0.113.7' }, /no address 203\.0\.113\.7/],
    [{ DATABASE_URL: 'postgresql://a:b@127.0.0.1:1/x' }, /127\.0\.0\.1:1\/x cannot be reached/],
    [{ MINGCHA_DATA: '/proc/nowhere' }, /\/proc\/nowhere cannot be written/],
  ] as const) {
    const program = start(variables);
    assert.equal(await program.ended, 1, program.said());
    assert.match(program.said(), sentence);
    assert.doesNotMatch(program.said(), /\n\s+at /);
  }
});

test('O-07 in all of these runs nothing outside this machine was asked; what would ask is written down', async () => {
  const asked = existsSync(outside.record) ? readFileSync(outside.record, 'utf8').trim().split('\n') : [];
  // Besides the wrong address of its own that the test above gave it to listen on.
  assert.deepEqual(
    asked.filter((one) => one !== 'look up 203.0.113.7'),
    [],
  );
  const asking =
    "import { connect } from 'node:net'; connect(9, '203.0.113.9').on('error', () => {}).destroy(); await fetch('http://no.invalid/').catch(() => {});";
  const control = spawn(process.execPath, [...outside.args, '--input-type=module', '--eval', asking]);
  await new Promise((resolve) => control.once('close', resolve));
  const written = readFileSync(outside.record, 'utf8');
  assert.match(written, /203\.0\.113\.9/);
  assert.match(written, /no\.invalid/);
});
