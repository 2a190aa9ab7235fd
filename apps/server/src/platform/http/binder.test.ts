/** How routes are bound: incomplete declarations, replies, failures, events (Z-01, Z-04, G-01, G-03, F-05). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anyone, only, type RouteSpec, route } from '@mingcha/core/common/api.ts';
import { isTypedId, shortId, typedId } from '@mingcha/core/common/operations/short-id.ts';
import { fail, ok } from '@mingcha/core/common/result.ts';
import { actionId, nothing, requiredLine } from '@mingcha/core/common/schemas.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { buildApp } from '../../app.ts';
import { runAction } from '../action.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import { type TestApp, withTestApp } from '../testing-app.ts';
import type { Binder } from './binder.ts';
import { fileReply } from './call.ts';
import { checkSpec } from './check-spec.ts';
import { defaultAccess } from './settings.ts';
import type { Stage } from './stage.ts';

const base = {
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
const show = route(base);

function stage(routes: readonly RouteSpec[], bind: (binder: Binder) => void): Stage {
  return { routes, bind };
}

/** The message of the refusal to start. */
async function startFault(testApp: TestApp, planted: Stage): Promise<string> {
  try {
    const app = await buildApp({ platform: testApp.platform, stages: [planted] });
    await app.close();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('the application refuses to start with a declaration that lacks anything (Z-01)', async () => {
  await withTestApp(async (testApp) => {
    for (const member of [
      'method',
      'path',
      'params',
      'query',
      'body',
      'transfer',
      'response',
      'policy',
      'audit',
      'rate',
    ]) {
      const { [member]: _gone, ...rest } = { ...base } as Record<string, unknown>;
      const bad = rest as unknown as RouteSpec;
      const planted = stage([bad], (binder) => binder.bindAnyone(bad, async () => ok({ name: '' })));
      assert.match(await startFault(testApp, planted), /cups\.show/, member);
    }
    const noRoles = { ...base, policy: only() } as unknown as RouteSpec;
    assert.match(
      await startFault(
        testApp,
        stage([noRoles], () => undefined),
      ),
      /no policy/,
    );
  });
});

test('a write, known by its action id, must declare its event; a POST that only computes need not (Z-01, G-01)', () => {
  const post = { ...base, method: 'POST' as const };
  const write = { ...post, body: z.object({ actionId }).strict() };
  assert.deepEqual(checkSpec(post), []);
  assert.deepEqual(checkSpec(write), ['a write without audit event']);
  assert.deepEqual(checkSpec({ ...write, audit: 'cup.poured' }), []);
});

test('a route that declares no event cannot record one', async () => {
  const planted: Stage = {
    routes: [show],
    bind: (binder, platform) =>
      binder.bindAnyone(show, async ({ actor }) => {
        if (actor === null) return ok({ name: '' });
        const event = { type: 'cup.poured', actor, subject: { kind: 'cup', id: '1' }, data: {} };
        await inTransaction(platform.db, (tx) => record(tx, platform, event));
        return ok({ name: 'poured' });
      }),
  };
  await withTestApp(
    async (testApp) => {
      assert.equal((await (await testApp.signIn('anLan')).get('/api/cups')).status, 500);
      assert.equal(await eventsIn(testApp), 0);
    },
    { stages: [planted] },
  );
});

test('the application refuses to start when declarations and handlers differ, and names each (Z-01)', async () => {
  await withTestApp(async (testApp) => {
    const bind = (binder: Binder): void => binder.bindAnyone(show, async () => ok({ name: '' }));
    assert.match(
      await startFault(
        testApp,
        stage([show], () => undefined),
      ),
      /cups\.show is declared but has no handler/,
    );
    assert.match(await startFault(testApp, stage([], bind)), /cups\.show has a handler but is not declared/);
    assert.match(await startFault(testApp, stage([show, show], bind)), /declared twice/);
    const twice = (binder: Binder): void => [0, 1].forEach(() => bind(binder));
    assert.match(await startFault(testApp, stage([show], twice)), /bound twice/);
    const signedIn = route({ ...base, policy: only('auditor') });
    const wrongDoor = (binder: Binder): void => binder.bindAnyone(signedIn, async () => ok({ name: '' }));
    assert.match(await startFault(testApp, stage([signedIn], wrongDoor)), /use bind/);
  });
});

test('a reply holds only what its schema names (Z-04)', async () => {
  const reply = { name: 'cup', secret: 'leaf' };
  await withTestApp(
    async ({ anonymous }) => assert.deepEqual((await anonymous.get('/api/cups')).body, { name: 'cup' }),
    { stages: [stage([show], (binder) => binder.bindAnyone(show, async () => ok(reply)))] },
  );
});

test('a failure inside answers 500 with a request id and nothing of the cause, which the log has', async () => {
  const planted = stage([show], (binder) =>
    binder.bindAnyone(show, async () => {
      throw new Error('SELECT secret FROM cups');
    }),
  );
  await withTestApp(
    async ({ anonymous, logged }) => {
      const reply = await anonymous.get('/api/cups');
      assert.equal(reply.status, 500);
      const requestId = String(reply.headers['x-request-id']);
      assert.deepEqual(reply.body, {
        error: { code: 'request.failed', data: { id: shortId(requestId) } },
        requestId,
      });
      assert.ok(JSON.stringify(logged).includes('SELECT secret'));
      // Whoever has the number on the telephone finds the cause.
      const found = logged.filter((line) =>
        isTypedId(String(line['requestId']), typedId(reply.body.error.data.id) ?? '-'),
      );
      assert.deepEqual(
        found.map((line) => line['event']),
        ['request.failed', 'request.served'],
      );
    },
    { stages: [planted] },
  );
});

test('refusals get their status by code, with data and field', async () => {
  const codes = {
    'cup.not_found': 404,
    'cup.forbidden': 403,
    'cup.invalid': 422,
    'cup.size_invalid': 422,
    'cup.broken': 409,
  };
  const pick = route({ ...base, query: z.object({ code: z.string() }) });
  const planted = stage([pick], (binder) =>
    binder.bindAnyone(pick, async ({ query }) => fail(query.code, { n: 1 }, 'cup')),
  );
  await withTestApp(
    async ({ anonymous }) => {
      for (const [code, status] of Object.entries(codes)) {
        const reply = await anonymous.get(`/api/cups?code=${code}`);
        assert.equal(reply.status, status, code);
        assert.deepEqual(reply.body.error, { code, data: { n: 1 }, field: 'cup' });
      }
    },
    { stages: [planted] },
  );
});

test('a violated constraint is refused by its name, an unknown one is a failure', async () => {
  const planted = (constraints: Record<string, string>): Stage => ({
    routes: [show],
    constraints,
    bind: (binder, platform) =>
      binder.bindAnyone(show, async () => {
        await sql`INSERT INTO jurisdictions SELECT gen_random_uuid(), division_code, name FROM jurisdictions`.execute(
          platform.db,
        );
        return ok({ name: '' });
      }),
  });
  const status = async (constraints: Record<string, string>): Promise<unknown[]> => {
    const seen: unknown[] = [];
    await withTestApp(
      async ({ anonymous }) => {
        const reply = await anonymous.get('/api/cups');
        seen.push(reply.status, reply.body.error.code);
      },
      { stages: [planted(constraints)] },
    );
    return seen;
  };
  assert.deepEqual(await status({ uq_jurisdictions_division_code: 'place.taken' }), [409, 'place.taken']);
  assert.deepEqual(await status({}), [500, 'request.failed']);
});

const pourRoute = route({
  ...base,
  id: 'cups.pour',
  method: 'POST',
  path: '/api/cups/pour',
  body: z.object({ actionId, name: requiredLine(20), events: z.number().int() }).strict(),
  policy: only('legalOfficer'),
  audit: 'cup.poured',
  rate: 'write',
});

function pouring(): Stage {
  return {
    routes: [pourRoute],
    bind: (binder, platform) =>
      binder.bind(pourRoute, ({ actor, body }) =>
        runAction(platform, { actor, actionId: body.actionId, routeId: pourRoute.id }, async (tx) => {
          for (let n = 0; n < body.events; n += 1) {
            await record(tx, platform, {
              type: 'cup.poured',
              actor,
              subject: { kind: 'cup', id: body.name },
              data: {},
            });
          }
          return body.name === 'full'
            ? fail('cup.full')
            : ok({ name: `${body.name} ${platform.ids.next()}` });
        }),
      ),
  };
}

async function eventsIn({ database }: TestApp): Promise<number> {
  return (await database.owner.selectFrom('ledger_events').select('seq').execute()).length;
}

test('an audited write appends exactly one event; none or two undo it (G-01, G-03)', async () => {
  await withTestApp(
    async (testApp) => {
      const lan = await testApp.signIn('anLan');
      const pour = (events: number, name = 'cup') =>
        lan.post('/api/cups/pour', { actionId: testApp.actionId(), name, events });
      assert.equal((await pour(1)).status, 200);
      assert.equal(await eventsIn(testApp), 1);
      assert.equal((await pour(0)).status, 500);
      assert.equal((await pour(2)).status, 500);
      assert.equal((await pour(1, 'full')).status, 409);
      assert.equal(await eventsIn(testApp), 1);
    },
    { stages: [pouring()] },
  );
});

test('the same action id gives the first outcome; another person or route may not use it', async () => {
  await withTestApp(
    async (testApp) => {
      const [lan, other] = [await testApp.signIn('anLan'), await testApp.signIn('otherAgency')];
      const body = { actionId: testApp.actionId(), name: 'cup', events: 1 };
      const replies = await Promise.all([1, 2, 3, 4].map(() => lan.post('/api/cups/pour', body)));
      assert.equal(new Set(replies.map((reply) => reply.body.name)).size, 1);
      assert.equal(await eventsIn(testApp), 1);
      const stolen = await other.post('/api/cups/pour', body);
      assert.deepEqual([stolen.status, stolen.body.error.code], [409, 'action.id_reused']);
      const refused = { ...body, actionId: testApp.actionId(), name: 'full' };
      assert.equal((await lan.post('/api/cups/pour', refused)).status, 409);
      const mended = await lan.post('/api/cups/pour', { ...refused, name: 'half' });
      assert.equal(mended.status, 200, 'a refused action may be mended under its id');
    },
    { stages: [pouring()] },
  );
});

test('when the ledger cannot be written the action fails (G-03)', async () => {
  await withTestApp(
    async (testApp) => {
      await sql`ALTER TABLE ledger_events ADD CONSTRAINT ck_full CHECK (seq < 0)`.execute(
        testApp.database.owner,
      );
      const lan = await testApp.signIn('anLan');
      const body = { actionId: testApp.actionId(), name: 'cup', events: 1 };
      assert.equal((await lan.post('/api/cups/pour', body)).status, 500);
      const actions = await testApp.database.owner.selectFrom('actions').select('action_id').execute();
      assert.deepEqual(actions, []);
    },
    { stages: [pouring()] },
  );
});

test('bad input names its field and the code of the catalogue', async () => {
  await withTestApp(
    async ({ signIn, actionId: newId }) => {
      const lan = await signIn('anLan');
      const sent = { actionId: newId(), name: 'cup', events: 1 };
      const errorOf = async (body: unknown) => (await lan.post('/api/cups/pour', body)).body.error;
      assert.deepEqual(await errorOf({ ...sent, name: 7 }), { code: 'input.wrong_type', field: 'name' });
      assert.deepEqual(await errorOf({ ...sent, name: ' ' }), { code: 'text.required', field: 'name' });
      assert.deepEqual(await errorOf({ ...sent, name: 'a\u0007' }), {
        code: 'text.control_character',
        field: 'name',
      });
      assert.deepEqual(await errorOf({ ...sent, name: 'x'.repeat(21) }), {
        code: 'input.too_big',
        data: { limit: 20 },
        field: 'name',
      });
      assert.deepEqual(await errorOf({ name: 'cup', events: 1 }), {
        code: 'input.missing',
        field: 'actionId',
      });
      assert.deepEqual(await errorOf({ ...sent, role: 'x' }), { code: 'input.unknown_member' });
      assert.deepEqual(await errorOf('text'), { code: 'input.wrong_type' });
    },
    { stages: [pouring()] },
  );
});

test('a file is sent with an encoded name, and a page is never shown in our origin', async () => {
  const file = route({
    ...base,
    transfer: 'file',
    response: z.unknown(),
    query: z.object({ type: z.string() }),
  });
  const planted = stage([file], (binder) =>
    binder.bindAnyone(file, async ({ query }) =>
      ok(
        fileReply({
          contentType: query.type,
          fileName: '抽取记录"表.pdf\r\nx: y',
          disposition: 'inline',
          body: new TextEncoder().encode('<script>'),
        }),
      ),
    ),
  );
  await withTestApp(
    async ({ anonymous }) => {
      const pdf = await anonymous.get('/api/cups?type=application/pdf');
      assert.match(
        String(pdf.headers['content-disposition']),
        /^inline; filename="[ -~]+"; filename\*=UTF-8''%E6/,
      );
      assert.equal(pdf.headers['x'], undefined);
      const page = await anonymous.get('/api/cups?type=text/html');
      assert.match(String(page.headers['content-disposition']), /^attachment/);
      assert.equal(page.headers['cache-control'], 'no-store');
    },
    { stages: [planted] },
  );
});

test('each rate class holds per account and per source, and tells how long to wait', async () => {
  const rates = { ...defaultAccess.rates, public: { perMinute: 3, perSource: 5 } };
  const planted = stage([show], (binder) => binder.bindAnyone(show, async () => ok({ name: '' })));
  await withTestApp(
    async ({ anonymous, signIn, platform }) => {
      const lan = await signIn('anLan');
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await anonymous.get('/api/cups')).status);
      assert.deepEqual(statuses, [200, 200, 200, 429]);
      assert.equal((await lan.get('/api/cups')).status, 200, 'a signed-in person has an own count');
      const refused = await lan.get('/api/cups');
      assert.equal(refused.status, 429, 'the source has used up its five');
      assert.equal(refused.headers['retry-after'], '60');
      platform.clock.advance(60_000);
      assert.equal((await anonymous.get('/api/cups')).status, 200);
    },
    { stages: [planted], access: { ...defaultAccess, rates } },
  );
});
