/**
 * What a backup says about itself: every part with size and both digests, every table with its rows, where each ledger
 * stood. It is signed with the installation's key, and repeated as files that `sha256sum -c` and `openssl dgst` read.
 */
import { createPublicKey, verify } from 'node:crypto';
import { backupCauses } from '@mingcha/core/common/backup.ts';
import { instant, sha256Hex, uuid } from '@mingcha/core/common/schemas.ts';
import { z } from 'zod';
import type { Signer } from '../platform.ts';

const count = z.number().int().min(0);
/** A part lies in the folder of its backup: no path from outside. */
const partPath = z
  .string()
  .regex(/^(?:database\/)?[a-z0-9_.-]{1,100}$/i)
  .refine((text) => !text.includes('..'));
const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const part = z.object({ path: partPath, size: count, sha256: sha256Hex, sm3: sha256Hex });
export type Part = z.output<typeof part>;

export const manifestSchema = z
  .object({
    format: z.literal('mingcha backup 1'),
    name: z.string().regex(/^[0-9TZ]{16}-[a-z0-9-]{1,40}$/),
    cause: z.enum(backupCauses),
    takenAt: instant,
    program: z.string(),
    postgres: z.string(),
    tables: z.array(
      z.object({ name: identifier, columns: z.array(identifier), rows: count, path: partPath }),
    ),
    sequences: z.array(
      z.object({ name: identifier, value: z.string().regex(/^-?\d{1,19}$/), called: z.boolean() }),
    ),
    migrations: z.array(z.object({ file: z.string(), checksum: sha256Hex })),
    ledgers: z.array(
      z.object({
        jurisdictionId: uuid,
        origin: z.string(),
        name: z.string(),
        size: count,
        /** Of the whole tree at this moment. */
        root: sha256Hex,
        /** The last signed checkpoint at this moment. */
        checkpoint: z.object({ size: count, note: z.string() }).nullable(),
      }),
    ),
    files: z.object({ count, bytes: count, damaged: z.array(sha256Hex) }),
    keys: z.object({
      how: z.enum(['recipient', 'passphrase', 'none']),
      names: z.array(z.string()),
      tarSha256: sha256Hex.nullable(),
    }),
    /** Ed25519, hex: who signed this. */
    signer: sha256Hex,
    parts: z.array(part),
  })
  .strict();
export type Manifest = z.output<typeof manifestSchema>;

/** Names that are the same in every backup. */
export const partNames = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  sha256: 'SHA256SUMS',
  sm3: 'SM3SUMS',
  files: 'files.txt.gz',
  keys: 'keys.tar.enc',
  keyPassphrase: 'keys.pass.enc',
} as const;

export function manifestBytes(manifest: Manifest): Buffer {
  return Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
}

export function signManifest(signer: Signer, bytes: Uint8Array): Buffer {
  return Buffer.from(signer.sign(bytes));
}

/** Parses a manifest that bears the signature of the key it names; null for anything else. */
export function readManifest(bytes: Uint8Array, signature: Uint8Array): Manifest | null {
  const parsed = manifestSchema.safeParse(jsonOf(bytes));
  if (!parsed.success || !Buffer.from(bytes).equals(manifestBytes(parsed.data))) return null;
  const spki = Buffer.from(`302a300506032b6570032100${parsed.data.signer}`, 'hex');
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  return signature.length === 64 && verify(null, bytes, key, signature) ? parsed.data : null;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}

/** As `sha256sum` writes; the manifest and its signature stand first. */
export function sumsOf(parts: readonly Part[], of: 'sha256' | 'sm3'): Buffer {
  return Buffer.from(parts.map((one) => `${one[of]}  ${one.path}\n`).join(''));
}
