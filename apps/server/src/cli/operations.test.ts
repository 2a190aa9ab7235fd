/** The operator's commands on a data folder with logs: finding a number, status, and a support bundle that gives nothing away. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { personalIn } from '@mingcha/core/common/operations/personal-data.ts';
import { createLog } from '../platform/log.ts';
import { openLogFile } from '../platform/operations/log-file.ts';
import { leaveServingNote } from '../platform/operations/serving-note.ts';
import type { CommandOptions } from './command.ts';
import { operate } from './operations.ts';

const base = mkdtempSync(join(tmpdir(), 'mingcha-commands-'));
after(() => rmSync(base, { recursive: true, force: true }));
const data = join(base, 'data');
const log = join(data, 'log');
mkdirSync(log, { recursive: true });
const secret = 'hush-hush-hush-hush-hush-1';
const file = join(base, 'mingcha.conf');
writeFileSync(file, `MINGCHA_METRICS_TOKEN=${secret}\n`, { mode: 0o600 });
const environment = {
  MINGCHA_DATA: data,
  MINGCHA_CONFIG: file,
  PORT: '1',
  DATABASE_URL: '',
  MINGCHA_OIDC_ISSUER: 'https://id.example',
  MINGCHA_OIDC_CLIENT_ID: 'x',
  MINGCHA_OIDC_CLIENT_SECRET: 'whisper-22',
};

async function command(
  name: string,
  ...args: readonly string[]
): Promise<{ code: number | null; said: string }> {
  const lines: string[] = [];
  const options: CommandOptions = {
    args,
    environment,
    root: base,
    locale: 'en',
    print: (line) => lines.push(line),
  };
  return { code: await operate(name, options), said: lines.join('\n') };
}

const id = '0193f2a0-7f3a-7000-8000-9c1e7f3a19c2';
const line = (fields: object) =>
  `${JSON.stringify({ at: '2026-11-23T00:00:00.000Z', level: 'info', event: 'x', ...fields })}\n`;

test('the number of a failing page finds its lines, also in packed and torn files, and what they hold cannot command the terminal', async () => {
  const torn = gzipSync(line({ event: 'torn', requestId: id }).repeat(50)).subarray(0, -12);
  writeFileSync(join(log, 'mingcha-20261120T000000000Z.log.gz'), torn);
  writeFileSync(
    join(log, 'mingcha-20261121T000000000Z.log.gz'),
    gzipSync(line({ event: 'old', requestId: id })),
  );
  const attack = {
    event: 'request.failed',
    level: 'error',
    requestId: id,
    text: '\u001b[2J\u202egnp\n2026 forged',
  };
  writeFileSync(
    join(log, 'mingcha.log'),
    `${line({ event: 'other', requestId: 'a' })}no json\n${line(attack)}`,
  );
  const found = await command('logs', '7f3a-19C2');
  assert.equal(found.code, 0);
  assert.match(found.said, /torn[\s\S]*old[\s\S]*7F3A-19C2 {2}request\.failed/);
  assert.doesNotMatch(found.said, /other|no json/);
  // oxlint-disable-next-line no-control-regex -- none may reach the terminal
  assert.doesNotMatch(found.said, /[\u001b\u202e]|^2026 forged/m);
  assert.equal((await command('logs', '--level', 'error', '--json')).said.split('\n').length, 1);
  assert.equal((await command('logs', 'FFFF-FFFF')).code, 1);
  assert.equal((await command('logs', 'x; rm')).code, 2);
  assert.equal((await command('logs', '--last', 'many')).code, 2);
});

test('status of a server that does not run', async () => {
  const stopped = await command('status');
  assert.equal(stopped.code, 3);
  assert.match(stopped.said, /Not running/);
  assert.equal(JSON.parse((await command('status', '--json')).said).running, false);
});

test('status asks the running server where it listens, whatever PORT this terminal has', async () => {
  const server = createServer((_, answer) => answer.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const remove = leaveServingNote({ dataFolder: data, host: '127.0.0.1' }, { port, secure: false });
  try {
    const found = await command('status');
    assert.equal(found.code, 0);
    assert.match(found.said, new RegExp(`Address: http://localhost:${port}/\\nReadiness: ready`));
  } finally {
    await remove();
    server.close();
  }
  assert.equal((await command('status')).code, 3);
});

test('a support bundle of more logs than it may hold stays below 20 MB and holds no secret, number or name of anybody', async () => {
  const path = join(log, 'mingcha.log');
  const written = openLogFile({ path, maxBytes: 1e9, keepDays: 1, now: () => '2026-11-23T00:00:00.000Z' });
  const lines = createLog({
    level: 'info',
    now: () => '2026-11-23T00:00:00.000Z',
    write: (text) => written.write(text),
  });
  lines.error('request.failed', {
    error: new Error('张三 13812345678 11010119900307123X lan@example.gov.cn'),
  });
  await written.close();
  const raw = [
    '13912345678',
    '110101199003071233',
    '王小明',
    'zhang@example.gov.cn',
    `token=${secret}`,
    'postgresql://a:whisper-22@h/d',
  ];
  writeFileSync(path, line({ text: raw.join(' '), pad: 'x'.repeat(5000) }).repeat(5000), { flag: 'a' });
  writeFileSync(
    join(log, 'postgres.log'),
    `2026-11-23 LOG:  checkpoint starting\n2026-11-23 ERROR:  duplicate key\n2026-11-23 DETAIL:  Key (name)=(Wang Xiaoming)\n\tSELECT 'Li Lei'\n`,
  );
  assert.ok(statSync(path).size > 24_000_000);
  const out = join(base, 'bundle.zip');
  const made = await command('support-bundle', '--out', out);
  assert.equal(made.code, 0, made.said);
  const bytes = readFileSync(out);
  assert.ok(bytes.length < 20 * 1_048_576 && bytes.length > 5_000_000, String(bytes.length));
  assert.equal(statSync(out).mode & 0o077, 0);
  const text = bytes.toString('utf8');
  for (const part of [
    'versions.json',
    'doctor.json',
    'settings.txt',
    'checkpoint starting',
    'MINGCHA_METRICS_TOKEN=***',
  ])
    assert.ok(text.includes(part), part);
  assert.doesNotMatch(text, /\d{17}[\dXx]\b|张三|王小明|Wang Xiaoming|Li Lei|hush-hush|whisper|example\.gov/);
  assert.deepEqual(personalIn(text), []);
  assert.equal((await command('support-bundle', '--out', out)).code, 1, 'never over another file');
});
