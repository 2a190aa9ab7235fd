/** Lines of phones: no more at once than places, in order, and one that fails frees its place. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { makeTurns } from './turns.ts';

test('L-01 no more run at once than there are places, in the order of coming, and lines do not wait for each other', async () => {
  const turns = makeTurns(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (n: number) => async () => {
    order.push(n);
    running += 1;
    most = Math.max(most, running);
    await tick();
    await tick();
    running -= 1;
    return n;
  };
  const all = Array.from({ length: 9 }, (_, n) => turns('茶亭', work(n)));
  let reached = false;
  await turns('云岭', async () => {
    reached = true;
  });
  assert.equal(reached && order.length < 9, true);
  assert.deepEqual(await Promise.all(all), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual([order, most], [[0, 1, 2, 3, 4, 5, 6, 7, 8], 2]);
});

test('L-01 one that fails tells its caller and lets the next in', async () => {
  const turns = makeTurns(1);
  const failing = turns('a', () => Promise.reject(new Error('planted')));
  const next = turns('a', () => Promise.resolve('served'));
  await assert.rejects(failing, /planted/);
  assert.equal(await next, 'served');
  assert.equal(await turns('a', () => Promise.resolve('again')), 'again');
});
