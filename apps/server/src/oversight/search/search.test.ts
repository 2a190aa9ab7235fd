/** Tests of the global search: it finds what the person's own lists show, and nothing of a sealed list or another place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import type { CastName } from '../../platform/testing-cast.ts';
import { plantPassed } from '../../publications/publication-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';

interface Group {
  readonly kind: string;
  readonly rows: readonly { readonly id: string; readonly title: string; readonly path: string }[];
}

async function groupsFor(app: TestApp, who: CastName, text: string): Promise<readonly Group[]> {
  const reply = await (await app.signIn(who)).get(`/api/search?text=${encodeURIComponent(text)}`);
  assert.equal(reply.status, 200, JSON.stringify(reply.body));
  return (reply.body as { groups: Group[] }).groups;
}
const kindsIn = (groups: readonly Group[]) => groups.map(({ kind }) => kind);

test('a part of a name, a credit code and a task number find objects, tasks, inspections and publications', () =>
  withTestApp(async (app) => {
    const passed = await plantPassed(app);
    const byName = await groupsFor(app, 'anLan', '号采石');
    assert.deepEqual(kindsIn(byName), ['objects', 'inspections', 'publications']);
    assert.equal(byName[1]?.rows[0]?.path, `/inspections/${passed.inspectionIds[0] ?? ''}`);
    const code = `91130181M${passed.taskId.slice(-6).toUpperCase()}`;
    assert.deepEqual(kindsIn(await groupsFor(app, 'anLan', code.toLowerCase())), ['objects', 'inspections']);
    const byNumber = await groupsFor(app, 'anLan', `${passed.taskId.slice(-4)}号`);
    assert.equal(byNumber.find(({ kind }) => kind === 'tasks')?.rows[0]?.id, passed.taskId);
    assert.deepEqual(await groupsFor(app, 'anLan', '茶'), [], 'one character finds nothing');
    assert.deepEqual(await groupsFor(app, 'anLan', '%_%'), [], 'signs of patterns are characters');
    assert.equal((await app.anonymous.get('/api/search?text=采石')).status, 401);
  }));

test('R130 what is sealed is not found by who may not see the list, nor anything of another agency or jurisdiction', () =>
  withTestApp(async (app) => {
    const { taskId } = await plantInspections(app);
    const setState = (state: string) =>
      inTransaction(app.platform.db, async (tx) => {
        await sql`UPDATE inspection_tasks SET state = ${state} WHERE id = ${taskId}`.execute(tx);
      });
    await setState('prepared');
    assert.ok(
      !kindsIn(await groupsFor(app, 'boWen', '采石场')).includes('inspections'),
      'before the dispatch',
    );
    for (const who of ['auditor', 'witness', 'coordinator', 'justiceOfficer'] as const)
      assert.ok(!kindsIn(await groupsFor(app, who, '采石场')).includes('inspections'), who);
    for (const who of ['chenXi', 'otherAgency', 'otherInspector', 'administrator'] as const)
      assert.deepEqual(await groupsFor(app, who, '采石场'), [], who);
    assert.ok(
      kindsIn(await groupsFor(app, 'anLan', '采石场')).includes('inspections'),
      'the office that sends it out',
    );
    await setState('dispatched');
    assert.ok(
      kindsIn(await groupsFor(app, 'boWen', '采石场')).includes('inspections'),
      'the team, afterwards',
    );
    await setState('void');
    assert.ok(!kindsIn(await groupsFor(app, 'anLan', '采石场')).includes('inspections'), 'a voided task');
  }));
