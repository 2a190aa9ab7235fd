/** The parameter document of a sealed draw, read back from the bytes that were hashed. */
import { encodeUtf8, type Params, parseCanonical } from '@mingcha/draw';
import type { Tx } from '../platform/db/database.ts';
import type { DrawKey } from './draw.queries.ts';
import { type SealRow, sealOf } from './snapshot.queries.ts';

export interface SealedDocument extends SealRow {
  readonly document: Params;
}

/** Seal and document. Throws when the draw is not sealed. */
export async function sealedDocument(tx: Tx, key: DrawKey): Promise<SealedDocument> {
  const seal = await sealOf(tx, key);
  if (seal === undefined) throw new Error(`draw ${key.id} is not sealed`);
  return { ...seal, document: parseCanonical(encodeUtf8(seal.params)) as unknown as Params };
}

export async function sealedParams(tx: Tx, key: DrawKey): Promise<Params> {
  return (await sealedDocument(tx, key)).document;
}
