/** Which of the known names somebody meant who typed another one. Pure. */

/** The known name with the fewest letters to change; empty of none. */
export function closest(name: string, names: readonly string[]): string {
  const ranked = names.map((known) => ({ known, distance: editDistance(name, known) }));
  ranked.sort((a, b) => a.distance - b.distance);
  return ranked[0]?.known ?? '';
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
