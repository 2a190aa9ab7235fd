/** Kind-specific fields as columns of roster files: derived from the declaration, so that import and export follow it. */
import type { CellKind } from '../../common/cells.ts';
import { type KindFieldType, kindFields } from './kind-fields-form.ts';

const cells: Readonly<Record<KindFieldType, CellKind>> = {
  text: 'text',
  choice: 'text',
  integer: 'integer',
  decimal: 'decimal',
  day: 'date',
};
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, (sign) => `\\${sign}`);

/** Prefix of such a field's name among the fields of a roster. */
export const detailPrefix = 'detail.';

/** Values go together into one cell of JSON named `into`. */
export const kindRosterFields = kindFields.map((field) => ({
  field: `${detailPrefix}${field.key}`,
  cell: cells[field.type],
  required: false,
  maxChars: field.maxChars ?? 300,
  titles: [field.label[0], ...(field.titles ?? [])],
  into: 'details',
  ...(field.choices === undefined
    ? {}
    : { words: field.choices.map(([value, zh]) => [`^${escaped(zh)}$`, value] as const) }),
}));

function labels(at: 0 | 1): Record<`objects.detail.${string}`, string> {
  return Object.fromEntries(
    kindFields.map((field) => [`objects.${detailPrefix}${field.key}`, field.label[at]]),
  );
}
export const detailColumnText = { zh: labels(0), en: labels(1) };
