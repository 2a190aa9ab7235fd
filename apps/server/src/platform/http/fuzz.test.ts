/**
 * Hostile input for every declared write, generated from its schemas (F-01, F-03, F-04, F-06 in short): each
 * text and number in turn is replaced, members are added, sequences are random. Nothing may fail inside, show a
 * stack, or take a member that is not declared.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import fc from 'fast-check';
import { declaredRoutes } from '../../app.ts';
import { type TestApp, type TestClient, type TestReply, withTestApp } from '../testing-app.ts';
import { assertSafe, callerOf, hostileTexts } from './testing-fuzz.ts';
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
  '1e400',
  'NaN',
  '１２',
  null,
  [],
  {},
];
const otherColumns: readonly string[] = [
  'role',
  'isAdmin',
  'publishedAt',
  'tenantId',
  'jurisdiction_id',
  'jurisdictionId',
  'accountId',
  'created_at',
  'createdBy',
  'password_hash',
  'must_change',
  'constructor2',
  'hash',
  'seq',
  'at',
];

/** Each place gets every third hostile text, another third at the next place; with `LONG_RUN=1` all of them. */
const isLong = process.env['LONG_RUN'] === '1';
const share = 3;

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
    payload: JSON.stringify(body),
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

test('hostile texts in every text of every write are taken as text or refused (F-03)', {
  timeout: 400_000,
}, async () => {
  await withTestApp(async (testApp) => {
    let sent = 0;
    let turn = 0;
    await eachWrite(testApp, async (target, schema) => {
      for (const place of placesOf(schema, 'string')) {
        turn += 1;
        const texts = hostileTexts.filter((_, i) => isLong || (i + turn) % share === 0);
        await Promise.all(
          texts.map(async (text) => {
            const reply = await send(target, withPlace(sample(schema), place, text));
            assertSafe(reply, `${target.spec.id} ${place.join('.')} = ${text.slice(0, 20)}`);
          }),
        );
        sent += texts.length;
      }
    });
    assert.ok(sent > 300, String(sent));
    assert.equal((await testApp.database.owner.selectFrom('jurisdictions').select('id').execute()).length, 2);
  });
});

test('hostile numbers in every number of every write are refused or exact (F-04)', async () => {
  await withTestApp(async (testApp) => {
    await eachWrite(testApp, async (target, schema) => {
      for (const place of placesOf(schema, 'number')) {
        for (const value of hostileNumbers) {
          assertSafe(
            await send(target, withPlace(sample(schema), place, value)),
            `${target.spec.id} ${String(value)}`,
          );
        }
      }
    });
  });
});

test('no write takes a member that it does not declare (F-06)', async () => {
  await withTestApp(async (testApp) => {
    await eachWrite(testApp, async (target, schema) => {
      if (target.spec.transfer === 'upload') return;
      for (const name of otherColumns) {
        if (schema.properties?.[name] !== undefined) continue;
        const body = { ...(sample(schema) as object), [name]: 'planted' };
        assertSafe(await send(target, body), target.spec.id);
        const parsed = target.spec.body.safeParse(body);
        const kept = parsed.success && Object.keys(Object(parsed.data)).includes(name);
        assert.equal(kept, false, `${target.spec.id} takes ${name}`);
      }
    });
  });
});

test('random bodies of any form are answered below 500 (F-01)', { timeout: 400_000 }, async () => {
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
        assertSafe(await send({ spec, client }, body), spec.id);
        assertSafe(await send({ spec, client }, noise), spec.id);
      }),
      { numRuns: 150, seed: 20_261_122 },
    );
  });
});
