/**
 * Recognises and masks what must not stand in logs and in what leaves the house for support: identity numbers, telephone
 * numbers, e-mail addresses, secrets inside addresses and headers; and makes control signs of texts visible. Pure.
 */

/** By kind; boundaries keep digits inside ids and digests untouched. */
const patterns: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  {
    kind: 'identity',
    // Place, birthday, order, check sign.
    pattern:
      /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g,
  },
  { kind: 'phone', pattern: /(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![0-9A-Za-z])/g },
  { kind: 'phone', pattern: /(?<![0-9A-Za-z.-])0\d{2,3}[- ]\d{7,8}(?![0-9A-Za-z])/g },
  {
    kind: 'mail',
    pattern: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+/g,
  },
  // The password of an address, of a header, of an assignment.
  { kind: 'secret', pattern: /(?<=:\/\/[^\s:/@]{0,100}:)(?!\[secret\]|\*{3})[^\s@/]+(?=@)/g },
  { kind: 'secret', pattern: /(?<=\b(?:Bearer|Basic)\s)[A-Za-z0-9._~+/=-]{8,}/gi },
  {
    kind: 'secret',
    pattern:
      /(?<=(?:password|passwd|secret|token|cookie|api[-_]?key)["']?\s?[=:]\s?["']?)(?!\[secret\]|\*{3})[^\s"',;&}]+/gi,
  },
  {
    kind: 'key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
];

/** The text with each find replaced by its kind in brackets. */
export function maskPersonal(text: string): string {
  let masked = text;
  for (const { kind, pattern } of patterns) masked = masked.replaceAll(pattern, `[${kind}]`);
  return masked;
}

/** Kinds found in a text; empty when it may leave. */
export function personalIn(text: string): readonly string[] {
  return [...new Set(patterns.filter(({ pattern }) => text.search(pattern) >= 0).map(({ kind }) => kind))];
}

const invisible =
  // oxlint-disable-next-line no-control-regex -- control signs are what is made visible
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** Control signs, invisible ones and those that turn the direction of writing as `\u202e`, so that no line can pretend (G-02). */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(invisible, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
