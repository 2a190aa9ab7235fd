/** W-02: no text of a query becomes SQL: neither a true condition, nor a pause, nor another order changes what a list answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from '../../app.ts';
import { type TestClient, type TestReply, withTestApp } from '../testing-app.ts';
import { callerOf } from './testing-fuzz.ts';
import { addressWithIds, inputSchema } from './testing-routes.ts';

/** A condition that is always true beside its twin that never is; as text, both find the same. */
const twins: readonly (readonly [string, string])[] = [
  ["zq' OR '1'='1", "zq' OR '1'='2"],
  ["zq%' OR 1=1 --", "zq%' OR 1=2 --"],
  ["zq') OR ('1'='1", "zq') OR ('1'='2"],
  ["zq' UNION SELECT null, version() --", "zq' UNION SELECT null, null WHERE 1=2 --"],
  ['zq" OR "1"="1', 'zq" OR "1"="2'],
  ['CASE WHEN 1=1 THEN id END', 'CASE WHEN 1=2 THEN id END'],
  ['0x7a71 OR 1=1', '0x7a71 OR 1=2'],
];
const pauses: readonly string[] = [
  "zq'||(SELECT pg_sleep(4))||'",
  "zq'; SELECT pg_sleep(4); --",
  '(SELECT 1 FROM pg_sleep(4))',
];
/** Milliseconds: far below the pause, far above an answer. */
const atOnce = 3500;

/** What an answer says without what differs from call to call. */
function said({ status, body }: TestReply): string {
  const rows = (body as { rows?: readonly unknown[] } | null)?.rows;
  return `${status} ${rows?.length ?? ''} ${JSON.stringify((body as { error?: { code?: string } } | null)?.error?.code)}`;
}

test('W-02 no text of a query reaches the database as SQL', { timeout: 300_000 }, async () => {
  await withTestApp(async (testApp) => {
    let asked = 0;
    for (const spec of declaredRoutes().filter((one) => one.method === 'GET')) {
      const client = await callerOf(testApp, spec);
      const base = addressWithIds(spec);
      for (const name of [...Object.keys(inputSchema(spec.query).properties ?? {}), 'sort']) {
        const ask = (text: string) => client.get(`${base}?${name}=${encodeURIComponent(text)}`);
        for (const [yes, no] of twins) {
          const [one, other] = await Promise.all([ask(yes), ask(no)]);
          assert.equal(said(one), said(other), `${spec.id} ${name} ${yes}`);
        }
        await assertNoPause(ask, `${spec.id} ${name}`);
        asked += 1;
      }
    }
    assert.ok(asked > 300, `${asked} parameters`);
  });
});

async function assertNoPause(ask: (text: string) => ReturnType<TestClient['get']>, what: string) {
  const before = performance.now();
  for (const reply of await Promise.all(pauses.map(ask))) assert.ok(reply.status < 500, what);
  assert.ok(performance.now() - before < atOnce, `${what} waited`);
}
