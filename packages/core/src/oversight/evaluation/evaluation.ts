/**
 * Third-party evaluation: its states, its scoring sheet, and how a package is made anonymous. Whoever evaluates sees rows, not
 * people; rare combinations are made coarser until several rows share them. Pure.
 */
import { z } from 'zod';
import { paragraph } from '../../common/schemas.ts';
import { indicatorKeys } from '../figures/indicators.ts';

export const evaluationStates = ['draft', 'submitted', 'received'] as const;
export type EvaluationState = (typeof evaluationStates)[number];

/** One line of the sheet: a score out of a hundred with its reason, per indicator. */
export const sheetLine = z.object({
  indicator: z.enum(indicatorKeys),
  score: z.number().int().min(0).max(100).nullable(),
  note: paragraph(1000),
});
export type SheetLine = z.output<typeof sheetLine>;

export const emptySheet: readonly SheetLine[] = indicatorKeys.map((indicator) => ({
  indicator,
  score: null,
  note: '',
}));

/** The saved lines over an empty sheet, in the sheet's order. */
export function sheetOf(saved: readonly SheetLine[]): readonly SheetLine[] {
  return emptySheet.map((line) => saved.find((each) => each.indicator === line.indicator) ?? line);
}

/** Indicators without a score and without a reason for that: such a sheet is not submitted. */
export function openLines(lines: readonly SheetLine[]): readonly SheetLine[] {
  return sheetOf(lines).filter((line) => line.score === null && line.note === '');
}

/** The mean of the scores that were given, in tenths rounded down to whole; null when there is none. */
export function meanScore(lines: readonly SheetLine[]): number | null {
  const given = lines.flatMap((line) => (line.score === null ? [] : [line.score]));
  if (given.length === 0) return null;
  return Math.round((given.reduce((sum, score) => sum + score, 0) * 10) / given.length) / 10;
}

/** What stands for a value that was made coarser. */
export const generalised = '*';

/**
 * Rows whose values in `columns` fewer than `least` rows of the same `within` share lose these values one after the other, from
 * the last column on, until enough rows share what is left; what is rare to the end keeps none of them.
 */
export function generaliseRare<R extends Readonly<Record<string, string>>>(
  rows: readonly R[],
  by: { readonly within: keyof R & string; readonly columns: readonly (keyof R & string)[] },
  least: number,
): readonly R[] {
  const { within, columns } = by;
  const keyOf = (row: R, kept: number): string =>
    JSON.stringify([row[within], ...columns.slice(0, kept).map((column) => row[column])]);
  const shared = columns.map((_, index) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const key = keyOf(row, index + 1);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  });
  return rows.map((row) => {
    const kept =
      shared.findLastIndex((counts, index) => (counts.get(keyOf(row, index + 1)) ?? 0) >= least) + 1;
    const lost = columns.slice(kept).map((column) => [column, generalised] as const);
    return { ...row, ...Object.fromEntries(lost) };
  });
}
