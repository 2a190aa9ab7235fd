/** An item list as a file in one of the layouts in which lists are issued. Read back by our import it changes nothing. */
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { writeCell } from '@mingcha/core/registers/items/item-cells.ts';
import { type ItemLayout, layoutColumns } from '@mingcha/core/registers/items/item-layouts-form.ts';
import { agencyById } from '../../platform/auth/organisation.queries.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import { type FileReply, fileReply } from '../../platform/http/binder.ts';
import { record } from '../../platform/ledger/ledger.ts';
import type { Platform } from '../../platform/platform.ts';
import { type ExportRow, writeCsv, writeXlsx } from '../../platform/spreadsheets/index.ts';
import { itemsOfList, type StoredItem } from './item.queries.ts';
import { itemListById } from './item-list.queries.ts';
import { itemListPaper } from './item-list-paper.ts';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

export async function exportItemList(
  platform: Platform,
  actor: Actor,
  wanted: { id: string; format: 'xlsx' | 'csv' | PaperFormat; layout: ItemLayout },
): Promise<Result<FileReply>> {
  return inTransaction(platform.db, async (tx) => {
    const list = await itemListById(tx, actor, wanted.id);
    if (list === undefined) return fail('itemList.not_found');
    const items = await itemsOfList(tx, actor, wanted.id);
    await record(tx, platform, {
      type: 'itemList.exported',
      actor,
      subject: { kind: 'itemList', id: wanted.id },
      data: { format: wanted.format, rows: items.length, version: list.list_version },
    });
    const { format, layout } = wanted;
    if (format === 'xlsx' || format === 'csv') return ok(listFile(list.title, items, { format, layout }));
    const agency = await agencyById(tx, { jurisdictionId: actor.jurisdictionId, id: list.agency_id });
    const paper = itemListPaper({ authority: agency?.name ?? '', list, items, layout });
    return ok(await paperReply(paper, format, list.title));
  });
}

/** The file of a list; its sheet and name are the list's title. */
export function listFile(
  title: string,
  items: readonly Pick<StoredItem, 'fields'>[],
  wanted: { readonly format: 'xlsx' | 'csv'; readonly layout: ItemLayout },
): FileReply {
  const columns = layoutColumns[wanted.layout].map(({ field, title: heading, width }) => ({
    key: field,
    title: heading,
    width,
  }));
  const rows = items.map(
    ({ fields }): ExportRow =>
      Object.fromEntries(layoutColumns[wanted.layout].map(({ field }) => [field, writeCell(fields, field)])),
  );
  const name = title.replace(/[\\/?*[\]:]/g, ' ').trim();
  const body =
    wanted.format === 'csv' ? writeCsv(columns, rows) : writeXlsx({ name: name.slice(0, 31), columns }, rows);
  return fileReply({
    contentType: types[wanted.format],
    fileName: `${name}.${wanted.format}`,
    disposition: 'attachment',
    body,
  });
}
