/** Steps of a journey: each stands on those before, so that after a failure the first one is what is read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';

/** A step that hangs ends after this many milliseconds: longer than any needs on a busy machine. */
const timeout = 240_000;

export type Step = (sentence: string, work: () => Promise<void>) => void;

/** Registers steps as tests; after a failure the rest is not tried. `onFailure` takes pictures for whoever reads it. */
export function journeySteps(onFailure: () => Promise<unknown>): Step {
  let broken = false;
  return (sentence, work) => {
    test(sentence, { timeout }, async () => {
      assert.equal(broken, false, 'an earlier step failed');
      // Stays so for the steps after one that is given up as hanging.
      broken = true;
      try {
        await work();
        broken = false;
      } catch (error) {
        await onFailure();
        throw error;
      }
    });
  };
}
