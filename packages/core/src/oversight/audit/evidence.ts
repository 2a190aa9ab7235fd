/**
 * The file of evidence that an auditor takes away: a manifest with digests, signed by the installation; the entries of the ledger
 * with their proofs of inclusion in one signed checkpoint. Whoever has it checks it without the platform. Pure.
 */
import { decodeUtf8, hex, providerFor } from '@mingcha/draw';
import { z } from 'zod';
import { checkInclusion, holds, isSignedBy, readHead } from '../../common/ledger-proof.ts';
import { instant, sha256Hex } from '../../common/schemas.ts';

export const evidenceFormat = 'mingcha evidence 1';
export const evidencePaths = {
  manifest: 'manifest.json',
  signature: 'manifest.note',
  entries: 'ledger/entries.jsonl',
  checkpoint: 'ledger/checkpoint.txt',
  key: 'ledger/verifier-key.txt',
} as const;

export const evidenceManifest = z.object({
  format: z.literal(evidenceFormat),
  jurisdiction: z.string(),
  takenBy: z.string(),
  takenAt: instant,
  about: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: sha256Hex })),
});
export type EvidenceManifest = z.output<typeof evidenceManifest>;

/** One line of `ledger/entries.jsonl`. */
export const evidenceEntry = z.object({
  seq: z.number().int(),
  entry: z.string(),
  hash: sha256Hex,
  path: z.array(sha256Hex),
});

/** Body of the note that signs the manifest. */
export function evidenceNoteBody(origin: string, manifest: Uint8Array): string {
  return `${origin}/evidence\n${hex(providerFor('SHA256').hash(manifest))}\n`;
}

export interface EvidenceReport {
  readonly sound: boolean;
  /** Origin of the ledger as the checkpoint names it; empty where it could not be read. */
  readonly origin: string;
  readonly files: number;
  readonly entries: number;
  readonly fault: { readonly code: EvidenceFault; readonly at: string } | null;
}
export type EvidenceFault =
  | 'evidence.fault_manifest'
  | 'evidence.fault_signature'
  | 'evidence.fault_missing'
  | 'evidence.fault_digest'
  | 'evidence.fault_surplus'
  | 'evidence.fault_checkpoint'
  | 'evidence.fault_entry';

type Files = ReadonlyMap<string, Uint8Array>;

/** Checks everything the file says of itself. `key`: the verifier key known from elsewhere; the file's own otherwise. */
export function checkEvidence(files: Files, key: string | null = null): EvidenceReport {
  const text = (path: string): string => readText(files.get(path));
  const verifierKey = key ?? text(evidencePaths.key).trim();
  const note = text(evidencePaths.checkpoint);
  const head = readHead(note);
  const broken = (code: EvidenceFault, at: string): EvidenceReport => ({
    sound: false,
    origin: head?.origin ?? '',
    files: files.size,
    entries: 0,
    fault: { code, at },
  });
  const bytes = files.get(evidencePaths.manifest);
  const manifest = bytes === undefined ? null : readManifest(text(evidencePaths.manifest));
  if (bytes === undefined || manifest === null)
    return broken('evidence.fault_manifest', evidencePaths.manifest);
  if (head === null || !isSignedBy(note, verifierKey))
    return broken('evidence.fault_checkpoint', evidencePaths.checkpoint);
  const signature = text(evidencePaths.signature);
  const isSigned =
    signature.startsWith(`${evidenceNoteBody(head.origin, bytes)}\n`) && isSignedBy(signature, verifierKey);
  if (!isSigned) return broken('evidence.fault_signature', evidencePaths.signature);
  const filed = fileFault(files, manifest);
  if (filed !== null) return broken(filed.code, filed.at);
  const lines = text(evidencePaths.entries)
    .split('\n')
    .filter((line) => line !== '');
  const bad = lines.findIndex((line) => !isGoodEntry(line, { note, verifierKey, size: head.size }));
  if (bad >= 0) return broken('evidence.fault_entry', String(bad + 1));
  return { sound: true, origin: head.origin, files: files.size, entries: lines.length, fault: null };
}

function readText(bytes: Uint8Array | undefined): string {
  try {
    return bytes === undefined ? '' : decodeUtf8(bytes);
  } catch {
    return '';
  }
}

function readManifest(text: string): EvidenceManifest | null {
  try {
    const parsed = evidenceManifest.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function fileFault(files: Files, manifest: EvidenceManifest): EvidenceReport['fault'] {
  const hash = providerFor('SHA256');
  for (const { path, bytes, sha256 } of manifest.files) {
    const found = files.get(path);
    if (found === undefined) return { code: 'evidence.fault_missing', at: path };
    if (found.length !== bytes || hex(hash.hash(found)) !== sha256)
      return { code: 'evidence.fault_digest', at: path };
  }
  const named = new Set<string>([
    ...manifest.files.map((file) => file.path),
    evidencePaths.manifest,
    evidencePaths.signature,
  ]);
  const surplus = [...files.keys()].find((path) => !named.has(path));
  return surplus === undefined ? null : { code: 'evidence.fault_surplus', at: surplus };
}

function isGoodEntry(
  line: string,
  of: { readonly note: string; readonly verifierKey: string; readonly size: number },
): boolean {
  try {
    const parsed = evidenceEntry.safeParse(JSON.parse(line));
    if (!parsed.success) return false;
    return holds(checkInclusion({ ...parsed.data, ...of, format: 'mingcha ledger proof 1' }));
  } catch {
    return false;
  }
}
