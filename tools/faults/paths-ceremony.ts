/** The ceremony and what follows from it. A draw goes from path to path, one further in each round. */
import assert from 'node:assert/strict';
import { drawOf, drive, ownTask } from '../../apps/server/src/draws/draw-testing.ts';
import { dispatchBody } from '../../apps/server/src/tasks/dispatch-testing.ts';
import type { WritePath } from './paths.ts';

export const ceremonyPaths: readonly WritePath[] = [
  {
    name: 'seal',
    prepare: async ({ inside, handed }) => {
      const id = await (await drive(inside)).create(ownTask(inside));
      return async (app) => {
        const { lan, section, step } = await drive(app);
        for (const [who, word] of [
          [lan, 'check'],
          [lan, 'seal-proposal'],
          [section, 'seal'],
        ] as const)
          drawOf(await step(who, id, word));
        hand(handed.sealed, id);
      };
    },
  },
  {
    name: 'contribution',
    prepare: async ({ inside, handed }) => {
      const id = handed.sealed.shift() ?? (await (await drive(inside)).seal(ownTask(inside)));
      return async (app) => {
        const driver = await drive(app);
        await driver.attend(id);
        await driver.commit(id);
        await driver.numbers(id);
        await driver.reveal(id);
        hand(handed.contributed, id);
      };
    },
  },
  {
    name: 'draw',
    prepare: async ({ inside, handed }) => {
      const id = handed.contributed.shift() ?? (await (await drive(inside)).ready(ownTask(inside)));
      return async (app) => {
        const driver = await drive(app);
        drawOf(await driver.step(driver.lan, id, 'draw'));
        await driver.record(id);
        hand(handed.drawn, id);
      };
    },
  },
  {
    name: 'dispatch',
    prepare: async ({ inside, handed }) => {
      const known = handed.drawn.shift();
      const id = known ?? (await recorded(inside));
      return async (app) => {
        const reply = await (await app.signIn('anLan')).post('/api/tasks', dispatchBody(app, id));
        assert.equal(reply.status, 200, JSON.stringify(reply.body));
      };
    },
  },
];

async function recorded(inside: Parameters<typeof drive>[0]): Promise<string> {
  const driver = await drive(inside);
  const id = await driver.drawn(ownTask(inside));
  await driver.record(id);
  return id;
}

/** A path that is walked twice hands its draw on once. */
function hand(to: string[], id: string): void {
  if (!to.includes(id)) to.push(id);
}
