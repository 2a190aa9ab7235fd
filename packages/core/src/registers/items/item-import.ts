/**
 * Compares a read file with the items of a draft: what is new, changed, the same, and what the file lacks. Fields that
 * the file's layout does not carry stay as they are. Pure; nothing is written before somebody applies it.
 */
import type { ItemFields } from './item.ts';
import { asCarried, carriedFields } from './item-cells.ts';
import { type ItemDifference, itemDifferences } from './item-rules.ts';
import type { ReadItem } from './item-table.ts';
import type { ItemColumn } from './item-words.ts';

export interface DraftItem {
  readonly id: string;
  readonly itemKey: string;
  readonly fields: ItemFields;
}

/** One read item beside its item of the draft. `fields` is what the draft would hold after applying. */
export interface ImportedItem {
  readonly outcome: 'added' | 'changed' | 'same';
  readonly read: ReadItem;
  readonly existing: DraftItem | null;
  readonly fields: ItemFields;
  readonly differences: readonly ItemDifference[];
}

export interface ImportComparison {
  readonly items: readonly ImportedItem[];
  /** Items of the draft that the file does not have. */
  readonly missing: readonly DraftItem[];
}

/** @param columns what the file's layout carries @param units when the file was narrowed to some units: others of the draft are not missing */
export function compareImport(
  read: readonly ReadItem[],
  draft: readonly DraftItem[],
  layout: { readonly columns: readonly ItemColumn[]; readonly units: readonly string[] | null },
): ImportComparison {
  const partners = pairItems(read, draft);
  const used = new Set([...partners.values()].map((item) => item.id));
  const carries = carriedFields(layout.columns);
  const items = read.map((one): ImportedItem => {
    const existing = partners.get(one) ?? null;
    if (existing === null)
      return { outcome: 'added', read: one, existing, fields: one.fields, differences: [] };
    const differences = itemDifferences(asCarried(existing.fields, layout.columns), one.fields).filter(
      ({ field }) => carries.includes(field),
    );
    const fields = Object.fromEntries(differences.map(({ field, after }) => [field, after]));
    return {
      outcome: differences.length === 0 ? 'same' : 'changed',
      read: one,
      existing,
      fields: { ...existing.fields, ...fields },
      differences,
    };
  });
  const { units } = layout;
  const missing = draft.filter(
    (item) => !used.has(item.id) && (units === null || units.includes(item.fields.unit)),
  );
  return { items, missing };
}

type Keyed = { readonly fields: ItemFields };

/** From the surest sign to the weakest; a sign counts only among those that nothing surer has paired. */
const signs: readonly ((item: Keyed) => string)[] = [
  ({ fields }) => folded(fields.unit, fields.category, fields.name, fields.objectsText, fields.tier),
  ({ fields }) => folded(fields.unit, fields.category, fields.name, fields.objectsText),
  ({ fields }) => folded(fields.unit, fields.category, fields.name, fields.code),
  ({ fields }) => folded(fields.unit, fields.category, fields.name),
  ({ fields }) => folded(fields.category, fields.name, fields.objectsText),
  ({ fields }) => folded(fields.name, fields.objectsText, fields.subject),
  ({ fields }) => folded(fields.code, fields.name),
];

/** Finds for each item of one list the same item of another, each used once. */
export function pairItems<A extends Keyed, B extends Keyed>(
  read: readonly A[],
  draft: readonly B[],
): ReadonlyMap<A, B> {
  const partners = new Map<A, B>();
  let waiting = [...draft];
  for (const sign of signs) {
    const bySign = Map.groupBy(waiting, sign);
    for (const one of read) {
      if (partners.has(one)) continue;
      const found = bySign.get(sign(one))?.shift();
      if (found !== undefined) partners.set(one, found);
    }
    waiting = [...bySign.values()].flat();
  }
  return partners;
}

function folded(...parts: readonly string[]): string {
  return parts.map((part) => part.normalize('NFKC').replace(/[\s，,。.；;、:：]/g, '')).join('|');
}
