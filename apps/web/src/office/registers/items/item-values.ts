/** An item as its form holds it: every value as text or as the part that edits it; and back to the item's fields. */
import type { ItemFields } from '@mingcha/core/registers/items/item.ts';
import { readRatio } from '@mingcha/core/registers/items/item-values.ts';

export interface ItemValues {
  readonly code: string;
  readonly unit: string;
  readonly category: string;
  readonly name: string;
  readonly subItems: string;
  readonly tier: ItemFields['tier'];
  readonly bases: ItemFields['bases'];
  readonly subject: string;
  readonly objectsText: string;
  readonly objectKinds: readonly string[];
  readonly content: string;
  readonly methods: readonly string[];
  readonly otherMethods: string;
  /** Percent. */
  readonly ratio: string;
  readonly ratioText: string;
  readonly frequencyText: string;
  readonly yearlyCap: string;
  readonly qualifications: string;
  readonly announced: string;
  readonly sheetIds: readonly string[];
  readonly guidance: string;
  readonly leniencyKeys: readonly string[];
  readonly sectionId: string;
  readonly coAgencies: string;
  readonly remark: string;
}

const mark = '、';

export function itemValues(fields: ItemFields): ItemValues {
  return {
    ...fields,
    subItems: fields.subItems.join('\n'),
    ratio: fields.ratio === null ? '' : String((fields.ratio[0] * 100) / fields.ratio[1]),
    yearlyCap: fields.yearlyCap === null ? '' : String(fields.yearlyCap),
    qualifications: fields.qualifications.join(mark),
    coAgencies: fields.coAgencies.join(mark),
    announced: String(fields.announced),
    sectionId: fields.sectionId ?? '',
  };
}

export const emptyItem: ItemValues = {
  code: '',
  unit: '',
  category: '',
  name: '',
  subItems: '',
  tier: 'general',
  bases: [],
  subject: '',
  objectsText: '',
  objectKinds: [],
  content: '',
  methods: ['onSite'],
  otherMethods: '',
  ratio: '',
  ratioText: '',
  frequencyText: '',
  yearlyCap: '',
  qualifications: '',
  announced: 'true',
  sheetIds: [],
  guidance: '',
  leniencyKeys: [],
  sectionId: '',
  coAgencies: '',
  remark: '',
};

/** The body of the route; a ratio that is no percentage stays as an invalid number for the schema to refuse. */
export function itemBody(values: ItemValues): ItemFields {
  const list = (text: string) =>
    text
      .split(/[、，,；;\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
  const percent = values.ratio.trim().replace(/[%％]$/, '');
  return {
    ...values,
    subItems: values.subItems
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    bases: [...values.bases],
    objectKinds: [...values.objectKinds] as ItemFields['objectKinds'],
    methods: [...values.methods] as ItemFields['methods'],
    ratio: percent === '' ? null : (readRatio(`${percent}%`) ?? [-1, 1]),
    yearlyCap: values.yearlyCap.trim() === '' ? null : Number(values.yearlyCap),
    qualifications: list(values.qualifications),
    announced: values.announced === 'true',
    sheetIds: [...values.sheetIds],
    leniencyKeys: [...values.leniencyKeys],
    sectionId: values.sectionId === '' ? null : values.sectionId,
    coAgencies: list(values.coAgencies),
  };
}
