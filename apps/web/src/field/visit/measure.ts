/** Measured values as people type them. Pure. */

/** A typed number, with either decimal sign and full-width digits; null for nothing, undefined for no number. */
export function measureOf(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').trim().replace('。', '.').replace(',', '.');
  if (plain === '') return null;
  return /^[+-]?\d{1,12}(?:\.\d{1,9})?$/.test(plain) ? Number(plain) : undefined;
}
