/**
 * Receipts for enterprises (§9): record, salt and path prove that the object stood in the frozen frame and why it was
 * or was not drawn. A receipt contains the salt, so it must not be handed out before the embargo ends.
 */
import { hex, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import {
  countStrata,
  freezeId,
  indexOfCommitment,
  LEAF_LENGTH,
  objectCommitment,
  objectLeaf,
  recordHash,
  stratumAt,
  weightAt,
} from './freeze.ts';
import type { HashProvider } from './hash-provider.ts';
import { providerFor } from './providers.ts';
import { quotas } from './quotas.ts';
import { keysOf } from './seed.ts';
import { rankIn, rankStratum, ticketOf } from './select.ts';
import { flatPath, leafHash, rootFromPath } from './tree.ts';
import type { CertificateBody, Opening, Params, Receipt } from './types.ts';

export interface ReceiptInput {
  readonly params: Params;
  readonly frame: Uint8Array;
  /** S, hex. */
  readonly seed: string;
  readonly opening: Opening;
  readonly provider?: HashProvider;
}

function strataSlice(frame: Uint8Array, counts: readonly number[], h: number): Uint8Array {
  const from = counts.slice(0, h).reduce((sum, count) => sum + count, 0);
  return frame.subarray(from * LEAF_LENGTH, (from + (counts[h] ?? 0)) * LEAF_LENGTH);
}

/** Makes the receipt of one object. @throws DrawError `receipt.not_in_frame` */
export function receiptFor(input: ReceiptInput): Receipt {
  const { params, frame, opening } = input;
  const hash = input.provider ?? providerFor(params.suite);
  const c = unhex(opening.c, 32);
  const index = indexOfCommitment(frame, c);
  if (index < 0) throw new DrawError('receipt.not_in_frame', 'this object is not in the frame');
  const h = stratumAt(frame, index * LEAF_LENGTH);
  const stratum = params.strata[h];
  const keys = keysOf(hash, unhex(input.seed, 32));
  const counts = countStrata(frame, params.strata.length);
  const quota = quotas({ strata: params.strata, counts }, hash, keys.round)[h] ?? 0;
  const method = stratum?.rule === 'draw' ? stratum.method : 'equal';
  const leaves = strataSlice(frame, counts, h);
  const order = rankStratum({ h, method, leaves, quota, keep: counts[h] ?? 0 }, hash, keys);
  const rank = rankIn(order, c);
  const last = order[quota - 1];
  const equal = stratum?.rule === 'draw' && method === 'equal';
  return {
    v: 'rdraw/1',
    kind: 'receipt',
    freezeId: freezeId(hash, params),
    record: opening.record,
    salt: opening.salt,
    stratum: h,
    weight: weightAt(frame, index * LEAF_LENGTH),
    index,
    size: params.frame.count,
    path: flatPath(hash, { data: frame, length: LEAF_LENGTH }, index).map(hex),
    ticket: hex(ticketOf(hash, keys.select, c)),
    threshold: equal && last !== undefined ? hex(last.ticket) : null,
    rank,
    drawn: rank <= quota,
  };
}

/** What a receipt was checked for; `rank` of weighted strata needs the frame and is not among it. */
export interface ReceiptVerdict {
  readonly ok: boolean;
  /** The first thing that does not hold, as a code, or null. */
  readonly fault:
    | null
    | 'receipt.freeze'
    | 'receipt.size'
    | 'receipt.path'
    | 'receipt.ticket'
    | 'receipt.threshold'
    | 'receipt.drawn';
}

/** Checks a receipt against the certificate's body, without frame and without us. @throws DrawError `bytes.*`, `json.*` */
export function verifyReceipt(
  receipt: Receipt,
  body: CertificateBody,
  provider?: HashProvider,
): ReceiptVerdict {
  const { params } = body;
  const hash = provider ?? providerFor(params.suite);
  const fault = receiptFault(receipt, body, hash);
  return { ok: fault === null, fault };
}

function receiptFault(receipt: Receipt, body: CertificateBody, hash: HashProvider): ReceiptVerdict['fault'] {
  const { params } = body;
  if (receipt.freezeId !== body.freezeId || freezeId(hash, params) !== body.freezeId) return 'receipt.freeze';
  if (receipt.size !== params.frame.count) return 'receipt.size';
  const c = objectCommitment(hash, unhex(receipt.salt, 32), recordHash(hash, receipt.record));
  const leaf = leafHash(hash, objectLeaf(receipt.stratum, receipt.weight, c));
  const path = receipt.path.map((part) => unhex(part, 32));
  const root = rootFromPath(hash, { hash: leaf, index: receipt.index, size: receipt.size }, path);
  if (root === null || hex(root) !== params.frame.root) return 'receipt.path';
  const keys = keysOf(hash, unhex(body.seed.value, 32));
  if (hex(ticketOf(hash, keys.select, c)) !== receipt.ticket) return 'receipt.ticket';
  const threshold = body.select.threshold[receipt.stratum] ?? null;
  if (receipt.threshold !== threshold) return 'receipt.threshold';
  return drawnByRule(receipt, body) === receipt.drawn ? null : 'receipt.drawn';
}

/** Whether the object is drawn, as far as the receipt alone decides it. */
function drawnByRule(receipt: Receipt, body: CertificateBody): boolean {
  const stratum = body.params.strata[receipt.stratum];
  const quota = body.select.quotas[receipt.stratum] ?? 0;
  if (stratum?.rule !== 'draw') return stratum?.rule === 'all';
  if (stratum.method !== 'equal') return receipt.rank >= 1 && receipt.rank <= quota;
  return receipt.threshold !== null && receipt.ticket <= receipt.threshold;
}
