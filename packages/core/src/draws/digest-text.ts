/** 32-byte digests as people bring them on paper: 64 hexadecimal digits, or Base32 in 13 groups of 4. */
import { hex } from '@mingcha/draw';
import { fail, ok, type Result } from '../common/result.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Lower-case hex of a typed digest. Spaces and hyphens are ignored. Errors: `draw.digest_invalid`. */
export function parseDigest(typed: string): Result<string> {
  const text = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (/^[0-9a-fA-F]{64}$/.test(text)) return ok(text.toLowerCase());
  const letters = text.toUpperCase();
  if (!/^[A-Z2-7]{52}$/.test(letters)) return fail('draw.digest_invalid');
  let bits = 0n;
  for (const letter of letters) bits = bits * 32n + BigInt(alphabet.indexOf(letter));
  // 52 letters hold 260 bits; the last four must be zero in the only spelling of 256.
  if (bits % 16n !== 0n) return fail('draw.digest_invalid');
  const value = bits / 16n;
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * (31 - i))) & 255n));
  return ok(hex(bytes));
}
