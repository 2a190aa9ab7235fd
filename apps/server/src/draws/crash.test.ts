/** kill -9 at each step of the ceremony: nothing acknowledged is lost, nothing is done twice. */
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { verifyBundle } from '@mingcha/draw';
import { type CrashOrder, crashSteps } from './crash-testing.ts';
import { drawOf, drive, insertMines, ownTask, withDraws } from './draw-testing.ts';

const child = fileURLToPath(new URL('./crash-testing.ts', import.meta.url));

interface Ran {
  readonly acknowledged: readonly number[];
  /** The last step it began, −1 for none. */
  readonly begun: number;
}

/** Runs the child and kills it `delayMs` after it began step `victim`. */
async function runAndKill(
  order: CrashOrder,
  kill: { readonly victim: number; readonly delayMs: number },
): Promise<Ran> {
  const acknowledged: number[] = [];
  let begun = -1;
  const server = fork(child, [JSON.stringify(order)], { stdio: 'inherit' });
  server.on('message', (message: { begun?: number; acknowledged?: number }) => {
    if (message.acknowledged !== undefined) acknowledged.push(message.acknowledged);
    if (message.begun === undefined) return;
    begun = message.begun;
    if (begun === kill.victim) setTimeout(() => server.kill('SIGKILL'), kill.delayMs);
  });
  // What it said before its end is read to the end: the channel closes after the last message.
  await Promise.all(
    ['exit', 'disconnect'].map((event) => new Promise((resolve) => server.once(event, resolve))),
  );
  return { acknowledged, begun };
}

test('R-01 kill -9 at each step of the ceremony loses no acknowledged step and repeats none', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const driver = await drive(app);
    const drawId = await driver.create(ownTask(app));
    const folder = dirname(app.platform.config.filesFolder);
    const order = {
      url: app.database.appUrl,
      folder,
      drawId,
      lan: app.cast.anLan,
      section: app.cast.sectionOfficer,
      actionIds: crashSteps.map(() => app.actionId()),
    };
    const seen = new Set<number>();
    for (let victim = 0; victim <= crashSteps.length; victim += 1) {
      // Each server first sends again what its killed predecessor got no answer for, under the same action id.
      const kill = { victim, delayMs: (victim * 7) % 40 };
      const { acknowledged, begun } = await runAndKill({ ...order, from: seen.size }, kill);
      for (const step of acknowledged) seen.add(step);
      const acted = await app.platform.db
        .selectFrom('draw_actions')
        .select('seq')
        .where('draw_id', '=', drawId)
        .execute();
      assert.ok(
        acted.length >= seen.size + 1,
        `step ${victim}: ${acted.length - 1} stand, ${seen.size} were acknowledged`,
      );
      if (begun >= 0)
        assert.ok(
          acted.length <= begun + 2,
          `step ${victim}: ${acted.length - 1} stand, ${begun + 1} were asked for`,
        );
    }
    assert.equal(seen.size, crashSteps.length);
    const view = drawOf(await driver.lan.get(`/api/draws/${drawId}`));
    assert.equal(view.state, 'drawn');
    const acted = await app.platform.db
      .selectFrom('draw_actions')
      .select('seq')
      .where('draw_id', '=', drawId)
      .execute();
    assert.equal(acted.length, crashSteps.length + 1);
    const results = await app.platform.db.selectFrom('draw_results').select('draw_id').execute();
    assert.equal(results.length, 1);
    const bundle = await app.anonymous.get(`/api/public/draws/${drawId}/bundle`);
    assert.deepEqual(
      verifyBundle(bundle.raw).steps.filter((step) => step.status === 'FAIL'),
      [],
    );
  });
});
