/** A portal of its own as a whole: which addresses it answers, and what its database holds. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { declaredRoutes } from './app.ts';
import { withPortal } from './publications/packages/package-testing.ts';
import { portalStage } from './publications/packages/portal.stage.ts';
import { plantPublished } from './publications/portal/portal-testing.ts';

test('W-09 a portal of its own has public addresses only, and its database no row of the office', () =>
  withPortal(async ({ office, portal, send }) => {
    await plantPublished(office, { problems: ['配电箱未上锁'] });
    await send();
    await portal.take();
    const served = new Set(portalStage.routes.map(({ id }) => id));
    for (const spec of declaredRoutes()) {
      if (served.has(spec.id)) assert.equal(spec.policy.kind, 'public', spec.id);
      else {
        const url = spec.path.replaceAll(/:\w+/g, '00000000-0000-7000-8000-000000000000');
        const reply = await portal.client.inject({
          method: spec.method,
          url,
          ...(spec.method === 'GET' ? {} : { payload: {} }),
        });
        assert.equal(reply.status, 404, `${spec.method} ${url}`);
      }
    }
    const tables = await sql<{ name: string }>`SELECT relname AS name FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`.execute(
      portal.platform.db,
    );
    const filled: string[] = [];
    for (const { name } of tables.rows) {
      const found = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${sql.table(name)}`.execute(
        portal.platform.db,
      );
      if ((found.rows[0]?.n ?? 0) > 0) filled.push(name);
    }
    // The migrations themselves note when the installation began, and that nobody leads its processes yet.
    assert.deepEqual(filled, [
      'installation_epoch',
      'portal_place',
      'public_documents',
      'public_records',
      'schema_migrations',
      'server_lead',
    ]);
  }));
