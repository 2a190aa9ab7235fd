/**
 * Loaded before a test file. node:test follows every promise of a test from its making to its end, only so that an error which
 * nobody awaits can be told under the test's name; that is a tenth of the processor's time of tests that talk to a database. Here
 * it knows the tests themselves and no more: such an error fails the file instead (`node-tests.test.ts`).
 */
import hooks from 'node:async_hooks';
import { isMainThread } from 'node:worker_threads';

const { AsyncResource, createHook } = hooks;
const runner = 'node:internal/test_runner/';

if (isMainThread) {
  /** What the runner wants to hear of its own tests. */
  let heard;

  hooks.createHook = (callbacks) => {
    if (heard !== undefined || !new Error('who asks').stack.includes(runner)) return createHook(callbacks);
    heard = callbacks.init;
    const still = { enable: () => still, disable: () => still };
    return still;
  };

  // A test is a resource of a class of the runner's own.
  hooks.AsyncResource = class extends AsyncResource {
    constructor(type, options) {
      super(type, options);
      heard?.(this.asyncId(), type, this.triggerAsyncId(), this);
    }
  };
  await import('node:test');
  hooks.AsyncResource = AsyncResource;
}
