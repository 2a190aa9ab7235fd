/** Steps of a journey: each stands on those before, so that after a failure the first one is what is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

export type Step = (sentence: string, work: () => Promise<void>) => void;

/** Registers steps as tests; after a failure the rest is not tried. `onFailure` takes pictures for whoever reads it. */
export function journeySteps(onFailure: () => Promise<unknown>): Step {
  let broken = false;
  return (sentence, work) => {
    test(sentence, async () => {
      assert.equal(broken, false, 'an earlier step failed');
      try {
        await work();
      } catch (error) {
        broken = true;
        await onFailure();
        throw error;
      }
    });
  };
}
