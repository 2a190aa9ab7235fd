/** A given PostgreSQL instead of the embedded one; on a server of its own, since it changes logins. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { parseConfig } from '../config.ts';
import { silentLog } from '../log.ts';
import { SetupError } from '../setup-error.ts';
import { openInstallation, updateSchema } from './installation.ts';
import { startTestServer } from './test-database.ts';

const serverUrl = await startTestServer();
const folder = mkdtempSync(join(tmpdir(), 'mingcha-given-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function urlTo(database: string, login?: { readonly user: string; readonly password: string }): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (login !== undefined) {
    url.username = login.user;
    url.password = login.password;
  }
  return url.href;
}

function open(databaseUrl: string, more: Readonly<Record<string, string>> = {}) {
  const config = parseConfig({ DATABASE_URL: databaseUrl, MINGCHA_DATA: folder, ...more }, [], '/');
  return openInstallation(config, silentLog, 'own');
}

async function ask<T extends pg.QueryResultRow>(url: string, text: string): Promise<readonly T[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  assert.ok(error instanceof SetupError, String(error));
  return error.code;
}

test('DATABASE_URL: the schema is made by its login, the server connects as mingcha_app', async () => {
  await ask(serverUrl, 'CREATE DATABASE given');
  const database = await open(urlTo('given'));
  assert.ok((await updateSchema(database)).length > 0);
  assert.deepEqual(await ask(database.appUrl, 'SELECT current_user AS name'), [{ name: 'mingcha_app' }]);
  await assert.rejects(ask(database.appUrl, 'DELETE FROM ledger_events'), { code: '42501' });
  assert.equal(statSync(join(folder, 'secrets', 'app-password')).mode & 0o777, 0o600);
  const again = await open(urlTo('given'));
  assert.equal(again.appUrl, database.appUrl);
  assert.deepEqual(await updateSchema(again), []);
});

test('a login that may not make roles is told so, unless the operator names the login of the server', async () => {
  await ask(serverUrl, `CREATE ROLE plain LOGIN PASSWORD 'plain'`);
  await ask(serverUrl, 'CREATE DATABASE owned OWNER plain');
  const plain = urlTo('owned', { user: 'plain', password: 'plain' });
  assert.equal(await refusal(open(plain)), 'database.role');
  await ask(serverUrl, `ALTER ROLE mingcha_app PASSWORD 'given'`);
  const appUrl = urlTo('owned', { user: 'mingcha_app', password: 'given' });
  const database = await open(plain, { MINGCHA_APP_DATABASE_URL: appUrl });
  assert.ok((await updateSchema(database)).length > 0);
  assert.deepEqual(await ask(database.appUrl, 'SELECT count(*)::int AS n FROM accounts'), [{ n: 0 }]);
});

test('nobody there, a wrong password, an unknown database and a wrong encoding each have their sentence', async () => {
  assert.equal(await refusal(open('postgresql://a:b@127.0.0.1:1/x')), 'database.unreachable');
  const wrong = urlTo('given', { user: 'mingcha_owner', password: 'wrong' });
  assert.equal(await refusal(open(wrong)), 'database.refused');
  assert.equal(await refusal(open(urlTo('nowhere'))), 'database.refused');
  await ask(
    serverUrl,
    `CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C'`,
  );
  assert.equal(await refusal(open(urlTo('latin'))), 'database.encoding');
});
