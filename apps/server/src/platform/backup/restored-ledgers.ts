/**
 * Recomputes restored ledgers and holds them against the last checkpoints that were published: by the portal, a witness,
 * a printed record. A smaller ledger has lost entries and says which; a different one is refused.
 */
import type { RestoredLedger } from '@mingcha/core/common/backup.ts';
import type { Database } from '../db/database.ts';
import {
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
  verifyNoteSignature,
} from '../ledger/note.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { BackupError } from './backup-error.ts';
import type { Manifest } from './manifest.ts';

export interface PublishedCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
}

/**
 * Checkpoints in a file: signed notes one after another, or what `/api/public/ledger/checkpoints` answers.
 * Null when there is none.
 */
export function readPublished(text: string): readonly PublishedCheckpoint[] | null {
  const found = notesIn(text.replaceAll('\r\n', '\n')).map((note) => {
    const body = parseCheckpoint(parseNote(note)?.text ?? '');
    if (body === null) return null;
    return { origin: body.origin, size: body.size, root: Buffer.from(body.root).toString('hex'), note };
  });
  return found.length === 0 || found.includes(null) ? null : found.filter((one) => one !== null);
}

function notesIn(text: string): readonly string[] {
  try {
    const value = JSON.parse(text) as { rows?: readonly { note?: string }[]; note?: string };
    const rows = value.rows ?? [value];
    return rows.flatMap((row) => (row.note === undefined ? [] : [row.note]));
  } catch {
    // A witness's file has the proof of consistency above its note.
    return [text.replace(/^old \d+\n(?:[A-Za-z0-9+/]+=*\n)*\n/, '')];
  }
}

/**
 * Verifies each ledger against its manifest and against the largest of the published checkpoints.
 * Throws BackupError `restore.ledger_bad`, `restore.checkpoint_differs`.
 */
export async function compareLedgers(
  db: Database,
  input: { readonly manifest: Manifest; readonly published: readonly PublishedCheckpoint[] },
): Promise<readonly RestoredLedger[]> {
  const found: RestoredLedger[] = [];
  for (const ledger of input.manifest.ledgers) {
    const own = input.published.filter((one) => one.origin === ledger.origin);
    found.push(await compareOne(db, { ledger, own, signer: input.manifest.signer }));
  }
  return found;
}

interface Comparison {
  readonly ledger: Manifest['ledgers'][number];
  readonly own: readonly PublishedCheckpoint[];
  readonly signer: string;
}

async function compareOne(db: Database, { ledger, own, signer }: Comparison): Promise<RestoredLedger> {
  const { origin, jurisdictionId } = ledger;
  const key = parseVerifierKey(formatVerifierKey(origin, Buffer.from(signer, 'hex')));
  const withKey = key === null ? {} : { key };
  const verdict = await verifyLedger(db, jurisdictionId, withKey);
  const root = verdict.root === null ? null : Buffer.from(verdict.root).toString('hex');
  if (!verdict.sound || verdict.size !== ledger.size || root !== ledger.root)
    throw new BackupError('restore.ledger_bad', { origin });
  for (const one of own) {
    const isSigned = key !== null && isSignedBy(one.note, key);
    const isBeyond = one.size > verdict.size;
    const isHeld =
      isBeyond || (await verifyLedger(db, jurisdictionId, { ...withKey, published: [one.note] })).sound;
    if (!isSigned || !isHeld) throw new BackupError('restore.checkpoint_differs', { origin });
  }
  return { jurisdictionId, origin, size: verdict.size, ...standing(own, verdict.size) };
}

/** Whether the ledger itself signed a published checkpoint; `publicKey` is the raw key of its signer. */
export function isOwnNote({ origin, note }: PublishedCheckpoint, publicKey: Uint8Array): boolean {
  const key = parseVerifierKey(formatVerifierKey(origin, publicKey));
  return key !== null && isSignedBy(note, key);
}

function isSignedBy(text: string, key: VerifierKey): boolean {
  const note = parseNote(text);
  return note?.signatures.some((signature) => verifyNoteSignature(note.text, signature, key)) === true;
}

function standing(
  own: readonly PublishedCheckpoint[],
  size: number,
): Pick<RestoredLedger, 'published' | 'publishedRoot' | 'verdict'> {
  const last = [...own].sort((a, b) => b.size - a.size)[0];
  if (last === undefined) return { published: null, publishedRoot: null, verdict: 'none' };
  return {
    published: last.size,
    publishedRoot: last.root,
    verdict: last.size > size ? 'behind' : 'contained',
  };
}
