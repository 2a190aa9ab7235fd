/** For fuzzing tests: hostile texts, whom to send them as, and what every answer must keep to. */
import assert from 'node:assert/strict';
import type { RouteSpec } from '@mingcha/core/common/api.ts';
import type { CastName, TestApp, TestClient, TestReply } from '../testing-app.ts';

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
