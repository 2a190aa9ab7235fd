/** Public reading of item lists and leniency lists: what is or was published, for everybody. */
import { z } from 'zod';
import { anyone, route } from '../../common/api.ts';
import { documentStates } from '../../common/document-flow.ts';
import { line, nothing, pageOf, pageQuery, plainDate, uuid } from '../../common/schemas.ts';
import { itemFields, itemTiers } from './item.ts';

const byId = z.object({ id: uuid });
const reading = {
  method: 'GET',
  body: nothing,
  transfer: 'json',
  policy: anyone,
  audit: null,
  rate: 'public',
} as const;

export const publicList = z.object({
  id: uuid,
  agencyId: uuid,
  agencyName: z.string(),
  place: z.string(),
  title: z.string(),
  listVersion: z.number().int(),
  state: z.enum(documentStates),
  entries: z.number().int(),
  publishedOn: plainDate,
  publishedPlace: z.string(),
  effectiveFrom: plainDate.nullable(),
  effectiveTo: plainDate.nullable(),
});
export type PublicList = z.output<typeof publicList>;

/** A published version with the agency's other versions. */
export const publicListDetail = publicList.extend({
  complaintPhone: z.string(),
  versions: z.array(
    z.object({
      id: uuid,
      listVersion: z.number().int(),
      state: z.enum(documentStates),
      publishedOn: plainDate,
      effectiveTo: plainDate.nullable(),
    }),
  ),
});

/** What the public sees of an item: everything but the bureau's own division of work. */
export const publicItem = itemFields
  .omit({ sectionId: true, sheetIds: true, leniencyKeys: true })
  .extend({ id: uuid, itemKey: uuid });
export type PublicItem = z.output<typeof publicItem>;

/** Lists in force; `text` is a part of the agency's name or the title. */
export const listPublicItemLists = route({
  ...reading,
  id: 'publicItemLists.list',
  path: '/api/public/item-lists',
  params: nothing,
  query: pageQuery.extend({ text: line(100).optional() }),
  response: pageOf(publicList),
});
export const getPublicItemList = route({
  ...reading,
  id: 'publicItemLists.get',
  path: '/api/public/item-lists/:id',
  params: byId,
  query: nothing,
  response: publicListDetail.extend({ categories: z.array(z.string()) }),
});
export const listPublicItems = route({
  ...reading,
  id: 'publicItems.list',
  path: '/api/public/item-lists/:id/items',
  params: byId,
  query: pageQuery.extend({
    text: line(100).optional(),
    category: line(200).optional(),
    tier: z.enum(itemTiers).optional(),
  }),
  response: pageOf(publicItem),
});
export const exportPublicItemList = route({
  ...reading,
  id: 'publicItemLists.export',
  path: '/api/public/item-lists/:id/export',
  params: byId,
  query: z.object({ format: z.enum(['xlsx', 'csv']) }),
  response: nothing,
  transfer: 'file',
  rate: 'heavy',
});
