/** A frame that passes by in pieces is drawn as the whole one would be: the library verifies it from frame.bin. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyBundle } from '@mingcha/draw';
import { sql } from 'kysely';
import { drive, insertMines, ownTask, withDraws } from './draw-testing.ts';

/** Two pieces of a frame and a rest. */
const many = 17_000;

async function insertMore({ database, platform, cast }: Parameters<typeof insertMines>[0]): Promise<void> {
  const { jurisdictionId, agencyId } = cast.anLan;
  await sql`INSERT INTO objects (jurisdiction_id, id, agency_id, kind, name, local_code, credit_class, created_at, updated_at)
    SELECT ${jurisdictionId}, gen_random_uuid(), ${agencyId}, 'facility', '工程' || i, 'G' || i,
      (ARRAY['A', 'B', 'C', 'D'])[1 + i % 4], ${platform.clock.now()}, ${platform.clock.now()}
    FROM generate_series(1, ${many}) AS i`.execute(database.owner);
}

test('strata that begin and end inside pieces, drawn, fixed and whole, give what the whole frame gives', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    await insertMore(app);
    const driver = await drive(app);
    const id = await driver.drawn(
      ownTask(app, {
        disclosure: { mode: 'open' },
        mix: 0,
        strata: [
          { rule: 'all', code: 'M', name: '矿山', where: { kind: ['enterprise'] } },
          { rule: 'draw', code: 'A', name: 'A类', where: { credit: ['A'] }, rate: [1, 200] },
          { rule: 'fixed', code: 'B', name: 'B类', where: { credit: ['B'] }, number: 7 },
          { rule: 'draw', code: 'R', name: '其余', rate: [1, 1000] },
        ],
      }),
    );
    const { raw } = await app.anonymous.get(`/api/public/draws/${id}/bundle`);
    const verdict = verifyBundle(raw);
    assert.deepEqual(
      verdict.steps.filter((step) => step.status === 'FAIL').map((step) => `${step.id}: ${step.reason}`),
      [],
    );
    const steps = new Map(verdict.steps.map((step) => [step.id, step.status]));
    assert.equal(steps.get('selection'), 'PASS');
  });
});
