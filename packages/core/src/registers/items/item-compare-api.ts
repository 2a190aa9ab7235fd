/** Routes that compare lists: two versions of the own list, and the own list with a superior agency's. */
import { z } from 'zod';
import { only, route } from '../../common/api.ts';
import { actionId, nothing, paragraph, plainDate, uuid } from '../../common/schemas.ts';
import { itemReaders } from './item-list-api.ts';

const difference = z.object({ field: z.string(), before: z.unknown(), after: z.unknown() });
const itemRef = z.object({ id: uuid, code: z.string(), name: z.string(), category: z.string() });

export const listDifference = z.object({
  before: z.object({ id: uuid, title: z.string(), listVersion: z.number().int() }).nullable(),
  after: z.object({ id: uuid, title: z.string(), listVersion: z.number().int() }),
  added: z.array(itemRef),
  ended: z.array(itemRef),
  changed: z.array(itemRef.extend({ differences: z.array(difference) })),
});
export type ListDifference = z.output<typeof listDifference>;

/** Against another version of the own list; without `with`, against the version that this one was made from. */
export const diffItemLists = route({
  id: 'itemLists.diff',
  method: 'GET',
  path: '/api/item-lists/:id/diff',
  params: z.object({ id: uuid }),
  query: z.object({ with: uuid.optional() }),
  body: nothing,
  response: listDifference,
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});

/** Lists that the own one can be aligned with: published on this platform, or imported as a superior list. */
export const alignmentSource = z.object({
  id: uuid,
  title: z.string(),
  issuer: z.string(),
  level: z.string(),
  listVersion: z.number().int(),
  items: z.number().int(),
  publishedOn: plainDate.nullable(),
  imported: z.boolean(),
});
export const listAlignmentSources = route({
  id: 'itemAlignments.sources',
  method: 'GET',
  path: '/api/item-alignments/sources',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({ rows: z.array(alignmentSource) }),
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});

export const alignmentRow = z.object({
  itemKey: uuid,
  item: itemRef,
  /** The superior item: as recorded, else the one that looks the same. */
  source: itemRef.nullable(),
  differences: z.array(difference),
  recorded: z.object({ alignedOn: plainDate, localChange: z.string(), sourceName: z.string() }).nullable(),
});
export const alignmentView = z.object({
  source: alignmentSource,
  list: z
    .object({ id: uuid, title: z.string(), listVersion: z.number().int(), draft: z.boolean() })
    .nullable(),
  rows: z.array(alignmentRow),
  /** Superior items that the own list does not have. */
  lacking: z.array(itemRef),
});
export type AlignmentView = z.output<typeof alignmentView>;

export const getAlignment = route({
  id: 'itemAlignments.get',
  method: 'GET',
  path: '/api/item-alignments',
  params: nothing,
  query: z.object({ sourceId: uuid }),
  body: nothing,
  response: alignmentView,
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
/** Records what each item was aligned with and what was changed locally; a row without `itemKey` takes the item over into the draft. */
export const recordAlignment = route({
  id: 'itemAlignments.record',
  method: 'POST',
  path: '/api/item-alignments',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    sourceId: uuid,
    rows: z
      .array(z.object({ itemKey: uuid.nullable(), sourceItemId: uuid, localChange: paragraph(1000) }))
      .min(1)
      .max(1000),
  }),
  response: z.object({ recorded: z.number().int(), taken: z.number().int() }),
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer'),
  audit: 'itemAlignment.recorded',
  rate: 'write',
});
