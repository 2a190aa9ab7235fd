/** What all steps share: the bundle read once, the hash provider, the frame, and how to report progress. */

import type { CompleteParams } from '../bundle.ts';
import { unbase64, unhex } from '../bytes.ts';
import type { HashProvider } from '../hash-provider.ts';
import { type DrawKeys, keysOf } from '../seed.ts';
import type { Bundle, CertificateBody } from '../types.ts';
import { Fault } from './report.ts';

export interface Context {
  readonly bundle: Bundle;
  readonly body: CertificateBody;
  readonly params: CompleteParams;
  readonly hash: HashProvider;
  readonly trust: ReadonlySet<string> | null;
  /** Keys derived from the seed that the certificate states; whether that seed is right is its own step. */
  readonly keys: DrawKeys;
  /** frame.bin; a `Fault` when it is not at hand. */
  readonly frame: () => Uint8Array;
  readonly progress: (done: number, total: number) => void;
}

export interface ContextInput {
  readonly bundle: Bundle;
  readonly hash: HashProvider;
  readonly trust: ReadonlySet<string> | null;
  readonly file: (name: string) => Uint8Array | undefined;
  readonly progress: (done: number, total: number) => void;
}

/** Builds the context of a well-formed bundle. */
export function contextOf(input: ContextInput): Context {
  const { bundle, hash } = input;
  const body = bundle.certificate.body;
  let frame: Uint8Array | undefined;
  return {
    bundle,
    body,
    params: body.params as CompleteParams,
    hash,
    trust: input.trust,
    keys: keysOf(hash, unhex(body.seed.value, 32)),
    frame: () => {
      if (frame !== undefined) return frame;
      if (typeof bundle.frame === 'string') frame = unbase64(bundle.frame);
      else frame = input.file(bundle.frame.file);
      if (frame === undefined)
        throw new Fault('frame.absent', 'the frame file that lies beside the bundle is needed');
      return frame;
    },
    progress: input.progress,
  };
}
