/**
 * Events of the public draw log (§10.2) and the log as one value: what a terminal keeps in memory and what a
 * server assembles from its tables. The order of phases is proved by the places of these entries.
 */
import { hex } from './bytes.ts';
import { ed25519PublicKey } from './ed25519.ts';
import { DrawError } from './error.ts';
import { type JsonObject, jcs } from './json.ts';
import { checkpointBody, formatLogProof, type NoteSigner, signNote, verifierKey } from './note.ts';
import { logHash } from './providers.ts';
import { inclusionPath, leafHash, rootOf } from './tree.ts';
import type { CertificateBody, DrawEvent, EventType, Hex, LoggedEvent, Params } from './types.ts';

/** Largest entry of the log in bytes; larger payloads enter by hash. */
export const MAX_ENTRY = 65_535;

/** What every event of a draw says about itself. */
export interface EventHeader {
  readonly params: Pick<Params, 'org' | 'series' | 'no' | 'attempt'>;
  readonly freezeId: Hex;
  /** UTC, `YYYY-MM-DDThh:mm:ssZ`. */
  readonly at: string;
  /** Verifier key of the actor. */
  readonly by: string;
}

/** An event with its header; `data` are the members of its type (see README, "Events"). */
export function drawEvent(header: EventHeader, type: EventType, data: JsonObject = {}): DrawEvent {
  const { org, series, no, attempt } = header.params;
  const { freezeId, at, by } = header;
  return { ...data, v: 'rdraw/1', type, org, series, no, attempt, freezeId, at, by };
}

/** Entry bytes of an event: jcs(event). @throws DrawError `log.size` above 65 535 bytes, `json.*` */
export function entryOf(event: DrawEvent): Uint8Array {
  const bytes = jcs(event);
  if (bytes.length > MAX_ENTRY) throw new DrawError('log.size', `an entry has at most ${MAX_ENTRY} bytes`);
  return bytes;
}

/** Leaf hash of an event in the log's tree (SHA-256 whatever the suite). */
export function logLeaf(event: DrawEvent): Uint8Array {
  return leafHash(logHash, entryOf(event));
}

/** A signed head over leaf hashes. */
export function signHead(origin: string, leaves: readonly Uint8Array[], signer: NoteSigner): string {
  const head = { origin, size: leaves.length, root: rootOf(logHash, leaves), extensions: [] };
  return signNote(checkpointBody(head), signer);
}

/** The log of one draw, alone in its tree, as the command line keeps it. */
export interface DrawLog {
  readonly origin: string;
  readonly events: readonly DrawEvent[];
}

/** `log` of a bundle: every event with its proof under a head signed now. */
export function sealLog(
  log: DrawLog,
  signer: NoteSigner,
): { readonly checkpoint: string; readonly events: readonly LoggedEvent[] } {
  const leaves = log.events.map(logLeaf);
  return {
    checkpoint: signHead(log.origin, leaves, signer),
    events: log.events.map((event, index) => ({
      index,
      event,
      proof: inclusionPath(logHash, leaves, index).map(hex),
    })),
  };
}

/**
 * `log` of a certificate: the proof that entry `index` (the `frozen` event) stands under a signed head.
 * `checkpoint` may carry witnesses' cosignature lines.
 */
export function certificateLog(input: {
  readonly origin: string;
  readonly leaves: readonly Uint8Array[];
  readonly index: number;
  readonly checkpoint: string;
}): CertificateBody['log'] {
  const proof = inclusionPath(logHash, input.leaves, input.index);
  const text = formatLogProof({ index: input.index, proof, checkpoint: input.checkpoint });
  return { origin: input.origin, index: input.index, proof: text };
}

/** Verifier key of a signer. */
export function keyOf(signer: NoteSigner): string {
  return verifierKey(signer.name, ed25519PublicKey(signer.secretKey));
}
