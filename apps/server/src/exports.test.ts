/** Files that leave the installation: each has roles, somebody outside them gets nothing, nobody at all gets less. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredRoutes } from './app.ts';
import { type CastName, castNames, withTestApp } from './platform/testing-app.ts';

const nowhere = '00000000-0000-4000-8000-000000000000';
const files = declaredRoutes().filter((spec) => spec.transfer === 'file' && spec.method === 'GET');
const addressOf = (path: string): string => path.replaceAll(/:\w+/g, nowhere);

test(
  'P-02 whoever does not hold a role of an export gets nothing of it, and a stranger neither',
  { timeout: 120_000 },
  () =>
    withTestApp(async (app) => {
      assert.ok(files.length > 25, `${files.length} exports`);
      const clients = new Map(
        await Promise.all(castNames.map(async (name) => [name, await app.signIn(name)] as const)),
      );
      let refused = 0;
      for (const { id, path, policy } of files) {
        if (policy.kind === 'public' || policy.kind === 'token') continue;
        const stranger = await app.anonymous.get(addressOf(path));
        assert.ok([401, 403].includes(stranger.status), `${id} to a stranger: ${stranger.status}`);
        if (policy.kind !== 'roles') continue;
        const outside = castNames.filter((name: CastName) =>
          app.cast[name].roles.every((role) => !policy.roles.includes(role)),
        );
        for (const name of outside) {
          const reply = await clients.get(name)?.get(addressOf(path));
          assert.deepEqual(
            [reply?.status, reply?.body?.error.code],
            [403, 'auth.role.forbidden'],
            `${id} to ${name}`,
          );
          refused += 1;
        }
      }
      assert.ok(refused > 60, `${refused} refusals`);
    }),
);
