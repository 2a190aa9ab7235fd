/**
 * SEED (§6): the bytes of each contribution, the seed, the derived keys and the counted entropy.
 * Whether a contribution is honest and in time is judged by the verifier from the log, not here.
 */
import { ascii, concat, hex, lp, u16, unhex } from './bytes.ts';
import { DrawError } from './error.ts';
import type { HashProvider } from './hash-provider.ts';
import { keyed, tagged } from './tagged.ts';
import type { Contribution, Hex, Params, SeedSource } from './types.ts';

/** Bits below which a draw is refused, and below which it is warned about (§6.5). */
export const ENTROPY_REFUSED_BELOW = 64;
export const ENTROPY_WARNED_BELOW = 128;

/** TH("party", F ‖ U16(j) ‖ nonce): what party j publishes before anything is known. @throws DrawError `bytes.*` */
export function partyCommitment(
  hash: HashProvider,
  place: { readonly freezeId: Hex; readonly j: number },
  nonce: Uint8Array,
): Hex {
  if (nonce.length !== 32) throw new DrawError('seed.nonce', 'a nonce has 32 bytes');
  return hex(tagged(hash, 'party', concat(unhex(place.freezeId, 32), u16(place.j), nonce)));
}

/** The message a party signs with its own key when it reveals (§6.4). */
export function revealMessage(freezeId: Hex, j: number, nonce: Uint8Array): Uint8Array {
  return concat(ascii('rdraw/1 reveal\n'), unhex(freezeId, 32), u16(j), nonce);
}

/** E_j: the bytes a contribution adds to the seed; empty for a reveal that was skipped. @throws DrawError `bytes.*` */
export function contributionBytes(contribution: Contribution): Uint8Array {
  switch (contribution.kind) {
    case 'party':
      return contribution.reveal === null ? new Uint8Array() : unhex(contribution.reveal, 32);
    case 'digits':
    case 'lottery':
    case 'market':
      return ascii(contribution.text);
    case 'drand':
      return unhex(contribution.signature, 48);
  }
}

/** S, 32 bytes (§6.1). */
export function seedOf(
  hash: HashProvider,
  freeze: { readonly freezeId: Hex; readonly delay: number },
  entropy: readonly Uint8Array[],
): Uint8Array {
  const parts = entropy.flatMap((bytes, j) => [u16(j), lp(bytes)]);
  let seed = tagged(hash, 'seed', concat(unhex(freeze.freezeId, 32), u16(entropy.length), ...parts));
  for (let i = 0; i < freeze.delay; i += 1) seed = hash.hash(seed);
  return seed;
}

/** The three keys derived from the seed. */
export interface DrawKeys {
  readonly select: Uint8Array;
  readonly round: Uint8Array;
  readonly assign: Uint8Array;
}

/** K_sel, K_rnd, K_asg (§6.1). */
export function keysOf(hash: HashProvider, seed: Uint8Array): DrawKeys {
  const derive = keyed(hash, seed);
  const empty = new Uint8Array();
  return { select: derive('select', empty), round: derive('round', empty), assign: derive('assign', empty) };
}

/** Outcomes one contribution had that the operator could not choose (ruling 5). */
function outcomes(source: SeedSource, contribution: Contribution | undefined): bigint {
  if (contribution === undefined || contribution.kind !== source.kind) return 1n;
  switch (source.kind) {
    case 'party':
      return contribution.kind !== 'party' || contribution.reveal === null || contribution.made === 'here'
        ? 1n
        : 1n << 256n;
    case 'digits':
      return contribution.kind === 'digits' && contribution.made === 'here'
        ? 1n
        : 10n ** BigInt(source.length);
    case 'lottery':
      return BigInt(source.outcomes);
    case 'drand':
      return 1n << 128n;
    case 'market':
      return 1n;
  }
}

/**
 * Counted entropy: the whole bits of the product of all outcomes nobody at the operator's could choose,
 * ⌊log2⌋ in exact arithmetic. Below 64 a draw is refused, below 128 warned about (§6.5).
 */
export function countEntropy(
  sources: Params['seed']['sources'],
  contributions: readonly Contribution[],
): number {
  let product = 1n;
  sources.forEach((source, j) => {
    product *= outcomes(
      source,
      contributions.find((contribution) => contribution.j === j),
    );
  });
  return product.toString(2).length - 1;
}

/** What the same sources would count if every one is delivered from outside; for the screen before the freeze. */
export function expectedEntropy(sources: Params['seed']['sources']): number {
  let product = 1n;
  for (const source of sources) {
    if (source.kind === 'party') product <<= 256n;
    else if (source.kind === 'drand') product <<= 128n;
    else if (source.kind === 'digits') product *= 10n ** BigInt(source.length);
    else if (source.kind === 'lottery') product *= BigInt(source.outcomes);
  }
  return product.toString(2).length - 1;
}
