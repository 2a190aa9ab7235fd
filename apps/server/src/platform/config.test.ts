import assert from 'node:assert/strict';
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
    'The environment variable PORT is "80a", which is wrong: it should be a port number from 0 to 65535.',
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
    assert.ok(refusal({ [name]: value }).startsWith(`The environment variable ${name} is "${value}"`), name);
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
