/** Words for codes that travel as plain text. */

/** The word of a key, or what stands after its first dot when the catalogue does not know it. */
export function wordOr(words: Readonly<Record<string, string>>, key: string): string {
  return Object.hasOwn(words, key) ? (words[key] ?? key) : key.slice(key.indexOf('.') + 1);
}
