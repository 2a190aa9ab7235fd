/** Checkpoints that were published, in the files of an option that may be given several times. */
import { readFile } from 'node:fs/promises';
import { BackupError } from '../platform/backup/backup-error.ts';
import { isOwnNote, type PublishedCheckpoint, readPublished } from '../platform/backup/restored-ledgers.ts';

export interface PublishedFile extends PublishedCheckpoint {
  /** As it was typed. */
  readonly path: string;
}

/** Throws BackupError `restore.checkpoint_missing`, `restore.checkpoint_unreadable`. */
export async function publishedIn(
  paths: readonly string[],
  option: '--checkpoint' | '--published',
): Promise<readonly PublishedFile[]> {
  const found: PublishedFile[] = [];
  for (const path of paths) {
    const text = await readFile(path, 'utf8').catch(() => null);
    if (text === null) throw new BackupError('restore.checkpoint_missing', { path, option });
    const inside = readPublished(text);
    if (inside === null) throw new BackupError('restore.checkpoint_unreadable', { path });
    found.push(...inside.map((one) => ({ ...one, path })));
  }
  return found;
}

/** A damaged file says nothing about a ledger. Throws BackupError `restore.checkpoint_unsigned`. */
export function requireOwnNotes(published: readonly PublishedFile[], publicKey: Uint8Array): void {
  const bad = published.find((one) => !isOwnNote(one, publicKey));
  if (bad !== undefined)
    throw new BackupError('restore.checkpoint_unsigned', { path: bad.path, origin: bad.origin });
}
