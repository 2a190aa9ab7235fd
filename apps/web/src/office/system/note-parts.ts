/** Reads a checkpoint's note for showing it, and pasted text for what it signs. Pure; it verifies nothing. */

export interface NoteParts {
  readonly origin: string;
  /** Signature of the installation, base64. */
  readonly signature: string;
}

/** Origin and first signature line of a note. */
export function notePartsOf(note: string): NoteParts {
  const origin = note.split('\n')[0] ?? '';
  const line = note.split('\n').find((one) => one.startsWith('\u2014 ')) ?? '';
  return { origin, signature: line.split(' ')[2] ?? '' };
}

/** The size that stands in the second line of a whole note; null when the text is only a signature line. */
export function sizeIn(text: string): number | null {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => line.startsWith('mingcha/ledger/'));
  const size = at < 0 ? '' : (lines[at + 1] ?? '');
  return /^[1-9]\d{0,15}$/.test(size) ? Number(size) : null;
}
