/** What the page and its worker say to each other. */
import type { StepFigures, VerifiedDraw, ViewStep } from '@mingcha/core/draws/verify-view.ts';
import type { StepId } from '@mingcha/draw';

/** Files to verify: the bundle and, where it lies beside it, the pool file. */
export interface VerifyFiles {
  readonly bundle: Uint8Array;
  readonly frame: Uint8Array | null;
}

/** What the page announced of the bundle it offers; the file must be that one. */
export interface Announced {
  readonly freezeId: string;
  readonly sha256: string;
  /** Key that signs certificates, hex. */
  readonly key: string;
}

export interface VerifyOrder {
  readonly files: VerifyFiles;
  readonly announced: Announced | null;
}

export interface VerifyReport {
  /** Every step holds, and the file is the announced one. */
  readonly ok: boolean;
  /** The file is not the one that the page announced. */
  readonly mismatch: boolean;
  readonly steps: readonly ViewStep[];
  readonly figures: StepFigures;
  /** Null when the file could not be read. */
  readonly draw: VerifiedDraw | null;
  readonly seconds: number;
}

export type VerifyNews =
  | { readonly kind: 'progress'; readonly step: StepId; readonly part: number }
  | { readonly kind: 'done'; readonly report: VerifyReport };
