/** `A`, `B`, … `AA`: columns as spreadsheets name them; `index` counts from 0. */
export function columnLetter(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest === 0 ? '' : columnLetter(rest - 1)) + String.fromCharCode(65 + (index % 26));
}
