/** Cursors of pages by key: opaque to clients, the last row's key to us. A cursor that does not parse starts at the first page. */

/** Packs the key of a page's last row. */
export function encodeCursor(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key of `length` strings in a cursor, or null when there is none or it is not one of ours. */
export function decodeCursor(cursor: string | undefined, length: number): readonly string[] | null {
  if (cursor === undefined) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const fits = Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string');
    return fits ? (key as string[]) : null;
  } catch {
    return null;
  }
}

/** One row more than asked is loaded; it tells whether there is a next page and is not shown. */
export function pageOfRows<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly string[]) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}
