/** Small writes done together: none waits for more than the batch before it, and none fails for another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as tick } from 'node:timers/promises';
import { gather } from './gather.ts';

test('L-01 what comes while one is under way is done together, at most so many at once, each key by itself', async () => {
  const batches: (readonly number[])[] = [];
  const gathered = gather<number>(3, async (items) => {
    batches.push(items);
    await tick();
  });
  await Promise.all([...[1, 2, 3, 4, 5].map((n) => gathered('a', n)), gathered('b', 10)]);
  assert.deepEqual(batches, [[1], [10], [2, 3, 4], [5]]);
  await gathered('a', 6);
  assert.deepEqual(batches.at(-1), [6]);
});

test('of a batch that fails each is tried alone, and only the one that cannot be done fails', async () => {
  const done: number[] = [];
  const gathered = gather<number>(8, async (items) => {
    await tick();
    if (items.includes(3)) throw new Error('planted');
    done.push(...items);
  });
  const told = await Promise.allSettled([1, 2, 3, 4].map((n) => gathered('a', n)));
  assert.deepEqual(
    told.map((one) => one.status),
    ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(done, [1, 2, 4]);
});
