/**
 * Who may call what, generated from the declarations (Z-02): every route × every member of the cast and nobody.
 * A denied call answers 401 or 403 with nothing but its code, and leaves no trace; an allowed one is not denied and
 * does not fail. And nobody of another jurisdiction, whatever their roles, gets anything by a guessed id (Z-03).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { isGuest, type Role, roles } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import { declaredRoutes } from '../../app.ts';
import { replaceRoles } from '../auth/organisation.queries.ts';
import { inTransaction } from '../db/transaction.ts';
import { castNames, type TestApp, type TestClient, type TestReply, withTestApp } from '../testing-app.ts';
import { openBeforeChange } from './gate.ts';
import { addressWithIds, inputSchema, sample } from './testing-routes.ts';

function call(client: TestClient, spec: RouteSpec, url: string): Promise<TestReply> {
  if (spec.method === 'GET') return client.get(url);
  const body = sample(inputSchema(spec.body)) as object;
  if (spec.transfer === 'upload')
    return client.upload(url, { name: 'a.csv', bytes: new Uint8Array(3) }, body);
  return client.inject({
    method: spec.method,
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
}

/** Callers beside the office's people. */
const outsiders = ['enterprise', 'machine'] as const;
type Outsider = (typeof outsiders)[number];
const isOutsider = (name: string | null): name is Outsider => outsiders.some((each) => each === name);

/** Who calls: roles of the office, an enterprise, a system, or null for nobody. */
type Held = readonly Role[] | Outsider | null;

function mayCall({ id, policy }: RouteSpec, held: Held): boolean {
  if (policy.kind === 'public' || policy.kind === 'token') return true;
  if (policy.kind === 'enterprise' || policy.kind === 'machine') return held === policy.kind;
  if (held === 'enterprise' || held === 'machine') return false;
  if (held === null) return false;
  // A guest has only what names the role.
  if (policy.kind === 'signedIn') return !isGuest(held) || openBeforeChange.has(id);
  return policy.roles.some((role) => held.includes(role));
}

const denials: readonly unknown[] = ['auth.not_signed_in', 'auth.role.forbidden'];

async function tracesIn({ database }: TestApp): Promise<string> {
  const counted = await sql<{ n: bigint }>`
    SELECT (SELECT count(*) FROM ledger_events) + (SELECT count(*) FROM actions) + (SELECT count(*) FROM accounts) AS n
  `.execute(database.owner);
  return String(counted.rows[0]?.n);
}

interface Cell {
  readonly spec: RouteSpec;
  /** Null for nobody. */
  readonly name: (typeof castNames)[number] | Outsider | null;
  readonly client: TestClient;
}

async function expectDenied({ spec, name, client }: Cell): Promise<void> {
  const reply = await call(client, spec, addressWithIds(spec));
  const what = `${spec.id} as ${name ?? 'nobody'}: ${reply.status} ${JSON.stringify(reply.body)}`;
  // Office, enterprises and systems are nobody at each other's door.
  const isNobody = name === null || isOutsider(name) || isOutsider(spec.policy.kind);
  assert.equal(reply.status, isNobody ? 401 : 403, what);
  const code = isNobody ? 'auth.not_signed_in' : 'auth.role.forbidden';
  assert.deepEqual(reply.body, { error: { code }, requestId: reply.body.requestId }, what);
}

async function expectAdmitted({ spec, name, client }: Cell): Promise<void> {
  const reply = await call(client, spec, addressWithIds(spec));
  const what = `${spec.id} as ${name ?? 'nobody'}: ${reply.status} ${JSON.stringify(reply.body)}`;
  assert.equal(denials.includes(reply.body?.error?.code), false, what);
  assert.ok(reply.status < 500, what);
}

test('every route admits exactly whom its declaration names (Z-02)', { timeout: 400_000 }, async () => {
  await withTestApp(async (testApp) => {
    const specs = declaredRoutes();
    // A denied call ends no session; an admitted one may, so it gets a fresh one.
    const standing = new Map<Cell['name'], TestClient>([[null, testApp.anonymous]]);
    for (const name of castNames) standing.set(name, await testApp.signIn(name));
    const outside = (name: Outsider) =>
      name === 'machine' ? testApp.signInMachine() : testApp.signInEnterprise('91130181MA07TEST0X');
    for (const name of outsiders) standing.set(name, await outside(name));
    let cells = 0;
    for (const spec of specs) {
      const admits = (name: Cell['name']) =>
        mayCall(spec, name === null || isOutsider(name) ? name : testApp.cast[name].roles);
      const before = await tracesIn(testApp);
      for (const [name, client] of standing) {
        if (admits(name)) continue;
        await expectDenied({ spec, name, client });
        cells += 1;
      }
      assert.equal(await tracesIn(testApp), before, `${spec.id}: a denied call left a trace`);
      for (const name of standing.keys()) {
        if (!admits(name)) continue;
        const client =
          name === null ? testApp.anonymous : await (isOutsider(name) ? outside(name) : testApp.signIn(name));
        await expectAdmitted({ spec, name, client });
        cells += 1;
      }
    }
    assert.equal(cells, specs.length * (castNames.length + 1 + outsiders.length));
  });
});

/** Ids of everything that the home jurisdiction holds, a few of each table. */
async function idsAtHome({ database, cast }: TestApp): Promise<readonly string[]> {
  const tables = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('id', 'jurisdiction_id') AND data_type = 'uuid'
     GROUP BY table_name HAVING count(*) = 2 ORDER BY table_name
  `.execute(database.owner);
  const ids: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{ id: string }>`
      SELECT id FROM ${sql.table(name)} WHERE jurisdiction_id = ${cast.anLan.jurisdictionId} LIMIT 2
    `.execute(database.owner);
    ids.push(...rows.rows.map((row) => row.id));
  }
  return ids;
}

test('nobody of another jurisdiction reaches anything by a known id, whatever their roles (Z-03, Z-09)', {
  timeout: 400_000,
}, async () => {
  await withTestApp(async (testApp) => {
    const { cast, platform } = testApp;
    await testApp.signIn('anLan');
    await inTransaction(platform.db, (tx) => replaceRoles(tx, cast.chenXi, roles));
    const ids = await idsAtHome(testApp);
    assert.ok(ids.length >= 6);
    const specs = declaredRoutes().filter(
      (spec) => spec.path.includes(':') && mayCall(spec, roles) && !mayCall(spec, null),
    );
    assert.ok(specs.length >= 4);
    for (const spec of specs) {
      const chen = await testApp.signIn('chenXi');
      for (const id of ids) {
        const reply = await call(chen, spec, addressWithIds(spec, id));
        assert.ok(reply.status >= 400 && reply.status < 500, `${spec.id} with ${id}: ${reply.status}`);
        assert.equal(/安岚|柏文/.test(reply.raw.toString()), false, spec.id);
      }
    }
  });
});

test('no list of one jurisdiction shows anything of another (Z-09)', async () => {
  await withTestApp(async (testApp) => {
    await inTransaction(testApp.platform.db, (tx) => replaceRoles(tx, testApp.cast.chenXi, roles));
    const chen = await testApp.signIn('chenXi');
    const lists = declaredRoutes().filter(
      (spec) => spec.method === 'GET' && !spec.path.includes(':') && !mayCall(spec, null),
    );
    assert.ok(lists.length >= 4);
    // Names of agencies are public: a joint task invites them across jurisdictions.
    const secrets = ['安岚', '柏文', '审明', testApp.cast.anLan.accountId, testApp.cast.boWen.accountId];
    for (const spec of lists) {
      const text = (await chen.get(spec.path)).raw.toString();
      for (const secret of secrets) assert.equal(text.includes(secret), false, `${spec.id} shows ${secret}`);
    }
  });
});
