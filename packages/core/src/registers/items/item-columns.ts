/**
 * Which column of a list file feeds which field: proposed from titles and contents, corrected by people, remembered
 * by the layout's fingerprint. Pure.
 */
import { cleanText } from '../../common/cells.ts';
import { foldTitle } from '../../common/titles.ts';
import { columnTitles, type ItemColumn, itemColumns, tierWords } from './item-words.ts';

/** Field → column index from 0. */
export type ItemMapping = Readonly<Partial<Record<ItemColumn, number>>>;

/** One row as read: texts by column, and for each column which merged range the cell belongs to (0: none). */
export interface ListRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly ranges: readonly number[];
  readonly role: 'data' | 'section' | 'total' | 'note' | 'repeatedHeader';
}

/** Proposes a mapping: each field once, each column once, the best fits first. */
export function proposeColumns(titles: readonly string[], rows: readonly ListRow[]): ItemMapping {
  const fits = titles.flatMap((title, column) =>
    itemColumns.flatMap((field) => {
      const rank = titleRank(field, title);
      return rank === null ? [] : [{ field, column, rank }];
    }),
  );
  const mapping: Partial<Record<ItemColumn, number>> = {};
  const taken = new Set<number>();
  for (const { field, column } of fits.toSorted((a, b) => a.rank - b.rank || a.column - b.column)) {
    if (mapping[field] !== undefined || taken.has(column)) continue;
    mapping[field] = column;
    taken.add(column);
  }
  return tierByContent(mapping, rows);
}

/** Best place among the patterns of the field; a lower title counts more than its group's. */
function titleRank(field: ItemColumn, title: string): number | null {
  const parts = title
    .split('/')
    .map(foldTitle)
    .filter((part) => part !== '');
  const whole = foldTitle(title.replaceAll('/', ''));
  const tries = [...parts.toReversed(), whole];
  for (const [depth, text] of tries.entries()) {
    const rank = columnTitles[field].findIndex((pattern) => pattern.test(text));
    if (rank !== -1) return rank + depth * 10;
  }
  return null;
}

/** 抽查类别 may hold 一般/重点 itself: the content decides which column is the tier. */
function tierByContent(mapping: Partial<Record<ItemColumn, number>>, rows: readonly ListRow[]): ItemMapping {
  const { category, tier } = mapping;
  if (category === undefined || !saysTier(rows, category)) return mapping;
  if (tier === undefined) {
    const { category: moved, ...rest } = mapping;
    return { ...rest, ...(moved === undefined ? {} : { tier: moved }) };
  }
  return saysTier(rows, tier) ? mapping : { ...mapping, category: tier, tier: category };
}

function saysTier(rows: readonly ListRow[], column: number): boolean {
  const values = rows.filter((row) => row.role === 'data').map((row) => cleanText(row.cells[column] ?? ''));
  const filled = values.filter((value) => value !== '');
  const telling = filled.filter(
    (value) => value.length <= 10 && tierWords.some(([word]) => word.test(value)),
  );
  return filled.length > 0 && telling.length >= filled.length * 0.9;
}

/** Same titles in the same order are the same layout. */
export function layoutFingerprint(titles: readonly string[]): string {
  return titles.map(foldTitle).join('|').slice(0, 1000);
}

/** Titles of a header that somebody chose: the different texts from top to bottom, joined by `/`. */
export function titlesOfHeader(header: readonly ListRow[]): readonly string[] {
  const width = Math.max(0, ...header.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, column) =>
    [...new Set(header.map((row) => cleanText(row.cells[column] ?? '')))]
      .filter((text) => text !== '')
      .join('/'),
  );
}
