import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStage } from '@mingcha/core/tasks/inspection.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { withTestApp } from '../platform/testing-app.ts';
import { inspectionCase, inspectionsOf, nextPaperNumber, saveTeamMove } from './inspection.queries.ts';
import { plantInspections } from './task-testing.ts';
import { moveFacts, ownMember, ownTeam, seesInspection } from './team.ts';

test('R130 an inspection is seen by its team after dispatch and by those who plan it, by nobody else', () =>
  withTestApp(async (app) => {
    const { cast, platform } = app;
    const { inspectionIds, taskId } = await plantInspections(app, { joint: true, count: 2 });
    const [id = ''] = inspectionIds;
    await inTransaction(platform.db, async (tx) => {
      const found = await inspectionCase(tx, id);
      assert.ok(found);
      assert.equal(found.teams.length, 2);
      assert.deepEqual(
        (['boWen', 'otherInspector', 'anLan', 'otherAgency', 'agencyHead', 'chenXi', 'witness'] as const).map(
          (name) => seesInspection(found, cast[name]),
        ),
        [true, true, true, true, true, false, false],
      );
      assert.equal(ownMember(found, cast.boWen)?.role, 'lead');
      assert.equal((await inspectionsOf(tx, cast.boWen)).length, 2);
      await tx.updateTable('inspection_tasks').set({ state: 'void' }).where('id', '=', taskId).execute();
      const sealed = await inspectionCase(tx, id);
      assert.equal(sealed !== undefined && seesInspection(sealed, cast.boWen), false);
      assert.equal((await inspectionsOf(tx, cast.boWen)).length, 0);
    });
  }));

test('a move saves the stage and the instant of its fact', () =>
  withTestApp(async (app) => {
    const { cast, platform } = app;
    const [id = ''] = (await plantInspections(app)).inspectionIds;
    await inTransaction(platform.db, async (tx) => {
      const found = await inspectionCase(tx, id, 'lock');
      const team = found && ownTeam(found, cast.anLan);
      assert.ok(found && team);
      const to = nextStage('approve', moveFacts(found, team));
      assert.ok(to.ok);
      const at = platform.clock.now();
      await saveTeamMove(tx, team, { move: 'approve', to: to.value, at });
      const moved = (await inspectionCase(tx, id))?.teams[0];
      assert.deepEqual([moved?.stage, moved?.approved_at, moved?.row_version], ['approved', at, 2]);
    });
  }));

test('numbers of a kind have no gap and none twice; a block is reserved at once', () =>
  withTestApp(async ({ cast, platform }) => {
    const { jurisdictionId, agencyId } = cast.anLan;
    const counter = { jurisdictionId, agencyId, kind: 'notice', year: 2026 };
    const numbers = await Promise.all(
      Array.from({ length: 8 }, () => inTransaction(platform.db, (tx) => nextPaperNumber(tx, counter))),
    );
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8],
    );
    assert.equal(await inTransaction(platform.db, (tx) => nextPaperNumber(tx, counter, 5)), 9);
    assert.equal(await inTransaction(platform.db, (tx) => nextPaperNumber(tx, counter)), 14);
  }));
