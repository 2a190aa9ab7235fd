/**
 * Verifies every draw of an installation from its rows, as anybody verifies it from its evidence bundle. It stores nothing
 * and changes nothing, so it may run on a copy.
 */
import { verifyBundle } from '@mingcha/draw';
import { inTransaction } from '../platform/db/transaction.ts';
import type { Platform } from '../platform/platform.ts';
import { buildBundleOf } from './bundle.ts';
import { readCase } from './case-file.ts';
import type { DrawKey } from './draw.queries.ts';
import { framePieces } from './frozen.ts';
import { drawnDraws } from './verify-all.queries.ts';

export interface VerifiedDraws {
  readonly verified: number;
  /** Draws that do not verify, with the first step that fails. */
  readonly failed: readonly { readonly id: string; readonly step: string }[];
}

/** `platform.secrets` opens the salts of draws whose names are public. */
export async function verifyAllDraws(
  platform: Platform,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<VerifiedDraws> {
  const keys = await inTransaction(platform.db, drawnDraws);
  const failed: { id: string; step: string }[] = [];
  for (const [at, key] of keys.entries()) {
    const step = await firstFault(platform, key);
    if (step !== null) failed.push({ id: key.id, step });
    onProgress(at + 1, keys.length);
  }
  return { verified: keys.length - failed.length, failed };
}

async function firstFault(platform: Platform, key: DrawKey): Promise<string | null> {
  const built = await inTransaction(platform.db, async (tx) =>
    buildBundleOf(tx, platform, await readCase(tx, key)),
  );
  if (built === null) return 'document';
  const frame = built.frameBeside === null ? null : await allOf(framePieces(platform, built.frameBeside));
  const verdict = verifyBundle(built.bytes, { file: () => frame ?? undefined });
  return verdict.ok ? null : (verdict.steps.find((step) => step.status === 'FAIL')?.id ?? 'document');
}

async function allOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
