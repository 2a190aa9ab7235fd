/**
 * Seals by the national suite: an SM2 signature of each checkpoint beside its Ed25519 one, over the SM3 of every entry so
 * far, so that the records stay proven where only the national algorithms count. Signing may need a device, so it happens
 * outside of transactions and after the checkpoint; while the device is away nothing is sealed and nothing else signs in
 * its place, and the next round goes on where this one stopped.
 */
import { nationalSuite } from '../crypto/national.ts';
import type { CryptoProvider } from '../crypto/provider.ts';
import { type SealKey, sealKeyId } from '../crypto/seal-keys.ts';
import type { Database } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import { entriesAfter, jurisdictionById } from './checkpoint.queries.ts';
import { originOf } from './origin.ts';
import { allSeals, checkpointsAfter, insertSeal, latestSeal, type SealRow } from './seal.queries.ts';

const pageSize = 5_000;
const sealsPerRound = 200;
const emptyChain = new Uint8Array(32);
const bytes = (text: string) => new TextEncoder().encode(text);

/** What is signed: five lines, each ended by a line feed. */
export function sealText(of: {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly chain: Uint8Array;
}): Uint8Array {
  const base64 = (value: Uint8Array) => Buffer.from(value).toString('base64');
  return bytes(`mingcha/seal/v1\n${of.origin}\n${of.size}\n${base64(of.root)}\n${base64(of.chain)}\n`);
}

interface Span {
  readonly from: { readonly size: number; readonly chain: Uint8Array };
  readonly to: number;
}

/** The chain over the entries of the span, each read again from the ledger; null when one is missing. */
async function chainOver(db: Database, jurisdictionId: string, span: Span): Promise<Uint8Array | null> {
  let { size, chain } = span.from;
  while (size < span.to) {
    const limit = Math.min(pageSize, span.to - size);
    const page = await inTransaction(db, (tx) => entriesAfter(tx, jurisdictionId, { seq: size, limit }));
    for (const row of page) {
      if (row.seq !== size + 1) return null;
      const entry = nationalSuite.digest(bytes(row.entry));
      chain = nationalSuite.digest(Buffer.concat([chain, entry]));
      size = row.seq;
    }
    if (page.length === 0) return null;
  }
  return chain;
}

/**
 * Seals the checkpoints of a jurisdiction that wait for it, the oldest first. Returns how many were sealed.
 * Throws SetupError `crypto.device_*` while the device is away.
 */
export async function sealCheckpoints(
  platform: Platform,
  sealer: CryptoProvider,
  jurisdictionId: string,
): Promise<number> {
  const { db } = platform;
  const [last, jurisdiction] = await inTransaction(db, async (tx) => [
    await latestSeal(tx, jurisdictionId),
    await jurisdictionById(tx, jurisdictionId),
  ]);
  const origin = originOf(jurisdiction?.divisionCode ?? '');
  const page = { size: last?.size ?? 0, limit: sealsPerRound };
  const waiting = await inTransaction(db, (tx) => checkpointsAfter(tx, jurisdictionId, page));
  let from = { size: last?.size ?? 0, chain: last?.chain ?? emptyChain };
  for (const { size, root } of waiting) {
    const chain = await chainOver(db, jurisdictionId, { from, to: size });
    if (chain === null) throw new Error('a checkpoint reaches beyond its entries');
    const text = sealText({ origin, size, root, chain });
    const signature = await sealer.sign(text);
    const publicKey = await sealer.publicKey();
    if (!nationalSuite.verify(publicKey, text, signature)) throw new Error('a seal that does not verify');
    const timeStamp = (await sealer.timestamp?.(nationalSuite.digest(text))) ?? null;
    const at = platform.clock.now();
    const row = { size, chain, keyId: sealKeyId(publicKey), signature, timeStamp, at };
    await inTransaction(db, (tx) => insertSeal(tx, jurisdictionId, row));
    from = { size, chain };
  }
  return waiting.length;
}

export type SealFaultCode = 'ledger.fault_seal' | 'ledger.fault_seal_missing';

export interface SealVerdict {
  readonly seals: number;
  /** Checkpoints that no seal covers yet. */
  readonly waiting: number;
  readonly fault: { readonly seq: number; readonly code: SealFaultCode } | null;
}

/** Recomputes the SM3 chain and checks every seal under the keys of the secrets folder. */
export async function verifySeals(
  db: Database,
  jurisdictionId: string,
  trusted: readonly SealKey[],
): Promise<SealVerdict> {
  const [seals, checkpoints, jurisdiction] = await inTransaction(db, async (tx) => [
    await allSeals(tx, jurisdictionId),
    await checkpointsAfter(tx, jurisdictionId, { size: 0, limit: 1_000_000 }),
    await jurisdictionById(tx, jurisdictionId),
  ]);
  const origin = originOf(jurisdiction?.divisionCode ?? '');
  const lastSize = seals.at(-1)?.size ?? 0;
  const waiting = checkpoints.filter((one) => one.size > lastSize).length;
  const bySize = new Map(seals.map((seal) => [seal.size, seal]));
  let from = { size: 0, chain: emptyChain as Uint8Array };
  let good = 0;
  for (const { size, root } of checkpoints) {
    if (size > lastSize) break;
    const seal = bySize.get(size);
    if (seal === undefined)
      return { seals: good, waiting, fault: { seq: size, code: 'ledger.fault_seal_missing' } };
    const chain = await chainOver(db, jurisdictionId, { from, to: size });
    if (chain === null || !isSealed(seal, sealText({ origin, size, root, chain }), { chain, trusted }))
      return { seals: good, waiting, fault: { seq: size, code: 'ledger.fault_seal' } };
    from = { size, chain };
    good += 1;
  }
  return { seals: good, waiting, fault: null };
}

function isSealed(
  seal: SealRow,
  text: Uint8Array,
  by: { readonly chain: Uint8Array; readonly trusted: readonly SealKey[] },
): boolean {
  const key = by.trusted.find((one) => one.id === seal.keyId);
  if (key === undefined || Buffer.compare(seal.chain, by.chain) !== 0) return false;
  return nationalSuite.verify(new Uint8Array(Buffer.from(key.publicKey, 'hex')), text, seal.signature);
}
