/**
 * The verifier (§11): bytes in, one outcome per step out. It trusts nothing but the hash functions, never repairs
 * and never stops at the first failure, so that every step that does not hold is named.
 */

import type { HashProvider, Suite } from '../hash-provider.ts';
import { parseCanonical } from '../json.ts';
import { providerFor } from '../providers.ts';
import type { Bundle } from '../types.ts';
import { checkAmendments } from './amend-step.ts';
import { type Context, contextOf } from './context.ts';
import { checkConflicts, checkFiles, checkFrame, checkFreeze, checkInspectors } from './freeze-steps.ts';
import { checkLog, checkMonitor, checkTime, checkWitness } from './log-steps.ts';
import { checkOpenings, checkRegister, checkSignatures, trustedKeys } from './people-steps.ts';
import { notChecked, type Outcome, pass, runStep, STEPS, type Step, type StepId } from './report.ts';
import { checkAssignment, checkQuotas, checkReserves, checkSelection, selectionOf } from './result-steps.ts';
import { checkBeacon, checkContributions, checkEntropy, checkPhases, checkSeed } from './seed-steps.ts';
import { checkBundleShape } from './shape.ts';

export { STEPS, type Step, type StepId, type StepStatus } from './report.ts';

export interface VerifyOptions {
  /** Hash provider per suite; the fastest one that runs here unless given. */
  readonly provider?: (suite: Suite) => HashProvider;
  /** Keys that may sign: hex public keys or C2SP verifier keys. Without it the signers' identity is NOT CHECKED. */
  readonly trust?: readonly string[];
  /** A file that lies beside the bundle, by name. */
  readonly file?: (name: string) => Uint8Array | undefined;
  /** Called at the start of each step with done = 0, and during long ones. */
  readonly onProgress?: (step: StepId, done: number, total: number) => void;
}

export interface Verdict {
  /** No step failed. */
  readonly ok: boolean;
  readonly steps: readonly Step[];
  /** The bundle as read, null when it could not be read. */
  readonly bundle: Bundle | null;
}

function checksOf(context: Context): Readonly<Record<Exclude<StepId, 'document'>, () => Outcome>> {
  const selection = selectionOf(context);
  return {
    freeze: () => checkFreeze(context),
    frame: () => checkFrame(context),
    log: () => checkLog(context),
    witness: () => checkWitness(context),
    time: () => checkTime(context),
    contributions: () => checkContributions(context),
    beacon: () => checkBeacon(context),
    phases: () => checkPhases(context),
    entropy: () => checkEntropy(context),
    seed: () => checkSeed(context),
    quotas: () => checkQuotas(context),
    selection: () => checkSelection(context, selection),
    reserves: () => checkReserves(context, selection),
    inspectors: () => checkInspectors(context),
    conflicts: () => checkConflicts(context),
    assignment: () => checkAssignment(context),
    files: () => checkFiles(context),
    signatures: () => checkSignatures(context),
    openings: () => checkOpenings(context),
    register: () => checkRegister(context),
    amendments: () => checkAmendments(context),
    monitor: () => checkMonitor(context),
  };
}

function readBundle(bytes: Uint8Array): { readonly step: Step; readonly bundle: Bundle | null } {
  let bundle: Bundle | null = null;
  const step = runStep('document', () => {
    const value: unknown = parseCanonical(bytes);
    checkBundleShape(value);
    bundle = value as Bundle;
    return pass('document.ok', `canonical, complete, ${bytes.length} bytes`);
  });
  return { step, bundle };
}

/** Verifies a bundle file. Never throws for bad input; long work reports progress. */
export function verifyBundle(bytes: Uint8Array, options: VerifyOptions = {}): Verdict {
  options.onProgress?.('document', 0, 1);
  const { step: first, bundle } = readBundle(bytes);
  const others = STEPS.filter((id) => id !== 'document');
  if (bundle === null) {
    const skip = (id: StepId): Step =>
      runStep(id, () => notChecked('document', 'the document could not be read'));
    return { ok: false, steps: [first, ...others.map(skip)], bundle };
  }
  const { suite } = bundle.certificate.body.params;
  let current: StepId = 'document';
  const context = contextOf({
    bundle,
    hash: (options.provider ?? providerFor)(suite),
    trust: options.trust === undefined ? null : trustedKeys(options.trust),
    file: options.file ?? (() => undefined),
    progress: (done, total) => options.onProgress?.(current, done, total),
  });
  const checks = checksOf(context);
  const steps = others.map((id) => {
    current = id;
    options.onProgress?.(id, 0, 1);
    return runStep(id, checks[id]);
  });
  return {
    ok: first.status === 'PASS' && steps.every((step) => step.status !== 'FAIL'),
    steps: [first, ...steps],
    bundle,
  };
}

/** How many steps ended in each way. */
export function countSteps(steps: readonly Step[]): Readonly<Record<Step['status'], number>> {
  const counts = { PASS: 0, FAIL: 0, 'NOT DISCLOSED': 0, 'NOT CHECKED': 0 };
  for (const step of steps) counts[step.status] += 1;
  return counts;
}
