/** What every bench prints: rows of figures, the verdict of each stated bound, exit code 1 when one is missed. */

export interface Report {
  /** A figure without a bound. */
  row(what: string, figure: string, note?: string): void;
  /** A figure with a bound; runs of small sizes only show it. */
  bound(what: string, figure: string, held: boolean, text: string): void;
  print(): void;
}

/** `--small`: a quick look at sizes that prove nothing. */
export const small = process.argv.includes('--small');
/** A part of a run, or one of another size: looked at, not kept. */
export const partial = small || process.argv.includes('--only') || process.argv.includes('--objects');

export function startReport(title: string): Report {
  const rows: (readonly [string, string, string])[] = [];
  return {
    row: (what, figure, note = '') => rows.push([what, figure, note]),
    bound(what, figure, held, text) {
      if (!small && !held) process.exitCode = 1;
      rows.push([
        what,
        figure,
        small ? `${text} (not judged at this size)` : `${text}: ${held ? 'held' : 'MISSED'}`,
      ]);
    },
    print() {
      console.log(`\n${title}${small ? ' (small)' : ''}`);
      const widths = [0, 1].map((n) => Math.max(...rows.map((row) => width(row[n] ?? ''))));
      for (const [what, figure, note] of rows) {
        const gap = ' '.repeat((widths[0] ?? 0) - width(what) + 2 + (widths[1] ?? 0) - width(figure));
        console.log(`  ${what}${gap}${figure}  ${note}`.trimEnd());
      }
    },
  };
}

/** Columns a terminal gives a text: two for a Chinese character. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0);
}

export function ms(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(2)} ms` : `${milliseconds.toFixed(0)} ms`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 2 : 1)} s`;
}

export function mebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}

export function many(count: number): string {
  return count.toLocaleString('en');
}

/** The value below which `share` of the sample lies. */
export function percentile(sample: readonly number[], share: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly took: number }> {
  const start = performance.now();
  const value = await work();
  return { value, took: performance.now() - start };
}
