/** What the palette offers, and which pages the typed words mean. */

export interface PaletteEntry {
  readonly key: string;
  readonly title: string;
  readonly group?: string;
  /** Code or number that tells it from others of the same title. */
  readonly note?: string;
  /** Further words that find it: numbers, abbreviations, the other language. */
  readonly keywords?: string;
}

/** Entries whose title or keywords hold every typed word; pure. */
export function matching(entries: readonly PaletteEntry[], typed: string): readonly PaletteEntry[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return entries.filter((entry) => {
    const text = `${entry.title} ${entry.group ?? ''} ${entry.keywords ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
