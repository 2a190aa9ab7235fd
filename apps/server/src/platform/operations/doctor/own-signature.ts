/** Whether checkpoints carry the signature of the key that lies in the folder of secrets. */
import { existsSync, readFileSync } from 'node:fs';
import { formatVerifierKey, parseNote, parseVerifierKey, verifyNoteSignature } from '../../ledger/note.ts';
import { originOf } from '../../ledger/origin.ts';
import { makeSigner } from '../../secrets.ts';

export interface NewestNote {
  readonly divisionCode: string;
  readonly note: string;
}

/** The origin of a ledger whose newest checkpoint another key signed; null of none, and where there is no key of ours here. */
export function signedByOthers(keyFile: string, notes: readonly NewestNote[]): string | null {
  if (!existsSync(keyFile)) return null;
  const signer = makeSigner(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'));
  for (const { divisionCode, note } of notes) {
    const origin = originOf(divisionCode);
    const key = parseVerifierKey(formatVerifierKey(origin, signer.publicKey));
    const parsed = parseNote(note);
    const isOurs =
      key !== null && (parsed?.signatures.some((one) => verifyNoteSignature(parsed.text, one, key)) ?? false);
    if (!isOurs) return origin;
  }
  return null;
}
