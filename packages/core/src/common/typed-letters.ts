/** Codes that people say and type: letters that are not mistaken for one another. Pure. */

/** Without 0, 1, I, L, O and U. */
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Text of `length` letters from random bytes; bytes that would favour some letters are skipped. Null when they did not suffice. */
export function lettersOf(bytes: Uint8Array, length: number): string | null {
  const fair = 256 - (256 % letters.length);
  const found = Array.from(bytes)
    .filter((byte) => byte < fair)
    .slice(0, length)
    .map((byte) => letters[byte % letters.length] ?? '');
  return found.length === length ? found.join('') : null;
}

/** A typed code without spaces and strokes, in capitals. */
export function lettersTyped(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();
}

/** In groups of four, as it is printed. */
export function lettersShown(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
}
