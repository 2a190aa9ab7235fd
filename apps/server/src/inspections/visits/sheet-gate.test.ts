/** The gate "trained on this sheet version" at the claim (R048), with a sheet in force and the rule book's three answers. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetRules } from '@mingcha/core/registers/rules/presets-form.ts';
import type { RuleBook } from '@mingcha/core/registers/rules/rule-book.ts';
import { type TestApp, withTestApp } from '../../platform/testing-app.ts';
import { addInspector } from '../../registers/inspectors/inspectors-testing.ts';
import { plantInspections } from '../../tasks/task-testing.ts';
import { plantSheet, plantVersion, sheetLine } from './visit-testing.ts';

type Gate = RuleBook['training']['sheetGate'];

async function setGate(app: TestApp, sheetGate: Gate): Promise<void> {
  const plain = presetRules('plain');
  const rules = JSON.stringify({ ...plain, training: { ...plain.training, sheetGate } });
  const { jurisdictionId, agencyId } = app.cast.anLan;
  const at = app.platform.clock.now();
  await app.database.db.deleteFrom('rule_books').where('agency_id', '=', agencyId).execute();
  await app.database.db
    .insertInto('rule_books')
    .values({
      jurisdiction_id: jurisdictionId,
      id: app.platform.ids.next(),
      agency_id: agencyId,
      version: 1,
      state: 'published',
      rules,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** The planted leader stands in the directory. */
async function known(app: TestApp): Promise<string> {
  const id = await addInspector(await app.signIn('anLan'), 'ZF900');
  await app.database.db
    .updateTable('inspection_members')
    .set({ inspector_id: id })
    .where('account_id', '=', app.cast.boWen.accountId)
    .execute();
  return id;
}

test('R048 where the rule book asks for it, nobody claims an inspection with a sheet version on which he was not trained', () =>
  withTestApp(async (app) => {
    const { inspectionIds } = await plantInspections(app, { count: 4, stage: 'assigned' });
    const inspectorId = await known(app);
    const { sheetId } = await plantSheet(app, [sheetLine('a')]);
    const lan = await app.signIn('anLan');
    const wen = await app.signIn('boWen');
    let next = 0;
    const claim = () =>
      wen.post('/api/my-inspections/claim', {
        actionId: crypto.randomUUID(),
        inspectionIds: [inspectionIds[next++] ?? ''],
      });
    const train = (sheetVersion: number, result: string) =>
      lan.post('/api/training-records', {
        actionId: crypto.randomUUID(),
        course: `采石场检查单第${sheetVersion}版 ${result}`,
        organiser: '',
        fromDay: '2026-01-05',
        toDay: '2026-01-05',
        hoursTenths: 20,
        result,
        note: '',
        sheetId,
        sheetVersion,
        inspectorIds: [inspectorId],
      });

    assert.deepEqual((await claim()).body.untrained, []);
    await setGate(app, 'warn');
    const warned = (await claim()).body;
    assert.deepEqual(warned.untrained, [{ id: inspectionIds[1], sheets: '《采石场检查单》第 1 版' }]);
    await setGate(app, 'refuse');
    const refused = await claim();
    assert.deepEqual(
      [refused.status, refused.body.error.code, refused.body.error.data],
      [409, 'inspection.not_trained', { sheets: '《采石场检查单》第 1 版' }],
    );
    next -= 1;
    assert.equal((await train(1, 'failed')).status, 200);
    assert.equal((await claim()).status, 409);
    next -= 1;
    assert.equal((await train(1, 'passed')).status, 200);
    assert.deepEqual((await claim()).body.claimed, [inspectionIds[2]]);

    // A new version asks for a new training.
    await plantVersion(app, { sheetId, no: 2, lines: [sheetLine('a'), sheetLine('b')] });
    const both = await wen.post('/api/my-inspections/claim', {
      actionId: crypto.randomUUID(),
      inspectionIds: [inspectionIds[3] ?? ''],
    });
    assert.equal(both.body.error.data.sheets, '《采石场检查单》第 2 版');
    const coverage = (await lan.get('/api/training-sheets/coverage')).body;
    assert.deepEqual(
      [
        coverage.gate,
        coverage.rows.map((row: { trained: number; version: number }) => [row.version, row.trained]),
      ],
      ['refuse', [[2, 0]]],
    );
    assert.equal((await train(2, 'attended')).status, 200);
    assert.deepEqual((await claim()).body.claimed, [inspectionIds[3]]);
  }));
