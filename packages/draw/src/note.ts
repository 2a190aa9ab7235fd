/**
 * Signed notes, checkpoints, cosignatures and offline proofs of the public log, in the C2SP formats
 * signed-note, tlog-checkpoint, tlog-cosignature (cosignature/v1) and tlog-proof (§10.1).
 * Text in, text out; the log tree itself is in `tree.ts`.
 */
import { ascii, base64, concat, encodeUtf8, equalBytes, hex, toInt, u64, unbase64, unhex } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from './ed25519.ts';
import { DrawError } from './error.ts';
import { logHash } from './providers.ts';

const ED25519 = 1;
const COSIGNATURE = 4;
const DASH = '\u2014 ';

/** Who signs a note: a key name without spaces or plus signs, and a 32-byte Ed25519 secret key. */
export interface NoteSigner {
  readonly name: string;
  readonly secretKey: Uint8Array;
}

/** A verifier key `name+hash+key` taken apart. `log` signs notes, `witness` cosigns checkpoints. */
export interface VerifierKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly kind: 'log' | 'witness';
  readonly publicKey: Uint8Array;
}

function checkName(name: string): string {
  if (name.length === 0 || /[\s+]/u.test(name))
    throw new DrawError('note.name', 'a key name holds no spaces and no plus sign');
  return name;
}

function keyId(name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return logHash.hash(concat(encodeUtf8(`${name}\n`), new Uint8Array([type]), publicKey)).slice(0, 4);
}

function encodeKey(name: string, type: number, publicKey: Uint8Array): string {
  const id = keyId(checkName(name), type, publicKey);
  return `${name}+${hex(id)}+${base64(concat(new Uint8Array([type]), publicKey))}`;
}

/** Verifier key of a log or of an actor in the log. @throws DrawError `note.name` */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  return encodeKey(name, ED25519, publicKey);
}

/** Verifier key of a witness that cosigns checkpoints. @throws DrawError `note.name` */
export function witnessKey(name: string, publicKey: Uint8Array): string {
  return encodeKey(name, COSIGNATURE, publicKey);
}

/** Takes a verifier key apart. @throws DrawError `note.key` */
export function parseVerifierKey(text: string): VerifierKey {
  const parts = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text);
  if (parts === null) throw new DrawError('note.key', 'not a verifier key');
  const [, name = '', id = '', key = ''] = parts;
  const bytes = unbase64(key);
  const type = bytes[0] ?? 0;
  const publicKey = bytes.slice(1);
  if ((type !== ED25519 && type !== COSIGNATURE) || publicKey.length !== 32)
    throw new DrawError('note.key', 'only Ed25519 verifier keys are known');
  if (!equalBytes(keyId(name, type, publicKey), unhex(id)))
    throw new DrawError('note.key', 'the key id of the verifier key is wrong');
  return { name, id: unhex(id), kind: type === ED25519 ? 'log' : 'witness', publicKey };
}

/** One signature line of a note. */
export interface NoteLine {
  readonly name: string;
  readonly id: Uint8Array;
  readonly signature: Uint8Array;
}

/** A note taken apart; nothing is verified yet. */
export interface Note {
  /** The signed text, with its final newline. */
  readonly body: string;
  readonly lines: readonly NoteLine[];
}

/** Takes a signed note apart, strictly. @throws DrawError `note.syntax`, `bytes.base64` */
export function parseNote(text: string): Note {
  const cut = text.lastIndexOf('\n\n');
  if (cut < 0 || !text.endsWith('\n')) throw new DrawError('note.syntax', 'not a signed note');
  const lines = text.slice(cut + 2, -1).split('\n');
  return {
    body: text.slice(0, cut + 1),
    lines: lines.map((line) => {
      const parts = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
      if (parts === null) throw new DrawError('note.syntax', 'not a signature line');
      const bytes = unbase64(parts[2] ?? '');
      if (bytes.length < 5) throw new DrawError('note.syntax', 'signature too short');
      return { name: parts[1] ?? '', id: bytes.slice(0, 4), signature: bytes.slice(4) };
    }),
  };
}

function line(name: string, id: Uint8Array, signature: Uint8Array): string {
  return `${DASH}${name} ${base64(concat(id, signature))}\n`;
}

/** Signs a text that ends with a newline. @throws DrawError `note.syntax`, `note.name` */
export function signNote(body: string, signer: NoteSigner): string {
  if (!body.endsWith('\n')) throw new DrawError('note.syntax', 'a note ends with a newline');
  const id = keyId(checkName(signer.name), ED25519, ed25519PublicKey(signer.secretKey));
  return `${body}\n${line(signer.name, id, ed25519Sign(encodeUtf8(body), signer.secretKey))}`;
}

function cosignedMessage(body: string, unixSeconds: number): Uint8Array {
  return concat(ascii(`cosignature/v1\ntime ${unixSeconds}\n`), encodeUtf8(body));
}

/** Adds a witness's cosignature/v1 line to a signed checkpoint. @throws DrawError `note.*`, `bytes.range` */
export function cosign(note: string, signer: NoteSigner, unixSeconds: number): string {
  const { body } = parseNote(note);
  const id = keyId(checkName(signer.name), COSIGNATURE, ed25519PublicKey(signer.secretKey));
  const signature = ed25519Sign(cosignedMessage(body, unixSeconds), signer.secretKey);
  return note + line(signer.name, id, concat(u64(unixSeconds), signature));
}

/** Whether a line is this key's; a witness's line also gives the time of its cosignature, Unix seconds. */
export function checkLine(
  body: string,
  noteLine: NoteLine,
  key: VerifierKey,
): { readonly ok: boolean; readonly time: number | null } {
  if (noteLine.name !== key.name || !equalBytes(noteLine.id, key.id)) return { ok: false, time: null };
  if (key.kind === 'log')
    return { ok: ed25519Verify(encodeUtf8(body), key.publicKey, noteLine.signature), time: null };
  if (noteLine.signature.length !== 72) return { ok: false, time: null };
  const time = Number(toInt(noteLine.signature.subarray(0, 8)));
  if (!Number.isSafeInteger(time)) return { ok: false, time: null };
  const message = cosignedMessage(body, time);
  return { ok: ed25519Verify(message, key.publicKey, noteLine.signature.subarray(8)), time };
}

/** A log head: origin, size, root, and extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions: readonly string[];
}

/** Body of a checkpoint, to be signed by `signNote`. @throws DrawError `note.syntax` */
export function checkpointBody(head: Checkpoint): string {
  if (head.origin.length === 0 || head.origin.includes('\n'))
    throw new DrawError('note.syntax', 'an origin is one line');
  const lines = [head.origin, String(head.size), base64(head.root), ...head.extensions];
  return lines.map((text) => `${text}\n`).join('');
}

/** Reads the body of a checkpoint, strictly. @throws DrawError `note.syntax` */
export function parseCheckpoint(body: string): Checkpoint {
  const lines = body.slice(0, -1).split('\n');
  const [origin = '', size = '', root = '', ...extensions] = lines;
  if (!body.endsWith('\n') || origin === '' || !/^(?:0|[1-9][0-9]{0,14})$/u.test(size))
    throw new DrawError('note.syntax', 'not a checkpoint');
  if (extensions.includes('')) throw new DrawError('note.syntax', 'empty line in a checkpoint');
  const bytes = unbase64(root);
  if (bytes.length !== 32) throw new DrawError('note.syntax', 'the root of a checkpoint has 32 bytes');
  return { origin, size: Number(size), root: bytes, extensions };
}

/** An offline proof that an entry stands in a log. */
export interface LogProof {
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint. */
  readonly checkpoint: string;
}

const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';

/** The proof as text. */
export function formatLogProof(proof: LogProof): string {
  const lines = [PROOF_HEADER, `index ${proof.index}`, ...proof.proof.map(base64)];
  return `${lines.join('\n')}\n\n${proof.checkpoint}`;
}

/** Reads a proof, strictly; extra data is not used by this protocol. @throws DrawError `note.proof`, `bytes.base64` */
export function parseLogProof(text: string): LogProof {
  const cut = text.indexOf('\n\n');
  const [header, index = '', ...hashes] = text.slice(0, Math.max(cut, 0)).split('\n');
  const number = /^index (0|[1-9][0-9]{0,14})$/u.exec(index);
  if (header !== PROOF_HEADER || number === null || hashes.length > 63)
    throw new DrawError('note.proof', 'not a log proof');
  const proof = hashes.map((hash) => {
    const bytes = unbase64(hash);
    if (bytes.length !== 32) throw new DrawError('note.proof', 'a proof hash has 32 bytes');
    return bytes;
  });
  return { index: Number(number[1]), proof, checkpoint: text.slice(cut + 2) };
}
