/** Fields that differ, before and after in words: for versions, imports and alignment. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import { itemText } from '@mingcha/core/registers/items/item-text.ts';
import { writeBasis } from '@mingcha/core/registers/items/read-bases.ts';
import { useText } from '../../../shared/i18n/locale.tsx';

export interface Difference {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Word = ReturnType<typeof useText<keyof typeof itemText.zh>>;
type Key = keyof typeof itemText.zh;

export function DifferenceList(props: { readonly differences: readonly Difference[] }) {
  const word = useText(itemText);
  return (
    <dl className="items-changes">
      {props.differences.map((one) => (
        <div key={one.field}>
          <dt>{fieldName(word, one.field)}</dt>
          <dd data-side="before">{shown(word, one.field, one.before)}</dd>
          <dd data-side="after">{shown(word, one.field, one.after)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function fieldName(word: Word, field: string): string {
  return word(`field.${field}` as Key);
}

/** A value of an item as people read it. */
function shown(word: Word, field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (field === 'bases') return (value as ItemFields['bases']).map(writeBasis).join('\n');
  if (field === 'methods')
    return (value as string[]).map((method) => word(`method.${method}` as Key)).join('、');
  if (field === 'tier') return word(`tier.${value as 'key'}`);
  if (field === 'announced') return word(value === true ? 'announced.true' : 'announced.false');
  if (field === 'ratio') {
    const [part, whole] = value as [number, number];
    return `${(part * 100) / whole}%`;
  }
  if (Array.isArray(value)) return value.join('、');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
