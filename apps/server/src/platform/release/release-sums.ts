/** Lists of checksums and of links as standard tools write them, and the signature over them. Reads and writes no file. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** `hash  path` a line, sorted; what `sha256sum -c` and `openssl dgst -sm3` compare. */
export function writeSums(sums: ReadonlyMap<string, string>): string {
  return sorted(sums)
    .map(([path, hash]) => `${hash}  ${path}\n`)
    .join('');
}

/** Null of what is no such list. */
export function readSums(text: string): ReadonlyMap<string, string> | null {
  return readLines(text, /^([0-9a-f]{64}) {2}(.+)$/, (found) => [found[2] ?? '', found[1] ?? '']);
}

export function writeLinks(links: ReadonlyMap<string, string>): string {
  return sorted(links)
    .map(([path, target]) => `${path} -> ${target}\n`)
    .join('');
}

export function readLinks(text: string): ReadonlyMap<string, string> | null {
  return readLines(text, /^(.+) -> (.+)$/, (found) => [found[1] ?? '', found[2] ?? '']);
}

/** In the order of their bytes, whatever the machine's language. */
function sorted(map: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...map].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function readLines(
  text: string,
  form: RegExp,
  pair: (found: RegExpExecArray) => readonly [string, string],
): ReadonlyMap<string, string> | null {
  const map = new Map<string, string>();
  if (text !== '' && !text.endsWith('\n')) return null;
  for (const line of text.split('\n').slice(0, -1)) {
    const found = form.exec(line);
    if (found === null) return null;
    const [path, value] = pair(found);
    if (map.has(path)) return null;
    map.set(path, value);
  }
  return map;
}

/** The detached signature, 64 bytes. `key` is a private Ed25519 key. */
export function signSums(sums: Uint8Array, key: KeyObject): Buffer {
  return sign(null, sums, key);
}

export function isSignedBy(sums: Uint8Array, signature: Uint8Array, key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ed25519' && signature.length === 64 && verify(null, sums, key, signature);
}

/** A public key from PEM; null of anything but Ed25519. */
export function releaseKey(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

/** SHA-256 of the key in DER, as `openssl pkey -pubin -outform DER | sha256sum` prints it. */
export function keyFingerprint(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}
