/** What people see of item lists: versions, their items, and the differences between two versions. */
import { z } from 'zod';
import { documentFlow, documentStates } from '../../common/document-flow.ts';
import { line, plainDate, requiredLine, uuid } from '../../common/schemas.ts';
import { itemFields, itemTiers } from './item.ts';

/** `own` is issued by the agency itself; `superior` is a copy of a superior agency's list to compare with. */
export const listPurposes = ['own', 'superior'] as const;

export const itemListRow = z.object({
  id: uuid,
  purpose: z.enum(listPurposes),
  title: z.string(),
  issuer: z.string(),
  listVersion: z.number().int(),
  version: z.number().int(),
  state: z.enum(documentStates),
  items: z.number().int(),
  publishedOn: plainDate.nullable(),
  publishedPlace: z.string(),
  effectiveFrom: plainDate.nullable(),
  effectiveTo: plainDate.nullable(),
  updatedAt: z.string(),
});
export type ItemListRow = z.output<typeof itemListRow>;

/** What keeps a list from being submitted, item by item: `code` is a key of `item-text`. */
export const listObstacle = z.object({
  itemId: uuid,
  itemCode: z.string(),
  itemName: z.string(),
  code: z.string(),
});
export type ListObstacle = z.output<typeof listObstacle>;

export const itemListDetail = itemListRow.extend({
  flow: documentFlow,
  /** True where the asking person may change the items now. */
  editable: z.boolean(),
  counts: z.object({
    items: z.number().int(),
    key: z.number().int(),
    general: z.number().int(),
    withoutBasis: z.number().int(),
    unannounced: z.number().int(),
    /** Not used for five years (R007). */
    unused: z.number().int(),
  }),
  obstacles: z.array(listObstacle),
  categories: z.array(z.string()),
  units: z.array(z.string()),
  sections: z.array(z.object({ id: uuid, name: z.string() })),
});
export type ItemListDetail = z.output<typeof itemListDetail>;

export const itemRow = z.object({
  id: uuid,
  itemKey: uuid,
  position: z.number().int(),
  code: z.string(),
  unit: z.string(),
  category: z.string(),
  name: z.string(),
  tier: z.enum(itemTiers),
  announced: z.boolean(),
  bases: z.number().int(),
  methods: itemFields.shape.methods,
  objectsText: z.string(),
  sectionName: z.string().nullable(),
  lastUsedOn: plainDate.nullable(),
});
export type ItemRow = z.output<typeof itemRow>;

export const itemAlignment = z.object({
  sourceIssuer: z.string(),
  sourceTitle: z.string(),
  sourceVersion: z.number().int(),
  sourceCode: z.string(),
  sourceName: z.string(),
  localChange: z.string(),
  alignedOn: plainDate,
});
export type ItemAlignment = z.output<typeof itemAlignment>;

export const itemDetail = z.object({
  id: uuid,
  itemKey: uuid,
  listId: uuid,
  listVersion: z.number().int(),
  listState: z.enum(documentStates),
  version: z.number().int(),
  position: z.number().int(),
  editable: z.boolean(),
  fields: itemFields,
  sectionName: z.string().nullable(),
  lastUsedOn: plainDate.nullable(),
  alignment: itemAlignment.nullable(),
});
export type ItemDetail = z.output<typeof itemDetail>;

/** Filters of the items of a list; `text` is a part of code, name or category. */
export const itemFilter = z.object({
  text: line(100).optional(),
  category: requiredLine(200).optional(),
  tier: z.enum(itemTiers).optional(),
  sectionId: uuid.optional(),
  /** Only items with a fault: without legal basis, or unused for five years. */
  fault: z.enum(['withoutBasis', 'unused']).optional(),
});
export type ItemFilter = z.output<typeof itemFilter>;
