/**
 * Checks what an outsider holds of a ledger: that an entry lies in a signed checkpoint, and that a later checkpoint only adds to an
 * earlier one (RFC 9162 §2.1). The same function runs in pages, on the command line and in tests. Pure.
 */
import {
  checkLine,
  encodeUtf8,
  hex,
  isConsistent,
  leafHash,
  nodeHash,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  providerFor,
  rootFromPath,
  unbase64,
  unhex,
} from '@mingcha/draw';
import type { InclusionProof } from './ledger-api.ts';

export interface InclusionVerdict {
  /** The entry's bytes have the leaf hash that was named. */
  readonly leaf: boolean;
  /** The path leads from the leaf to the root of the checkpoint. */
  readonly path: boolean;
  /** The checkpoint is signed by the key that was named. */
  readonly signature: boolean;
}

/** Verifies a proof of inclusion. Never throws: what cannot be read does not hold. */
export function checkInclusion(proof: InclusionProof): InclusionVerdict {
  const hash = providerFor('SHA256');
  const leaf = leafHash(hash, encodeUtf8(proof.entry));
  const head = readHead(proof.note);
  const steps = proof.path.map((each) => unhex(each));
  const root = rootFromPath(hash, { hash: leaf, index: proof.seq - 1, size: proof.size }, steps);
  return {
    leaf: hex(leaf) === proof.hash,
    path: head !== null && root !== null && head.size === proof.size && hex(root) === head.root,
    signature: isSignedBy(proof.note, proof.verifierKey),
  };
}

export const holds = (verdict: InclusionVerdict): boolean =>
  verdict.leaf && verdict.path && verdict.signature;

export interface CheckpointHead {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
}

/** Origin, size and root of a signed note, or null where it is none. */
export function readHead(note: string): CheckpointHead | null {
  try {
    const { origin, size, root } = parseCheckpoint(parseNote(note).body);
    return { origin, size, root: hex(root) };
  } catch {
    return null;
  }
}

/** Whether one of the note's lines is this key's signature. */
export function isSignedBy(note: string, key: string): boolean {
  try {
    const { body, lines } = parseNote(note);
    const parsed = parseVerifierKey(key);
    return lines.some((line) => checkLine(body, line, parsed).ok);
  } catch {
    return false;
  }
}

/** One rung of the picture of a proof: which side the sibling stands on, and the hash above both. */
export interface ProofRung {
  readonly sibling: string;
  readonly side: 'left' | 'right';
  readonly above: string;
}

/** The way from the leaf up, for a picture; empty where the proof has the wrong length. */
export function rungsOf(proof: InclusionProof): readonly ProofRung[] {
  const hash = providerFor('SHA256');
  const rungs: ProofRung[] = [];
  let value = unhex(proof.hash);
  let index = proof.seq - 1;
  let count = proof.size;
  for (const each of proof.path) {
    // The last of an odd row rises until it has a sibling.
    while (index % 2 === 0 && index === count - 1 && count > 1) {
      index = Math.floor(index / 2);
      count = Math.ceil(count / 2);
    }
    if (count <= 1) return [];
    const side = index % 2 === 0 ? 'right' : 'left';
    const sibling = unhex(each);
    value = side === 'right' ? nodeHash(hash, value, sibling) : nodeHash(hash, sibling, value);
    rungs.push({ sibling: each, side, above: hex(value) });
    index = Math.floor(index / 2);
    count = Math.ceil(count / 2);
  }
  return rungs;
}

export type GrowthVerdict = 'grew' | 'same' | 'broken' | 'unreadable';

/**
 * Whether the second checkpoint only adds to the first. `file` is what the address of a note gives when asked with `old`:
 * `old N`, the proof's lines, a blank line, the note (C2SP tlog-witness).
 */
export function checkGrowth(of: {
  readonly oldNote: string;
  readonly file: string;
  readonly verifierKey: string;
}): GrowthVerdict {
  const match = /^old (\d{1,15})\n((?:[A-Za-z0-9+/]+=*\n)*)\n/.exec(of.file);
  const old = readHead(of.oldNote);
  if (match === null || old === null) return 'unreadable';
  const [whole, size, lines = ''] = match;
  const note = of.file.slice(whole.length);
  const now = readHead(note);
  if (now === null || Number(size) !== old.size) return 'unreadable';
  const isSigned = isSignedBy(of.oldNote, of.verifierKey) && isSignedBy(note, of.verifierKey);
  if (!isSigned || now.origin !== old.origin) return 'broken';
  const path = lines.split('\n').filter((line) => line !== '');
  const heads = {
    old: { size: old.size, root: unhex(old.root) },
    now: { size: now.size, root: unhex(now.root) },
  };
  const grew = isConsistent(providerFor('SHA256'), heads, path.map(unbase64));
  return grew ? (old.size === now.size ? 'same' : 'grew') : 'broken';
}
