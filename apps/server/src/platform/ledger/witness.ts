/**
 * A witness's part (C2SP tlog-witness, tlog-cosignature): it cosigns a checkpoint only when the ledger's own key
 * signed it and the ledger did nothing but grow since the head that the witness remembers. Pure apart from the key
 * that signs; whoever calls it keeps the remembered head, before the cosignature leaves the house.
 */
import { isConsistent, providerFor } from '@mingcha/draw';
import {
  type CheckpointBody,
  cosignatureLine,
  type Note,
  type NoteSigner,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  verifyNoteSignature,
} from './note.ts';

/** What a witness remembers of one ledger. */
export interface SeenHead {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  /** The ledger's verifier key, entrusted at the first time. */
  readonly verifierKey: string;
}

/** What the witness was given: a note, and perhaps the proof that it extends a tree of size `old`. */
export interface Offer {
  readonly note: string;
  readonly old: number | null;
  readonly proof: readonly Uint8Array[];
}

export type WitnessFault =
  | 'witness.not_a_note'
  | 'witness.no_ledger_key'
  | 'witness.other_key'
  | 'witness.bad_signature'
  | 'witness.smaller'
  | 'witness.fork'
  | 'witness.no_proof'
  | 'witness.bad_proof';

export type WitnessVerdict =
  | { readonly ok: true; readonly origin: string; readonly head: SeenHead; readonly line: string }
  | { readonly ok: false; readonly fault: WitnessFault; readonly origin: string; readonly seen: number };

/** Splits a file into proof and note; a file without `old N` on top is the note alone. */
export function readOffer(file: string): Offer {
  const text = file.replaceAll('\r\n', '\n');
  const match = /^old (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]+=*\n)*)\n/.exec(text);
  if (match === null) return { note: text, old: null, proof: [] };
  const [whole, old = '0', lines = ''] = match;
  const proof = lines.split('\n').filter((line) => line !== '');
  return {
    note: text.slice(whole.length),
    old: Number(old),
    proof: proof.map((line) => new Uint8Array(Buffer.from(line, 'base64'))),
  };
}

export interface WitnessRequest {
  readonly offer: Offer;
  /** By origin. */
  readonly seen: Readonly<Record<string, SeenHead>>;
  /** The ledger's key as its agency publishes it; needed the first time. */
  readonly ledgerKey: string | null;
  readonly signer: NoteSigner;
  /** Unix seconds. */
  readonly now: number;
}

/** Cosigns, or says why not. */
export function witness(request: WitnessRequest): WitnessVerdict {
  const { offer, signer, now } = request;
  const note = parseNote(offer.note);
  if (note === null) return refused('witness.not_a_note', '', 0);
  const body = parseCheckpoint(note.text);
  if (body === null) return refused('witness.not_a_note', '', 0);
  const seen = request.seen[body.origin];
  const fault = keyFault(note, body, request) ?? (seen === undefined ? null : growthFault(seen, body, offer));
  if (fault !== null) return refused(fault, body.origin, seen?.size ?? 0);
  const verifierKey = seen?.verifierKey ?? request.ledgerKey ?? '';
  return {
    ok: true,
    origin: body.origin,
    head: { size: body.size, root: Buffer.from(body.root).toString('hex'), verifierKey },
    line: cosignatureLine(note.text, signer, now),
  };
}

/** What speaks against the note being signed by the key that the witness knows or was given. */
function keyFault(note: Note, body: CheckpointBody, request: WitnessRequest): WitnessFault | null {
  const known = request.seen[body.origin]?.verifierKey;
  const text = request.ledgerKey ?? known;
  if (text === undefined) return 'witness.no_ledger_key';
  if (known !== undefined && known !== text) return 'witness.other_key';
  const key = parseVerifierKey(text);
  if (key === null || key.name !== body.origin) return 'witness.bad_signature';
  const isSigned = note.signatures.some((signature) => verifyNoteSignature(note.text, signature, key));
  return isSigned ? null : 'witness.bad_signature';
}

function refused(fault: WitnessFault, origin: string, seen: number): WitnessVerdict {
  return { ok: false, fault, origin, seen };
}

/** What speaks against the new head having grown out of the remembered one. */
function growthFault(seen: SeenHead, now: CheckpointBody, offer: Offer): WitnessFault | null {
  const old = { size: seen.size, root: new Uint8Array(Buffer.from(seen.root, 'hex')) };
  if (now.size < old.size) return 'witness.smaller';
  if (now.size === old.size) return Buffer.compare(now.root, old.root) === 0 ? null : 'witness.fork';
  if (offer.old !== old.size) return 'witness.no_proof';
  return isConsistent(providerFor('SHA256'), { old, now }, offer.proof) ? null : 'witness.bad_proof';
}
