/**
 * two servers on one database, two coordinators and double clicks on one sealed task. A sample in every run; with
 * `LONG_RUN=1` five hundred races.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commonText } from '@mingcha/core/common/common-text.ts';
import { drawRefusalText } from '@mingcha/core/draws/draw-refusal-text.ts';
import { sql } from 'kysely';
import { accessStage } from '../platform/auth/access.stage.ts';
import { openSession } from '../platform/auth/session.ts';
import { openBeside } from '../platform/db/database.ts';
import { inTransaction } from '../platform/db/transaction.ts';
import { verifyLedger } from '../platform/ledger/verify-ledger.ts';
import {
  buildAppOn,
  type CastName,
  clientOf,
  type TestApp,
  type TestClient,
  type TestReply,
} from '../platform/testing-app.ts';
import { drawStage } from './draw.stage.ts';
import { drawOf, drive, insertMines, ownTask, withDraws } from './draw-testing.ts';

/** Each draw is raced for three times: the proposal of its seal, the seal, the draw. */
const draws = process.env['LONG_RUN'] === undefined ? 6 : 167;

interface Second {
  readonly signIn: (name: CastName) => Promise<TestClient>;
  readonly close: () => Promise<void>;
}

/** Another server on the same database: connections, memory and routes of its own. */
async function secondServer(app: TestApp): Promise<Second> {
  const db = openBeside(app.platform.db, { poolSize: 8, endWhenIdle: true });
  const server = await buildAppOn({ ...app.platform, db }, { stages: [accessStage, drawStage] });
  return {
    signIn: async (name) => {
      const { jurisdictionId, accountId } = app.cast[name];
      const token = await inTransaction(db, (tx) =>
        openSession(tx, app.platform, { jurisdictionId, accountId, source: '127.0.0.1', device: 'test' }),
      );
      return clientOf(server, token);
    },
    close: async () => {
      await server.close();
      await db.destroy();
    },
  };
}

/** Of all who pressed exactly one press was the one; a double click of it has the same answer, everybody else a sentence. */
function oneOf(replies: readonly { readonly actionId: string; readonly reply: TestReply }[]): void {
  const done = replies.filter(({ reply }) => reply.status === 200);
  assert.equal(
    new Set(done.map(({ actionId }) => actionId)).size,
    1,
    JSON.stringify(replies.map((one) => one.reply.body)),
  );
  assert.equal(new Set(done.map(({ reply }) => JSON.stringify(reply.body))).size, 1);
  for (const { reply } of replies.filter((one) => !done.includes(one))) {
    const { code } = reply.body.error as { code: string };
    assert.equal(reply.status, 409, code);
    const sentences: Readonly<Record<string, string>> = { ...commonText.zh, ...drawRefusalText.zh };
    const sentence = sentences[code] ?? '';
    assert.match(sentence, /[\u4e00-\u9fff]{6}/, code);
  }
}

test('R-06 R-07 two servers, two coordinators, double clicks: one seal and one result of each draw, and a clear sentence for everybody else', async () => {
  await withDraws(async (app) => {
    await insertMines(app);
    const second = await secondServer(app);
    try {
      const driver = await drive(app);
      const there = { lan: await second.signIn('anLan'), section: await second.signIn('sectionOfficer') };
      let races = 0;
      const race = async (id: string, path: string, who: readonly TestClient[]) => {
        races += 1;
        const presses = who.map((client) => ({ client, actionId: app.actionId() }));
        const [first] = presses;
        if (first !== undefined) presses.push({ client: first.client, actionId: first.actionId });
        const replies = await Promise.all(
          presses.map(async ({ client, actionId }) => ({
            actionId,
            reply: await client.post(`/api/draws/${id}/${path}`, { actionId }),
          })),
        );
        oneOf(replies);
      };
      for (let n = 0; n < draws; n += 1) {
        const id = await driver.create(ownTask(app));
        drawOf(await driver.step(driver.lan, id, 'check'));
        await race(id, 'seal-proposal', [driver.lan, there.lan]);
        await race(id, 'seal', [driver.section, there.section]);
        await driver.attend(id);
        await driver.commit(id);
        await driver.numbers(id);
        await driver.reveal(id);
        await race(id, 'draw', [driver.lan, there.section, there.lan]);
      }
      console.log(`# ${races} races`);
      const { rows } = await sql<{ seals: number; results: number; draws: number }>`
        SELECT (SELECT count(*)::int FROM draw_seals) AS seals, (SELECT count(*)::int FROM draw_results) AS results,
               (SELECT count(*)::int FROM draws) AS draws`.execute(app.platform.db);
      assert.deepEqual(rows, [{ seals: draws, results: draws, draws }]);
      assert.equal((await verifyLedger(app.platform.db, app.cast.anLan.jurisdictionId)).fault, null);
    } finally {
      await second.close();
    }
  });
});
