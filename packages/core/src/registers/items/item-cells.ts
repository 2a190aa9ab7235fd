/**
 * Writes an item into the cells of a layout, and says which fields a layout carries. What is written here is read by
 * `item-table.ts` again without a difference in the fields that the layout carries. Pure.
 */
import type { ItemFields } from './item.ts';
import { readItems, withCodes } from './item-table.ts';
import { itemText } from './item-text.ts';
import { readRatio, writeRatio } from './item-values.ts';
import { type ItemColumn, listMark, partMark } from './item-words.ts';
import { writeBasis } from './read-bases.ts';

/** Lists are issued in Chinese, whatever language the screen speaks. */
const words = itemText.zh;
const joined = (values: readonly string[]) => values.filter((value) => value !== '').join(listMark);

const cells: Readonly<Record<ItemColumn, (fields: ItemFields) => string>> = {
  number: ({ code }) => code,
  code: ({ code }) => code,
  unit: ({ unit }) => unit,
  category: ({ category }) => category,
  name: ({ name }) => name,
  subItems: ({ subItems }) => subItems.join('\n'),
  tier: ({ tier }) => words[`tier.${tier}`],
  bases: ({ bases }) => bases.map(writeBasis).join('\n'),
  subject: ({ subject }) => subject,
  coAgencies: ({ coAgencies }) => joined(coAgencies),
  objects: ({ objectsText }) => objectsText,
  content: ({ content }) => content,
  methods: ({ methods, otherMethods }) =>
    joined([...methods.map((method) => words[`method.${method}`]), otherMethods]),
  ratio: ratioWords,
  frequency: ({ frequencyText }) => frequencyText,
  ratioAndFrequency: (fields) =>
    [ratioWords(fields), fields.frequencyText].filter((text) => text !== '').join(partMark),
  qualifications: ({ qualifications }) => joined(qualifications),
  announced: ({ announced }) => words[announced ? 'announced.true' : 'announced.false'],
  guidance: ({ guidance }) => guidance,
  remark: ({ remark }) => remark,
};

export function writeCell(fields: ItemFields, column: ItemColumn): string {
  return cells[column](fields);
}

/** The list's own words; where they do not say the ratio, its number stands before them. */
function ratioWords(fields: ItemFields): string {
  if (fields.ratioText === '') return writeRatio(fields.ratio);
  const said = readRatio(fields.ratioText);
  const known = fields.ratio === null || JSON.stringify(said) === JSON.stringify(fields.ratio);
  return known ? fields.ratioText : `${writeRatio(fields.ratio)}${partMark}${fields.ratioText}`;
}

const fieldsOfColumn: Readonly<Record<ItemColumn, readonly (keyof ItemFields)[]>> = {
  number: ['code'],
  code: ['code'],
  unit: ['unit'],
  category: ['category'],
  name: ['name'],
  subItems: ['subItems'],
  tier: ['tier'],
  bases: ['bases'],
  subject: ['subject'],
  coAgencies: ['coAgencies'],
  objects: ['objectsText'],
  content: ['content'],
  methods: ['methods', 'otherMethods'],
  ratio: ['ratio', 'ratioText'],
  frequency: ['frequencyText', 'yearlyCap'],
  ratioAndFrequency: ['ratio', 'ratioText', 'frequencyText', 'yearlyCap'],
  qualifications: ['qualifications'],
  announced: ['announced'],
  guidance: ['guidance'],
  remark: ['remark'],
};

/** Fields that columns carry; all others of a stored item are left as they are by an import. */
export function carriedFields(columns: readonly ItemColumn[]): readonly (keyof ItemFields)[] {
  return [...new Set(columns.flatMap((column) => fieldsOfColumn[column]))];
}

/**
 * The stored item as this layout would give it back, so that signs and spaces that a cell cannot keep are no
 * differences: it is written into cells and read again.
 */
export function asCarried(fields: ItemFields, columns: readonly ItemColumn[]): ItemFields {
  const texts = columns.map((column) => writeCell(fields, column));
  const mapping = Object.fromEntries(columns.map((column, index) => [column, index]));
  const row = { row: 1, cells: texts, ranges: texts.map(() => 0), role: 'data' as const };
  const [read] = withCodes(readItems([row], { sheet: '', mapping }).items);
  return read === undefined ? fields : read.fields;
}
