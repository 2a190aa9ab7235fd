/** Z-01: each way in which a route may be wrong keeps the server from starting; what is served is what is declared and documented. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  anyone,
  enterpriseOnly,
  machineOnly,
  only,
  type RouteSpec,
  route,
  signedIn,
} from '@mingcha/core/common/api.ts';
import { ok } from '@mingcha/core/common/result.ts';
import { actionId, nothing } from '@mingcha/core/common/schemas.ts';
import Fastify from 'fastify';
import { z } from 'zod';
import { buildApp, declaredRoutes } from '../../app.ts';
import { withTestApp } from '../testing-app.ts';
import { checkSpec } from './check-spec.ts';
import { policyWords } from './openapi.ts';
import { undeclared, watchServed } from './served.ts';

const cups = {
  id: 'cups.show',
  method: 'GET' as const,
  path: '/api/cups',
  params: nothing,
  query: nothing,
  body: nothing,
  transfer: 'json' as const,
  response: z.object({ name: z.string() }),
  policy: anyone,
  audit: null,
  rate: 'public' as const,
};

test('Z-01 each fault of a declaration is found by itself', () => {
  assert.deepEqual(checkSpec(route(cups)), []);
  const faulty: readonly (readonly [string, object])[] = [
    ['the id is not a dotted name', { id: 'cups' }],
    ['the id is not a dotted name', { id: 'Cups show' }],
    ['no method', { method: 'PATCH' }],
    ['the path is not under /api/', { path: '/cups' }],
    ['the path is not under /p/', { transfer: 'page' }],
    ['no params schema', { params: {} }],
    ['no query schema', { query: undefined }],
    ['no body schema', { body: 'text' }],
    ['no response schema', { response: null }],
    ['no transfer', { transfer: 'stream' }],
    ['no rate class', { rate: 'often' }],
    ['no audit event (null says that none is needed)', { audit: undefined }],
    ['no audit event (null says that none is needed)', { audit: 'poured' }],
    ['no policy', { policy: undefined }],
    ['no policy', { policy: { kind: 'everybody' } }],
    ['no policy', { policy: only() }],
    ['no policy', { policy: { kind: 'roles', roles: ['king'] } }],
    ['no policy', { policy: { kind: 'roles' } }],
    ['no policy', { policy: { kind: 'machine', scope: 'all' }, path: '/api/machine/cups' }],
    ['routes of enterprises, and no others, stand under /api/enterprise/', { policy: enterpriseOnly }],
    [
      'routes of enterprises, and no others, stand under /api/enterprise/',
      { policy: signedIn, path: '/api/enterprise/cups' },
    ],
    ['routes of systems, and no others, stand under /api/machine/', { policy: machineOnly('credit.share') }],
    ['routes of systems, and no others, stand under /api/machine/', { path: '/api/machine/cups' }],
    ['a page of the portal is for everybody', { transfer: 'page', path: '/p/cups', policy: signedIn }],
    [
      'a write without audit event',
      { method: 'POST', body: z.object({ actionId }).strict(), policy: signedIn, rate: 'write' },
    ],
  ];
  for (const [fault, change] of faulty)
    assert.deepEqual(
      checkSpec({ ...cups, ...change } as unknown as RouteSpec),
      [fault],
      JSON.stringify(change),
    );
});

test('Z-01 a route added past the binder keeps the server from starting, and so does a declared one that is not served', async () => {
  const app = Fastify();
  const served = watchServed(app);
  for (const one of undeclared) app.get(one.slice('GET '.length), () => ({}));
  app.get('/api/cups', () => ({}));
  served.finish([route(cups)]);
  app.delete('/api/back-door', () => ({}));
  assert.throws(() => served.finish([route(cups)]), /DELETE \/api\/back-door is served but not declared/);
  assert.throws(() => served.finish([]), /GET \/api\/cups is served but not declared/);
  const more = route({ ...cups, id: 'cups.more', path: '/api/more' });
  assert.throws(() => served.finish([route(cups), more]), /GET \/api\/more is declared but not served/);
  await app.close();
});

test('Z-01 two declarations of one address keep the server from starting', () =>
  withTestApp(async ({ platform }) => {
    const twin = route({ ...cups, id: 'cups.twin', policy: only('auditor') });
    await assert.rejects(
      buildApp({
        platform,
        stages: [
          {
            routes: [route(cups), twin],
            bind: (binder) => {
              binder.bindAnyone(route(cups), async () => ok({ name: '' }));
              binder.bind(twin, async () => ok({ name: '' }));
            },
          },
        ],
      }),
      /already declared for route '\/api\/cups'/,
    );
  }));

/** The reviewed list: who may call each route, which event it leaves and how often, one line each. */
function reviewed(): ReadonlyMap<string, string> {
  const file = join(import.meta.dirname, '../../../../../docs/generated/routes.md');
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'));
  return new Map(rows.map((line) => [line.split(' | ')[0]?.slice(2) ?? '', line]));
}

function lineOf(spec: RouteSpec): string {
  const { id, method, path, policy, audit, rate, transfer } = spec;
  return `| ${[id, method, `\`${path}\``, policyWords(policy), audit ?? '–', rate, transfer].join(' | ')} |`;
}

const strangersIn: RouteSpec['policy'] = { kind: 'public' };

/** Each way in which a declaration may be weakened by one word. */
function weakened(spec: RouteSpec): readonly RouteSpec[] {
  const { policy } = spec;
  const policies: RouteSpec['policy'][] = policy.kind === 'public' ? [] : [strangersIn];
  if (policy.kind === 'roles') {
    policies.push(signedIn);
    const wider = (['inspector', 'auditor', 'administrator'] as const).filter(
      (role) => !policy.roles.includes(role),
    );
    for (const role of wider) policies.push(only(...policy.roles, role));
  }
  return [
    ...policies.map((each) => ({ ...spec, policy: each })),
    ...(spec.audit === null ? [] : [{ ...spec, audit: null }]),
    ...(spec.rate === 'read' ? [] : [{ ...spec, rate: 'read' as const }]),
  ];
}

test('Z-01 Z-05 the documented list is the declared one, and no policy, event or rate can be weakened without a line of it changing', () => {
  const lines = reviewed();
  const specs = declaredRoutes();
  assert.equal(lines.size, specs.length);
  let mutants = 0;
  for (const spec of specs) {
    assert.equal(lines.get(spec.id), lineOf(spec), `${spec.id}: run tools/generate.ts and review the change`);
    for (const mutant of weakened(spec)) {
      mutants += 1;
      assert.notEqual(lines.get(spec.id), lineOf(mutant), spec.id);
    }
  }
  assert.ok(mutants > 2_000, `${mutants} weakened declarations`);
});
