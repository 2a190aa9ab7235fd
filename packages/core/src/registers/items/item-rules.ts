/**
 * Rules of item lists: what must be mended before a list is submitted, which items have long been unused, and how
 * two versions differ. Pure.
 */
import { type ItemFields, itemFields } from './item.ts';

/** 54号 Q&A: an item that nobody used for so long is proposed for clean-up (R007). */
export const unusedYears = 5;

/** Faults of one item as keys of `item-text`; a list with any of them cannot be submitted (R002, R003). */
export function itemFaults(fields: Pick<ItemFields, 'bases' | 'name'>): readonly string[] {
  return fields.bases.length === 0 ? ['item.basis_missing'] : [];
}

/** The day before which a last use counts as long ago. @param today YYYY-MM-DD */
export function unusedBefore(today: string): string {
  return `${Number(today.slice(0, 4)) - unusedYears}${today.slice(4)}`;
}

export interface ItemDifference {
  readonly field: keyof ItemFields;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields in which two texts of an item differ, in the order of the item's fields. */
export function itemDifferences(before: ItemFields, after: ItemFields): readonly ItemDifference[] {
  return fieldNames
    .filter((field) => !sameValue(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

const fieldNames = Object.keys(itemFields.shape) as (keyof ItemFields)[];

/** Equal by content: the order of members means nothing, that of lists does. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && sameValue(value, right.get(key)))
  );
}

export interface KeyedItem {
  readonly itemKey: string;
  readonly fields: ItemFields;
}

export interface VersionDifference<T extends KeyedItem> {
  readonly added: readonly T[];
  readonly ended: readonly T[];
  readonly changed: readonly {
    readonly before: T;
    readonly after: T;
    readonly differences: readonly ItemDifference[];
  }[];
}

/** What a later version added, ended and changed, by the stable keys of the items (R008). */
export function versionDifference<T extends KeyedItem>(
  before: readonly T[],
  after: readonly T[],
): VersionDifference<T> {
  const old = new Map(before.map((item) => [item.itemKey, item]));
  const kept = new Set(after.map((item) => item.itemKey));
  return {
    added: after.filter((item) => !old.has(item.itemKey)),
    ended: before.filter((item) => !kept.has(item.itemKey)),
    changed: after.flatMap((item) => {
      const earlier = old.get(item.itemKey);
      if (earlier === undefined) return [];
      const differences = itemDifferences(earlier.fields, item.fields);
      return differences.length === 0 ? [] : [{ before: earlier, after: item, differences }];
    }),
  };
}

/** The next free number as a code: one more than the largest plain number. */
export function nextCode(codes: readonly string[]): string {
  const numbers = codes.flatMap((code) => (/^\d{1,9}(-\d+)?$/.test(code) ? [Number.parseInt(code, 10)] : []));
  return String(Math.max(0, ...numbers) + 1);
}
