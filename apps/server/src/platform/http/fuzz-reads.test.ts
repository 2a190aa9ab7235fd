/** Hostile queries and addresses for every declared read, and hostile lengths for every pattern (F-01, F-03, F-07 in short). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from '../../app.ts';
import { withTestApp } from '../testing-app.ts';
import { assertAnswered, assertSafe, callerOf, hostileTexts } from './testing-fuzz.ts';
import { addressWithIds, inputSchema, type JsonSchema } from './testing-routes.ts';

test('hostile queries to every read are refused or answered, never failed on (F-01, F-03)', {
  timeout: 400_000,
}, async () => {
  await withTestApp(async (testApp) => {
    for (const spec of declaredRoutes().filter((one) => one.method === 'GET')) {
      const client = await callerOf(testApp, spec);
      const names = Object.keys(inputSchema(spec.query).properties ?? {});
      for (const name of [...names, 'sort', 'orderBy']) {
        await Promise.all(
          hostileTexts
            .filter((one) => one.length < 4_000)
            .map(async (text) => {
              const url = `${addressWithIds(spec)}?${name}=${encodeURIComponent(text.toWellFormed())}`;
              assertAnswered(spec, await client.get(url), `${spec.id} ${name} ${text.slice(0, 60)}`);
            }),
        );
        assertAnswered(
          spec,
          await client.get(`${addressWithIds(spec)}?${name}=1&${name}=2&${name}[]=3`),
          `${spec.id} ${name} twice`,
        );
      }
      for (const text of ['%00', '..%2f..%2fetc', 'x'.repeat(300), '%E0%A4%A', "1'--"]) {
        const reply = await client.get(addressWithIds(spec, text));
        // An address that cannot be decoded meets no route.
        if (text === '%E0%A4%A') assertSafe(reply, `${spec.id} path ${text}`);
        else assertAnswered(spec, reply, `${spec.id} path ${text}`);
      }
    }
  });
});

test('every pattern of every schema answers hostile lengths at once (F-07)', () => {
  let patterns = 0;
  for (const spec of declaredRoutes()) {
    for (const schema of [spec.params, spec.query, spec.body]) {
      for (const source of patternsOf(inputSchema(schema))) {
        for (const text of [
          'a'.repeat(100_000),
          '0'.repeat(100_000),
          `${'a-'.repeat(50_000)}!`,
          ' '.repeat(100_000),
        ]) {
          assert.ok(bestOfThree(() => new RegExp(source, 'u').test(text)) < 50, source);
          patterns += 1;
        }
      }
    }
  }
  assert.ok(patterns > 0);
});

/** Milliseconds of the quickest of three runs: a busy machine is no fault of the pattern. */
function bestOfThree(work: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function patternsOf(schema: JsonSchema): readonly string[] {
  const own = schema.pattern === undefined ? [] : [schema.pattern];
  const inner = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.anyOf ?? []),
    ...(schema.items === undefined ? [] : [schema.items]),
  ];
  return [...own, ...inner.flatMap(patternsOf)];
}
