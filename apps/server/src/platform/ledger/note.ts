/**
 * C2SP signed notes, checkpoints and cosignatures (signed-note, tlog-checkpoint, tlog-cosignature v1), with node's
 * Ed25519. A note is text ending in a line feed, a blank line, and one line per signature:
 * `— name base64(keyHash4 ‖ signature)`. Pure apart from the key that signs.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

const ed25519Type = 1;
const cosignatureType = 4;

/** A C2SP verifier key `name+hash+base64(type ‖ key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly type: number;
  /** First four bytes of `SHA-256(name ‖ LF ‖ type ‖ key)`. */
  readonly hash: Uint8Array;
  readonly publicKey: Uint8Array;
}

function keyHash(name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(type))
    .update(publicKey)
    .digest()
    .subarray(0, 4);
}

/** The text of the installation's verifier key. */
export function formatVerifierKey(name: string, publicKey: Uint8Array): string {
  return keyText(name, ed25519Type, publicKey);
}

/** The text of a witness's verifier key, for cosignature/v1. */
export function formatWitnessKey(name: string, publicKey: Uint8Array): string {
  return keyText(name, cosignatureType, publicKey);
}

function keyText(name: string, type: number, publicKey: Uint8Array): string {
  const hash = Buffer.from(keyHash(name, type, publicKey)).toString('hex');
  return `${name}+${hash}+${Buffer.from([type, ...publicKey]).toString('base64')}`;
}

/** Parses a verifier key of type Ed25519 (1) or cosignature/v1 (4); null when it is malformed or its hash is wrong. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const match = /^([^\s+]{1,200})\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text);
  const [, name = '', hashHex = '', encoded = ''] = match ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const type = bytes[0];
  if (match === null || bytes.length !== 33 || (type !== ed25519Type && type !== cosignatureType))
    return null;
  const publicKey = new Uint8Array(bytes.subarray(1));
  const hash = keyHash(name, type, publicKey);
  if (Buffer.from(hash).toString('hex') !== hashHex) return null;
  return { name, type, hash, publicKey };
}

export interface CheckpointBody {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Extension lines, none of them empty. */
  readonly extensions: readonly string[];
}

/** Origin, size, base64 root, extension lines; each ended by a line feed. */
export function formatCheckpoint(body: CheckpointBody): string {
  const lines = [
    body.origin,
    String(body.size),
    Buffer.from(body.root).toString('base64'),
    ...body.extensions,
  ];
  if (lines.some((line) => line === '' || /[\n\r]/.test(line)))
    throw new Error('a checkpoint line is malformed');
  return `${lines.join('\n')}\n`;
}

/** Parses the text of a note as a checkpoint; null when it is malformed. */
export function parseCheckpoint(text: string): CheckpointBody | null {
  const [origin = '', size = '', root = '', ...rest] = text.split('\n');
  const bytes = Buffer.from(root, 'base64');
  if (origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(size) || bytes.length !== 32 || rest.at(-1) !== '')
    return null;
  return { origin, size: Number(size), root: new Uint8Array(bytes), extensions: rest.slice(0, -1) };
}

export interface NoteSigner {
  readonly name: string;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** The signed note of `text`, which ends in a line feed. */
export function signNote(text: string, signer: NoteSigner): string {
  const hash = keyHash(signer.name, ed25519Type, signer.publicKey);
  const signature = signer.sign(Buffer.from(text, 'utf8'));
  return `${text}\n${signatureLine(signer.name, Buffer.concat([hash, signature]))}`;
}

/** The cosignature/v1 line of a note's text at `seconds` (Unix), by C2SP tlog-cosignature. */
export function cosignatureLine(text: string, signer: NoteSigner, seconds: number): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(seconds));
  const signature = signer.sign(Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8'));
  const hash = keyHash(signer.name, cosignatureType, signer.publicKey);
  return signatureLine(signer.name, Buffer.concat([hash, stamp, signature]));
}

function signatureLine(name: string, bytes: Uint8Array): string {
  return `\u2014 ${name} ${Buffer.from(bytes).toString('base64')}\n`;
}

export interface SignatureLine {
  readonly name: string;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array;
  readonly line: string;
}

export interface Note {
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

/** Splits a note; null when there is no blank line before the signatures. */
export function parseNote(note: string): Note | null {
  const at = note.lastIndexOf('\n\n');
  if (at < 0) return null;
  return { text: note.slice(0, at + 1), signatures: parseSignatures(note.slice(at + 2)) };
}

/** Signature lines among `lines`; other lines are skipped, since a pasted text may carry more. */
export function parseSignatures(lines: string): readonly SignatureLine[] {
  return lines.split('\n').flatMap((line) => {
    const match = /^\u2014 (\S+) ([A-Za-z0-9+/]+={0,2})$/.exec(line.trim());
    const [, name = '', encoded = ''] = match ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (match === null || bytes.length < 5) return [];
    const [hash, signature] = [new Uint8Array(bytes.subarray(0, 4)), new Uint8Array(bytes.subarray(4))];
    return [{ name, hash, signature, line: `${line.trim()}\n` }];
  });
}

/** True when `signature` is the key's own signature of the note's text. */
export function verifyNoteSignature(text: string, signature: SignatureLine, key: VerifierKey): boolean {
  if (key.type !== ed25519Type || !belongsTo(signature, key)) return false;
  return verifyEd25519(Buffer.from(text, 'utf8'), signature.signature, key.publicKey);
}

/**
 * Checks a cosignature/v1: eight bytes of big-endian Unix seconds and a signature of
 * `cosignature/v1 LF time N LF text`. Returns the seconds, or null.
 */
export function verifyCosignature(text: string, signature: SignatureLine, key: VerifierKey): number | null {
  if (key.type !== cosignatureType || !belongsTo(signature, key) || signature.signature.length !== 72)
    return null;
  const seconds = Buffer.from(signature.signature).readBigUInt64BE(0);
  if (seconds > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const message = Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8');
  return verifyEd25519(message, signature.signature.subarray(8), key.publicKey) ? Number(seconds) : null;
}

function belongsTo(signature: SignatureLine, key: VerifierKey): boolean {
  return signature.name === key.name && Buffer.compare(signature.hash, key.hash) === 0;
}

function verifyEd25519(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  return verify(null, message, createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
}
