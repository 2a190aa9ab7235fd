/** For fuzzing tests: hostile texts, whom to send them as, and what every answer must keep to. */
import assert from 'node:assert/strict';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import { sql } from 'kysely';
import type { CastName, TestApp, TestClient, TestReply } from '../testing-app.ts';
import { statusesOf } from './openapi.ts';

export const hostileTexts: readonly string[] = [
  "' OR 1=1 --",
  "'; DROP TABLE accounts; --",
  '{"$gt":""}',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '../../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  'a\r\nset-cookie: x=1',
  '\u202egnp.exe',
  '\u0000',
  '\ud800',
  '👩‍👩‍👧‍👦🇨🇳',
  '<img src=x onerror=alert(1)>',
  '=cmd|calc!A1',
  '__proto__',
  'constructor',
  'null',
  '１２３',
  `${'甲'.repeat(5_000)}`,
  'x'.repeat(20_000),
  '%00%0a%2e%2e%2f',
];
/** A fresh session of somebody whom the policy admits. */
export async function callerOf(test: TestApp, spec: RouteSpec): Promise<TestClient> {
  if (spec.policy.kind === 'enterprise') return test.signInEnterprise('91130181MA07TEST0X');
  if (spec.policy.kind === 'machine') return test.signInMachine();
  return test.signIn(memberFor(spec));
}

function memberFor(spec: RouteSpec): CastName {
  if (spec.policy.kind !== 'roles') return 'anLan';
  const first = spec.policy.roles[0];
  if (first === 'legalOfficer') return 'anLan';
  return first === 'inspector' ? 'boWen' : (first ?? 'anLan');
}

/** What everything written leaves: the ledger's events and the actions that were done. */
export async function tracesIn({ database }: Pick<TestApp, 'database'>): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    SELECT (SELECT count(*) FROM ledger_events) + (SELECT count(*) FROM actions) AS n
  `.execute(database.owner);
  return Number(rows[0]?.n);
}

/** Safe, with a status that the document names, in the type that is promised, and in the form of the declared schema. */
export function assertAnswered(spec: RouteSpec, reply: TestReply, what: string): void {
  assertSafe(reply, what);
  if (reply.status >= 400) {
    assert.ok(statusesOf(spec).includes(reply.status), `${what}: ${reply.status} is not in the document`);
    return;
  }
  if (spec.transfer === 'page' || spec.transfer === 'file' || reply.status !== 200) return;
  assert.equal(reply.headers['content-type'], 'application/json; charset=utf-8', what);
  const parsed = spec.response.safeParse(reply.body);
  assert.ok(
    parsed.success,
    `${what}: the answer is not of its schema: ${String(parsed.error).slice(0, 300)}`,
  );
}

/** No failure, no trace of our insides, no echo. */
export function assertSafe(reply: TestReply, what: string): void {
  const text = reply.raw.toString();
  assert.ok(reply.status < 500, `${what}: ${reply.status} ${text.slice(0, 300)}`);
  assert.equal(
    /\bat .+\.ts:\d+|node_modules|SELECT |INSERT |violates|kysely[/:]/.test(text),
    false,
    `${what}: ${text.slice(0, 300)}`,
  );
  if (reply.status >= 400 && String(reply.headers['content-type']).startsWith('text/html')) {
    assert.match(text, /<meta name="refusal" content="[a-z]+(\.[a-z_]+)+"/i, what);
    return;
  }
  if (reply.status >= 400) {
    assert.match(String(reply.body.error.code), /^[a-z]+(\.[a-z_]+)+$/i, what);
    assert.ok(text.length < 1500, `${what}: a refusal does not echo the input`);
  }
}
