/** Verifies a draw's bundle with the draw library in a thread of its own, so that the page stays alive. */
import { verifyBundle } from '@mingcha/draw';
import type { DrawOrder, DrawVerdict } from './verify-draw.ts';

self.addEventListener('message', (event: MessageEvent<DrawOrder>) => {
  const { bundle } = event.data;
  const { ok, steps } = verifyBundle(bundle, { file: () => undefined });
  const verdict: DrawVerdict = {
    ok,
    steps: steps.map(({ id, status, code, expected, found }) => ({ id, status, code, expected, found })),
  };
  self.postMessage(verdict);
});
