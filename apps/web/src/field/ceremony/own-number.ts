/**
 * The party's secret number: made on this phone, committed to, kept until it is revealed. The commitment is
 * computed by the draw library, because plain HTTP offers no hashing of its own.
 */
import { parseDigest } from '@mingcha/core/draws/digest-text.ts';
import { displayFreezeId, hex, partyCommitment, providerFor, type Suite, unhex } from '@mingcha/draw';

/** What a commitment binds: the seal, the party's place among the sources, the hash suite. */
export interface Place {
  readonly suite: Suite;
  readonly freezeId: string;
  readonly j: number;
}

export interface OwnNumber {
  readonly nonce: string;
  readonly commitment: string;
  /** Action ids of the two writes, so that a repeated one after a lost answer is the same one. */
  readonly commitId: string;
  readonly revealId: string;
}

/** Something that keeps texts by name; the browser's storage, or nothing where it refuses. */
export interface Keep {
  readonly read: (name: string) => string | null;
  /** False when the text could not be kept. */
  readonly write: (name: string, text: string) => boolean;
}

/** The commitment TH("party", F ‖ U16(j) ‖ nonce) as hex (draw-protocol §6.1). */
export function commitmentOf(place: Place, nonce: string): string {
  const { suite, freezeId, j } = place;
  return partyCommitment(providerFor(suite), { freezeId, j }, unhex(nonce, 32));
}

export function makeNumber(
  place: Place,
  random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array,
  newId: () => string,
): OwnNumber {
  const nonce = hex(random(new Uint8Array(32)));
  return { nonce, commitment: commitmentOf(place, nonce), commitId: newId(), revealId: newId() };
}

function nameOf(place: Place): string {
  return `mingcha.party.${place.freezeId}.${place.j}`;
}

/** False when this browser keeps nothing. */
export function keepNumber(keep: Keep, place: Place, own: OwnNumber): boolean {
  return keep.write(nameOf(place), JSON.stringify(own)) && keptNumber(keep, place)?.nonce === own.nonce;
}

/** The number kept for this place; anything damaged counts as absent. */
export function keptNumber(keep: Keep, place: Place): OwnNumber | null {
  const text = keep.read(nameOf(place));
  if (text === null) return null;
  const own = parseKept(text);
  return own !== null && commitmentOf(place, own.nonce) === own.commitment ? own : null;
}

function parseKept(text: string): OwnNumber | null {
  try {
    const value = JSON.parse(text) as Partial<Record<keyof OwnNumber, unknown>> | null;
    const { nonce, commitment, commitId, revealId } = value ?? {};
    if (typeof nonce !== 'string' || !/^[0-9a-f]{64}$/.test(nonce)) return null;
    if (typeof commitment !== 'string' || typeof commitId !== 'string' || typeof revealId !== 'string')
      return null;
    return { nonce, commitment, commitId, revealId };
  } catch {
    return null;
  }
}

/** The number as a slip shows it: 13 groups of four letters and digits. */
export function slipOf(nonce: string): string {
  return displayFreezeId(nonce);
}

/** What was typed from a slip as a nonce that opens the commitment, or why not. */
export function numberFromSlip(
  place: Place,
  typed: string,
  commitment: string,
):
  | { readonly nonce: string }
  | { readonly code: 'party.no_number' | 'party.mismatch' | 'draw.digest_invalid' } {
  if (typed.trim() === '') return { code: 'party.no_number' };
  const digest = parseDigest(typed);
  if (!digest.ok) return { code: 'draw.digest_invalid' };
  return commitmentOf(place, digest.value) === commitment
    ? { nonce: digest.value }
    : { code: 'party.mismatch' };
}

/** The browser's storage; a private window that refuses keeps nothing. */
export const browserKeep: Keep = {
  read: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write: (name, text) => {
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  },
};
