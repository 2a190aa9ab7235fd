/**
 * Hostile input for every declared write, generated from its schemas (F-01, F-03, F-04, F-06 in short): each
 * text and number in turn is replaced, members are added, sequences are random. Nothing may fail inside, show a
 * stack, or take a member that is not declared.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { declaredRoutes } from '../../app.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../testing-app.ts';
import { assertAnswered, callerOf, hostileTexts, tracesIn } from './testing-fuzz.ts';
import {
  addressWithIds,
  inputSchema,
  type JsonSchema,
  placesOf,
  sample,
  withPlace,
} from './testing-routes.ts';

const hostileNumbers: readonly unknown[] = [
  -0,
  -1,
  2 ** 53,
  -(2 ** 53),
  1e308,
  0.1,
  'raw 1e400',
  'raw -1e400',
  'raw 9007199254740993',
  'raw 0.1e-300',
  '1e400',
  'NaN',
  '１２',
  null,
  [],
  {},
];
const habits: readonly string[] = [
  'role',
  'isAdmin',
  'publishedAt',
  'tenantId',
  'constructor2',
  'password',
  '$where',
];

/** Each place gets a third of the hostile texts, others at the next place; with `LONG_RUN=1` all of them. */
const isLong = process.env['LONG_RUN'] === '1';

interface Target {
  readonly spec: RouteSpec;
  readonly client: TestClient;
}

function send({ spec, client }: Target, body: unknown): Promise<TestReply> {
  const url = addressWithIds(spec);
  if (spec.transfer === 'upload')
    return client.upload(url, { name: 'a.csv', bytes: new Uint8Array(2) }, Object(body));
  return client.inject({
    method: spec.method,
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(body).replaceAll(/"raw ([-\d.e]+)"/g, '$1'),
  });
}

const signsOut: readonly string[] = ['session.end', 'enterprise.signOut'];
const writes = declaredRoutes().filter((spec) => spec.method !== 'GET' && !signsOut.includes(spec.id));

async function eachWrite(
  testApp: TestApp,
  work: (target: Target, schema: JsonSchema) => Promise<void>,
): Promise<void> {
  for (const spec of writes) {
    const client = await callerOf(testApp, spec);
    await work({ spec, client }, inputSchema(spec.body));
  }
}

/** Sends the bodies at once; whatever is refused leaves no trace. */
async function sendAll(testApp: TestApp, target: Target, bodies: readonly unknown[]): Promise<number> {
  const before = await tracesIn(testApp);
  const replies = await Promise.all(bodies.map((body) => send(target, body)));
  for (const [i, reply] of replies.entries())
    assertAnswered(target.spec, reply, `${target.spec.id} ${JSON.stringify(bodies[i]).slice(0, 200)}`);
  if (replies.every(({ status }) => status >= 400))
    assert.equal(await tracesIn(testApp), before, `${target.spec.id}: what was refused left a trace`);
  return bodies.length;
}

test('hostile texts in every text of every write are taken as text or refused, and what is refused changes nothing (F-03)', {
  timeout: 580_000,
}, async () => {
  await withTestApp(async (testApp) => {
    let sent = 0;
    let turn = 0;
    await eachWrite(testApp, async (target, schema) => {
      const body = sample(schema);
      for (const place of placesOf(schema, 'string')) {
        turn += 1;
        const texts = hostileTexts.filter((_, i) => isLong || (i + turn) % 3 === 0);
        sent += await sendAll(
          testApp,
          target,
          texts.map((text) => withPlace(body, place, text)),
        );
      }
    });
    assert.ok(sent > 10_000, String(sent));
    console.log(`# ${sent} hostile texts`);
    assert.equal((await testApp.database.owner.selectFrom('jurisdictions').select('id').execute()).length, 2);
  });
});

test('hostile numbers in every number of every write are refused or exact (F-04)', async () => {
  await withTestApp(async (testApp) => {
    let sent = 0;
    await eachWrite(testApp, async (target, schema) => {
      const body = sample(schema);
      for (const place of placesOf(schema, 'number'))
        sent += await sendAll(
          testApp,
          target,
          hostileNumbers.map((value) => withPlace(body, place, value)),
        );
    });
    assert.ok(sent > 2_000, String(sent));
  });
});

/** Every column of every table, and what attackers plant by habit. */
async function plantedNames({ database }: TestApp): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT column_name AS name FROM information_schema.columns WHERE table_schema = 'public'
  `.execute(database.owner);
  const camel = (name: string) => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set([...habits, ...rows.flatMap(({ name }) => [name, camel(name)])])];
}

test('no write takes a member that it does not declare, be it any column of any table (F-06)', async () => {
  await withTestApp(async (testApp) => {
    const names = await plantedNames(testApp);
    assert.ok(names.length > 1_000, `${names.length} names`);
    await eachWrite(testApp, async (target, schema) => {
      const strange = names.filter((name) => schema.properties?.[name] === undefined);
      const body = {
        ...(sample(schema) as object),
        ...Object.fromEntries(strange.map((name) => [name, 'planted'])),
      };
      const parsed = target.spec.body.safeParse(body);
      const kept = parsed.success
        ? Object.keys(Object(parsed.data)).filter((one) => strange.includes(one))
        : [];
      assert.deepEqual(kept, [], target.spec.id);
      if (target.spec.transfer !== 'upload') await sendAll(testApp, target, [body]);
    });
  });
});

test('random bodies of any form are answered below 500 (F-01)', { timeout: 580_000 }, async () => {
  await withTestApp(async (testApp) => {
    const clients = new Map<string, TestClient>();
    for (const spec of writes) clients.set(spec.id, await callerOf(testApp, spec));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...writes), fc.jsonValue({ maxDepth: 3 }), async (spec, noise) => {
        const client = clients.get(spec.id);
        if (client === undefined) return;
        const places = placesOf(inputSchema(spec.body), 'string');
        const body =
          places[0] === undefined ? noise : withPlace(sample(inputSchema(spec.body)), places[0], noise);
        assertAnswered(spec, await send({ spec, client }, body), spec.id);
        assertAnswered(spec, await send({ spec, client }, noise), spec.id);
      }),
      { numRuns: 150, seed: 20_261_122 },
    );
  });
});
