import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Environment, parseConfig } from './config.ts';
import { SetupError } from './setup-error.ts';
import { startupMessage } from './startup-message.ts';

function refusal(environment: Environment, args: readonly string[] = []): string {
  try {
    parseConfig(environment, args, '/srv/mingcha');
  } catch (error) {
    assert.ok(error instanceof SetupError);
    return startupMessage(error, 'en');
  }
  assert.fail('the setting was accepted');
}

test('without settings: localhost, port 8080, embedded database and data under var/', () => {
  const config = parseConfig({ HOME: '/root' }, [], '/srv/mingcha');
  assert.deepEqual(
    [config.host, config.port, config.databaseUrl, config.dataFolder, config.demo, config.lan, config.zone],
    ['localhost', 8080, null, '/srv/mingcha/var', true, false, 'Asia/Shanghai'],
  );
});

test('settings are read, and an empty one counts as absent', () => {
  const config = parseConfig(
    { PORT: '9000', MINGCHA_DATA: 'elsewhere', MINGCHA_DEMO: 'no', DATABASE_URL: '', MINGCHA_CSV_MB: '2' },
    ['--lan'],
    '/srv/mingcha',
  );
  assert.deepEqual(
    [
      config.port,
      config.dataFolder,
      config.demo,
      config.databaseUrl,
      config.lan,
      config.host,
      config.limits.csvBytes,
    ],
    [9000, '/srv/mingcha/elsewhere', false, null, true, '0.0.0.0', 2_097_152],
  );
});

test('each wrong value is one sentence that names the setting and what it should be', () => {
  assert.equal(
    refusal({ PORT: '80a' }),
    'The setting PORT is "80a", which is wrong: it should be a port number from 0 to 65535.',
  );
  for (const [name, value] of [
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://a@b/c'],
    ['DATABASE_URL', 'postgresql://host'],
    ['MINGCHA_DEMO', 'true'],
    ['MINGCHA_ZONE', 'Asia/Peking'],
    ['MINGCHA_LOG', 'loud'],
    ['MINGCHA_POOL', '0'],
    ['MINGCHA_HOST', 'a b'],
  ] as const) {
    assert.ok(refusal({ [name]: value }).startsWith(`The setting ${name} is "${value}"`), name);
  }
});

test('a password inside a wrong address is not repeated', () => {
  assert.match(refusal({ DATABASE_URL: 'postgres//me:s3cret@host/db' }), /postgres\/\/me:\*\*\*@host\/db/);
});

test('an unknown setting is refused with the nearest known name; names of others are let alone', () => {
  assert.equal(
    refusal({ MINGCHA_DEMOS: 'no' }),
    'There is no setting named MINGCHA_DEMOS. Did you mean MINGCHA_DEMO?',
  );
  parseConfig({ MING: 'x', MINGCHA_TEST_DATABASE_URL: 'x' }, [], '/srv/mingcha');
});

test('an unknown argument is refused', () => {
  assert.match(refusal({}, ['--lam']), /^Unknown argument --lam\./);
});

test('O-06 a typing error, an unknown name, a missing secret and a wrong line of the settings file are told with the line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingcha-config-'));
  try {
    const path = join(folder, 'mingcha.conf');
    const told = (text: string, environment: Environment = {}): string => {
      writeFileSync(path, text);
      return refusal({ MINGCHA_CONFIG: path, ...environment }).replace(path, 'FILE');
    };
    const cases = [
      ['# settings\n\nPORT=80a\n', /^Line 3 of the settings file FILE: The setting PORT is "80a"/],
      [
        'PORT=9000\nMINGCHA_DEMOS=no',
        /^Line 2 .* no setting named MINGCHA_DEMOS. Did you mean MINGCHA_DEMO\?/,
      ],
      ['PROT=9000', /^Line 1 .*no setting named PROT. Did you mean PORT\?/],
      ['MINGCHA_METRICS_TOKEN=', /^Line 1 .*MINGCHA_METRICS_TOKEN has no value/],
      ['MINGCHA_METRICS_TOKEN=short-hush', /^Line 1 .*MINGCHA_METRICS_TOKEN is "\*\*\*"/],
      ['PORT=9000\nMINGCHA_OIDC_ISSUER=https://id.example', /^Line 2 .*needs both/],
      ['PORT: 9000', /^Line 1 .*NAME=value/],
      ['PORT=9000\nPORT=9001', /^Line 2 .*already stands in line 1/],
    ] as const;
    for (const [text, expected] of cases) assert.match(told(text), expected);
    assert.doesNotMatch(told('PORT=9000', { PORT: '80a' }), /Line/);
    writeFileSync(path, '\ufeffPORT=9000\r\nMINGCHA_HOST="127.0.0.1"\nMINGCHA_POOL=4\n');
    const config = parseConfig({ MINGCHA_CONFIG: path, MINGCHA_POOL: '6', PORT: '' }, [], folder);
    assert.deepEqual([config.port, config.host, config.poolSize], [9000, '127.0.0.1', 6]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
