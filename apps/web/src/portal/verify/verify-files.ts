/**
 * Verifies files with the draw library and makes the report a page shows. The same function runs in the portal's
 * worker, in the offline verifier's worker and in tests; it reaches for nothing but its arguments and the clock.
 */
import { accountOf, figuresOf } from '@mingcha/core/draws/verify-view.ts';
import { hex, providerFor, type StepId, verifyBundle } from '@mingcha/draw';
import type { VerifyOrder, VerifyReport } from './verify-messages.ts';

/**
 * @param onProgress called with the running step and how much of it is done, 0…1
 * @param now milliseconds of any clock
 */
export function verifyFiles(
  order: VerifyOrder,
  onProgress: (step: StepId, part: number) => void,
  now: () => number,
): VerifyReport {
  const started = now();
  const { files, announced } = order;
  const { ok, steps, bundle } = verifyBundle(files.bundle, {
    ...(announced === null ? {} : { trust: [announced.key] }),
    file: () => files.frame ?? undefined,
    onProgress: (step, done, total) => onProgress(step, total === 0 ? 0 : done / total),
  });
  const mismatch =
    announced !== null &&
    (hex(providerFor('SHA256').hash(files.bundle)) !== announced.sha256 ||
      bundle?.certificate.body.freezeId !== announced.freezeId);
  return {
    ok: ok && !mismatch,
    mismatch,
    steps: steps.map(({ id, status, code, expected, found }) => ({ id, status, code, expected, found })),
    figures: bundle === null ? {} : figuresOf(bundle, files.bundle.length),
    draw: bundle === null ? null : accountOf(bundle),
    seconds: (now() - started) / 1000,
  };
}
