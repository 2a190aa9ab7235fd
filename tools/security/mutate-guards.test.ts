/**
 * Z-05 in short: the guards of the product are found, each can be switched off in memory, and the tests of one file notice
 * it. `node tools/security/mutate-guards.ts --match FOLDER` asks all of them.
 */
import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import { test } from 'node:test';
import { moduleOf, reachableFrom, readModules } from '../module-graph.ts';
import { explainedGuards } from './explained-guards.ts';
import { findGuards, guardKinds, withSwitches } from './find-guards.ts';
import { furtherTests } from './further-tests.ts';
import { mutateGuards } from './mutate-guards.ts';

const planted = `
export function mayRead(actor: Actor, row: Row): boolean {
  if (row.state === 'draft') return false;
  return row.agencyId === actor.agencyId;
}
export function decide(actor: Actor, row?: Row): Result<Row> {
  if (row === undefined || row.gone) return fail('cup.not_found');
  if (!mayRead(actor, row)) {
    return fail('cup.forbidden');
  }
  return row.full ? fail('cup.full') : ok(row);
}
`;

test('Z-05 each condition of a refusal is a guard of its own, and switching it leaves sound source', () => {
  const module = moduleOf('packages/core/src/draws/planted.ts', planted);
  const { guards, unplaced } = findGuards([module]);
  assert.equal(unplaced, 0);
  assert.deepEqual(
    guards.map(({ kind, text }) => `${kind} ${text}`),
    [
      "may row.state === 'draft'",
      'may row.agencyId === actor.agencyId',
      'not_found row === undefined',
      'not_found row.gone',
      'forbidden !mayRead(actor, row)',
      'state row.full',
    ],
  );
  const switched = withSwitches(planted, guards);
  assert.match(switched, /if \(__guard\(3, \(row === undefined\)\) \|\| __guard\(4, \(row\.gone\)\)\)/);
  assert.match(switched, /return __pass\(2, \(row\.agencyId === actor\.agencyId\)\);/);
});

test('Z-05 bounds of queries are guards, in the query builder and in SQL', () => {
  const text = [
    "tx.selectFrom('cups').where('jurisdiction_id', '=', of.jurisdictionId).where('name', '=', name);",
    'sql`SELECT 1 FROM cups c WHERE c.agency_id = ${of.agencyId} AND c.name = ${name}`;',
    'sql`UPDATE cups SET agency_id = ${of.agencyId}`;',
  ].join('\n');
  const { guards } = findGuards([moduleOf('apps/server/src/draws/planted.queries.ts', text)]);
  assert.deepEqual(
    guards.map(({ kind, line }) => `${kind} ${line}`),
    ['jurisdiction 1', 'agency 2'],
  );
  const switched = withSwitches(text, guards);
  assert.match(switched, /\.where\(\.\.\.__bound\(1, \['jurisdiction_id', '=', of\.jurisdictionId\]\)\)/);
  assert.match(switched, /WHERE \(\$\{__open\(2\)\}::boolean OR c\.agency_id = \$\{of\.agencyId\}\) AND/);
});

test('Z-05 every guard of the product can be switched, in source that still parses', () => {
  const modules = readModules();
  const { guards, unplaced } = findGuards(modules);
  assert.ok(guards.length > 3_000, `${guards.length} guards`);
  assert.ok(unplaced < 30, `${unplaced} refusals without a condition of their own`);
  for (const kind of guardKinds)
    assert.ok(
      guards.some((guard) => guard.kind === kind),
      kind,
    );
  const texts = new Map(modules.map(({ path, text }) => [path, text]));
  for (const [path, own] of Map.groupBy(guards, (guard) => guard.path))
    assert.doesNotThrow(() => stripTypeScriptTypes(withSwitches(texts.get(path) ?? '', own)), path);
  console.log(`# ${guards.length} guards`);
});

test('Z-05 the pure rules of the draw: no guard that its tests meet may be off unnoticed', {
  timeout: 200_000,
}, async () => {
  const outcome = await mutateGuards({
    places: ['draws/draw-rules', 'draws/seed-rules'],
    tests: ['core/src/draws/'],
    tries: 3,
    minutes: 3,
    database: null,
  });
  console.log(`# ${outcome.killed} of ${outcome.guards.length} weakened guards noticed`);
  assert.deepEqual(outcome.broken, []);
  assert.deepEqual(
    outcome.survivors.map(({ path, line, text }) => `${path}:${line} ${text}`),
    [],
  );
  assert.ok(outcome.killed >= 40, String(outcome.killed));
});

test('Z-05 a test that is named for guards of another folder is there and reaches them', () => {
  const modules = readModules();
  const astray = furtherTests.filter(({ of, test: file }) => !reachableFrom(modules, file).has(of));
  assert.deepEqual(astray, []);
});

test('Z-05 whatever may be off for a reason stands in the source as the reason names it', () => {
  const { guards } = findGuards(readModules());
  const gone = explainedGuards.filter(
    ({ path, text }) => !guards.some((guard) => guard.path === path && guard.text === text),
  );
  assert.deepEqual(gone, []);
});
