/** Routes of item lists and their items, and the picker of published items. */
import { z } from 'zod';
import { only, route, signedIn } from '../../common/api.ts';
import { documentStepBody } from '../../common/document-flow.ts';
import { actionId, line, nothing, pageOf, pageQuery, requiredLine, uuid } from '../../common/schemas.ts';
import { inspectionMethods, itemFields, itemTiers } from './item.ts';
import { itemLayouts } from './item-layouts-form.ts';
import { itemDetail, itemFilter, itemListDetail, itemListRow, itemRow, listPurposes } from './item-list.ts';

export const itemReaders = only(
  'legalOfficer',
  'sectionOfficer',
  'agencyHead',
  'inspector',
  'witness',
  'auditor',
  'coordinator',
  'justiceOfficer',
);
export const itemEditors = only('legalOfficer', 'sectionOfficer');
const byId = z.object({ id: uuid });
const changed = z.object({ id: uuid, version: z.number().int() });

export const listItemLists = route({
  id: 'itemLists.list',
  method: 'GET',
  path: '/api/item-lists',
  params: nothing,
  query: z.object({ purpose: z.enum(listPurposes).default('own') }),
  body: nothing,
  response: z.object({ rows: z.array(itemListRow) }),
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
export const getItemList = route({
  id: 'itemLists.get',
  method: 'GET',
  path: '/api/item-lists/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: itemListDetail,
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
/** Starts the next version of the own list (a copy of the published one), or a copy of a superior agency's list. */
export const createItemList = route({
  id: 'itemLists.create',
  method: 'POST',
  path: '/api/item-lists',
  params: nothing,
  query: nothing,
  body: z.object({
    actionId,
    purpose: z.enum(listPurposes),
    title: requiredLine(200),
    issuer: line(200).default(''),
  }),
  response: changed,
  transfer: 'json',
  policy: itemEditors,
  audit: 'itemList.created',
  rate: 'write',
});
export const renameItemList = route({
  id: 'itemLists.rename',
  method: 'PUT',
  path: '/api/item-lists/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int(), title: requiredLine(200), issuer: line(200) }),
  response: changed,
  transfer: 'json',
  policy: itemEditors,
  audit: 'itemList.renamed',
  rate: 'write',
});
/** Gives a draft up: its items go, the published version stays as it is. */
export const discardItemList = route({
  id: 'itemLists.discard',
  method: 'DELETE',
  path: '/api/item-lists/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: itemEditors,
  audit: 'itemList.discarded',
  rate: 'write',
});
export const stepItemList = route({
  id: 'itemLists.step',
  method: 'POST',
  path: '/api/item-lists/:id/steps',
  params: byId,
  query: nothing,
  body: documentStepBody,
  response: changed,
  transfer: 'json',
  policy: only('legalOfficer', 'sectionOfficer', 'agencyHead'),
  audit: 'itemList.step_taken',
  rate: 'write',
});
export const listItems = route({
  id: 'items.list',
  method: 'GET',
  path: '/api/item-lists/:id/items',
  params: byId,
  query: pageQuery.extend(itemFilter.shape),
  body: nothing,
  response: pageOf(itemRow),
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
export const getItem = route({
  id: 'items.get',
  method: 'GET',
  path: '/api/items/:id',
  params: byId,
  query: nothing,
  body: nothing,
  response: itemDetail,
  transfer: 'json',
  policy: itemReaders,
  audit: null,
  rate: 'read',
});
export const createItem = route({
  id: 'items.create',
  method: 'POST',
  path: '/api/item-lists/:id/items',
  params: byId,
  query: nothing,
  body: itemFields.extend({ actionId }),
  response: changed,
  transfer: 'json',
  policy: itemEditors,
  audit: 'item.created',
  rate: 'write',
});
export const updateItem = route({
  id: 'items.update',
  method: 'PUT',
  path: '/api/items/:id',
  params: byId,
  query: nothing,
  body: itemFields.extend({ actionId, version: z.number().int() }),
  response: changed,
  transfer: 'json',
  policy: itemEditors,
  audit: 'item.changed',
  rate: 'write',
});
/** Ends the item with this version of the list; earlier versions keep it. */
export const endItem = route({
  id: 'items.end',
  method: 'DELETE',
  path: '/api/items/:id',
  params: byId,
  query: nothing,
  body: z.object({ actionId, version: z.number().int() }),
  response: z.object({ id: uuid }),
  transfer: 'json',
  policy: itemEditors,
  audit: 'item.ended',
  rate: 'write',
});
/** The items that a plan or a draw of the own agency may use. */
export const listPublishedItems = route({
  id: 'publishedItems.list',
  method: 'GET',
  path: '/api/published-items',
  params: nothing,
  query: nothing,
  body: nothing,
  response: z.object({
    rows: z.array(
      z.object({
        itemKey: uuid,
        itemId: uuid,
        listId: uuid,
        listVersion: z.number().int(),
        code: z.string(),
        category: z.string(),
        name: z.string(),
        tier: z.enum(itemTiers),
        announced: z.boolean(),
        methods: z.array(z.enum(inspectionMethods)),
        ratio: z.tuple([z.number().int(), z.number().int()]).nullable(),
        yearlyCap: z.number().int().nullable(),
        qualifications: z.array(z.string()),
        sheetIds: z.array(uuid),
        sectionId: uuid.nullable(),
      }),
    ),
  }),
  transfer: 'json',
  policy: signedIn,
  audit: null,
  rate: 'read',
});
/** The list in one of the layouts in which lists are issued: a file that read back changes nothing, or a paper. */
export const exportItemList = route({
  id: 'itemLists.export',
  method: 'GET',
  path: '/api/item-lists/:id/export',
  params: byId,
  query: z.object({
    format: z.enum(['xlsx', 'csv', 'pdf', 'docx']),
    layout: z.enum(itemLayouts).default('customary'),
  }),
  body: nothing,
  response: nothing,
  transfer: 'file',
  policy: itemReaders,
  audit: 'itemList.exported',
  rate: 'heavy',
});
