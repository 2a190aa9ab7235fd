/**
 * The data keys of the installation. Key 0 lies in `secret-box.key` and is made at the first start; each rotation adds
 * one to `data-keys.json` and makes it the current one. Earlier keys stay, so that old values and old backups are
 * readable. With a device the newer keys are wrapped by it: the file alone opens nothing. A running server notices a
 * new file of clear keys by itself; wrapped keys are read at the start only.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '../setup-error.ts';
import { keyFile, replaceKeyDocument } from './key-files.ts';
import type { CryptoProvider } from './provider.ts';
import type { DataKey, KeyRing } from './sealed-value.ts';

const storedKey = z.object({
  id: z.number().int().min(1).max(0xffff_ffff),
  madeAt: z.iso.datetime(),
  /** 32 bytes in hexadecimal, or null when it is wrapped. */
  secret: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** What the device made of the key, base64. */
  wrapped: z.base64().nullable(),
});
const ringDocument = z.object({ version: z.literal(1), keys: z.array(storedKey).min(1).max(10_000) });
type RingDocument = z.output<typeof ringDocument>;

export interface RingPlace {
  readonly folder: string;
  /** The device that wraps data keys; null: they lie in the file. */
  readonly device: CryptoProvider | null;
}

const firstKeyFile = (folder: string) => join(folder, 'secret-box.key');
const ringFile = (folder: string) => join(folder, 'data-keys.json');
const lookAgainMs = 1_000;

/** Throws SetupError `crypto.ring_damaged`, `crypto.ring_wrapped`, or what the device says. */
export async function openKeyRing(place: RingPlace): Promise<KeyRing> {
  const first: DataKey = { id: 0, bytes: await keyFile(firstKeyFile(place.folder)) };
  const path = ringFile(place.folder);
  const wrapped = new Map<number, DataKey>();
  for (const stored of existsSync(path) ? readRing(path).keys : []) {
    if (stored.wrapped !== null) wrapped.set(stored.id, await unwrap(place, stored.id, stored.wrapped));
  }
  let keys = new Map<number, DataKey>();
  let current = first;
  let seen: string | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = (): void => {
    lookedAt = performance.now();
    const found = existsSync(path) ? `${statSync(path).mtimeMs} ${statSync(path).ino}` : 'none';
    if (found === seen) return;
    seen = found;
    keys = new Map([[0, first]]);
    for (const stored of found === 'none' ? [] : readRing(path).keys) {
      const known = stored.secret === null ? wrapped.get(stored.id) : clearKey(stored.id, stored.secret);
      if (known !== undefined) keys.set(stored.id, known);
    }
    current = keys.get(Math.max(...keys.keys())) ?? first;
  };
  look();
  return {
    current() {
      if (performance.now() - lookedAt > lookAgainMs) look();
      return current;
    },
    find(id) {
      if (!keys.has(id)) look();
      return keys.get(id);
    },
  };
}

/** Adds a key and makes it the current one. Its bytes come from our source and, where there is one, from the device too. */
export async function addDataKey(place: RingPlace, now: string): Promise<number> {
  await keyFile(firstKeyFile(place.folder));
  const path = ringFile(place.folder);
  const known = existsSync(path) ? readRing(path).keys : [];
  const id = Math.max(0, ...known.map((one) => one.id)) + 1;
  const own = randomBytes(32);
  const mixed = place.device === null ? own : mix(own, await place.device.random(32));
  const wrapped = place.device === null ? null : await place.device.encrypt(mixed);
  const added = {
    id,
    madeAt: now,
    secret: wrapped === null ? mixed.toString('hex') : null,
    wrapped: wrapped === null ? null : Buffer.from(wrapped).toString('base64'),
  };
  const document: RingDocument = { version: 1, keys: [...known, added] };
  await replaceKeyDocument(path, document);
  return id;
}

export interface RingEntry {
  readonly id: number;
  readonly madeAt: string | null;
  readonly isWrapped: boolean;
}

/** The keys as an operator may see them. */
export function ringEntries(folder: string): readonly RingEntry[] {
  const path = ringFile(folder);
  const stored = existsSync(path) ? readRing(path).keys : [];
  return [
    { id: 0, madeAt: null, isWrapped: false },
    ...stored.map((one) => ({ id: one.id, madeAt: one.madeAt, isWrapped: one.wrapped !== null })),
  ];
}

function readRing(path: string): RingDocument {
  try {
    return ringDocument.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new SetupError('crypto.ring_damaged', { path }, error);
  }
}

function clearKey(id: number, secret: string): DataKey {
  return { id, bytes: Buffer.from(secret, 'hex') };
}

async function unwrap(place: RingPlace, id: number, wrapped: string): Promise<DataKey> {
  if (place.device === null) throw new SetupError('crypto.ring_wrapped', { id });
  return { id, bytes: await place.device.decrypt(new Uint8Array(Buffer.from(wrapped, 'base64'))) };
}

function mix(a: Uint8Array, b: Uint8Array): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));
}
