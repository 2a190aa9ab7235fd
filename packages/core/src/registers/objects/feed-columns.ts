/** Finds the columns of a feed's file by their titles. Feeds come from machines: a title is known or it is not. Pure. */
import { foldTitle } from '../../common/titles.ts';
import type { FeedKind } from './feed-api.ts';
import { type FeedField, feedFields } from './feed-field-words.ts';

export interface FeedMapping {
  readonly columns: readonly (FeedField & { readonly column: number })[];
  /** The usual titles of required fields that no column has. */
  readonly missing: readonly string[];
}

/** @param titles by column from 0; the earlier a title stands in the declaration, the sooner its column is taken */
export function feedColumns(kind: FeedKind, titles: readonly string[]): FeedMapping {
  const folded = titles.map(foldTitle);
  const taken = new Set<number>();
  const columns = [];
  const missing = [];
  for (const field of feedFields[kind]) {
    const column = field.titles
      .map((title) => folded.indexOf(foldTitle(title)))
      .find((at) => at >= 0 && !taken.has(at));
    if (column === undefined) {
      if (field.required) missing.push(field.titles.find((title) => /\p{Script=Han}/u.test(title)) ?? '');
      continue;
    }
    taken.add(column);
    columns.push({ ...field, column });
  }
  return { columns, missing };
}

/** Every title of every feed: helps the reader to find the header. */
export function feedTitles(): readonly string[] {
  return [...new Set(Object.values(feedFields).flatMap((fields) => fields.flatMap((one) => one.titles)))];
}
