/** W-12: floods. Ten thousand requests with LONG_RUN=1; a list of ten thousand always. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intakeQuotas } from '@mingcha/core/publications/objections/objection.ts';
import { sql } from 'kysely';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { enterPaper, paperFields, plantPublished } from './objection-testing.ts';

const attempts = process.env['LONG_RUN'] === '1' ? 10_000 : 400;
const atOnce = 20;

const send = (app: TestApp, of: { publicationId: string; ip: string }) =>
  app.anonymous.inject({
    method: 'POST',
    url: '/api/public/objections',
    remoteAddress: of.ip,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({
      ...paperFields,
      actionId: app.actionId(),
      publicationId: of.publicationId,
      paperCode: '',
    }),
  });

test('W-12 a flood from one source, many at once, stores no more than its quota, and an honest source still gets through', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const of = { publicationId: publication.id, ip: '203.0.113.9' };
    let taken = 0;
    for (let n = 0; n < attempts; n += atOnce) {
      const replies = await Promise.all(Array.from({ length: atOnce }, () => send(app, of)));
      taken += replies.filter((each) => each.status === 200).length;
      for (const each of replies.filter((one) => one.status !== 200))
        assert.ok([409, 429].includes(each.status), JSON.stringify(each.body));
    }
    assert.equal(taken, intakeQuotas.perSourceDay);
    const other = await plantPublished(app);
    const honest = await send(app, { publicationId: other.publication.id, ip: '203.0.113.10' });
    assert.equal(honest.status, 200, JSON.stringify(honest.body));
    const { rows } = (await (await app.signIn('anLan')).get('/api/objections')).body;
    assert.equal(rows.length, intakeQuotas.perSourceDay + 1);
  }));

test('W-12 with ten thousand objections the office’s list stays fast, its pages lose none and repeat none', () =>
  withTestApp(async (app) => {
    const { publication } = await plantPublished(app);
    const { id } = (await enterPaper(app, { publicationId: publication.id })).body;
    await sql`INSERT INTO objections SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
        'number', '2026100' || lpad(n::text, 7, '0'), 'code_hash', md5(n::text), 'due_on', o.due_on + (n % 40)))).*
      FROM objections o, generate_series(2, 10000) n WHERE o.id = ${id}`.execute(app.database.owner);
    const lan = await app.signIn('anLan');
    const seen = new Set<string>();
    const times: number[] = [];
    let after = '';
    do {
      const began = performance.now();
      const page = await lan.get(`/api/objections?limit=100${after}`);
      times.push(performance.now() - began);
      assert.equal(page.status, 200, JSON.stringify(page.body));
      for (const row of page.body.rows) seen.add(row.id);
      after = page.body.next === null ? '' : `&after=${encodeURIComponent(page.body.next)}`;
    } while (after !== '');
    assert.deepEqual([seen.size, times.length], [10_000, 100]);
    const middle = times.toSorted((a, b) => a - b)[50] ?? 0;
    assert.ok(middle < 500, `a page took ${Math.round(middle)} ms`);
    const one = (await lan.get('/api/objections?text=20261000009999')).body.rows;
    assert.equal(one.length, 1);
  }));
