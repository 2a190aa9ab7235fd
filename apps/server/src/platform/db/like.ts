/** Searching for a part of a text as it was typed: `%`, `_` and `\` are characters like any other. */

/** Pattern of LIKE and ILIKE that holds where `text` stands anywhere. */
export function likePart(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (one) => `\\${one}`)}%`;
}
