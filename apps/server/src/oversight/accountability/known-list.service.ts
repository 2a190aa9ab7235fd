/** 知悉范围 (R324): who read which list before its release, found by list or by the number on a copy. Reads only. */

import type { Paper } from '@mingcha/core/common/paper.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { format } from '@mingcha/core/common/text.ts';
import type {
  KnownList,
  KnownListKind,
  KnownReading,
} from '@mingcha/core/oversight/accountability/known-list-api.ts';
import { knownListForm as form } from '@mingcha/core/oversight/accountability/known-list-form.ts';
import { knownListText } from '@mingcha/core/oversight/accountability/known-list-text.ts';
import { pageOfRows } from '../../platform/db/cursor.ts';
import { inTransaction } from '../../platform/db/transaction.ts';
import { type PaperFormat, paperReply } from '../../platform/documents/paper-reply.ts';
import type { FileReply } from '../../platform/http/call.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  knownList,
  knownListPage,
  readingOfMark,
  readingPage,
  type StoredReading,
} from './known-list.queries.ts';

interface Paging {
  readonly after: string | undefined;
  readonly limit: number;
}

export async function listKnownLists(
  platform: Platform,
  actor: Actor,
  asked: Paging & { readonly kind?: KnownListKind | undefined; readonly text?: string | undefined },
) {
  return inTransaction(platform.db, async (tx) => {
    const found = await knownListPage(tx, actor, asked);
    const page = pageOfRows(found, asked.limit, (row) => [row.lastAt, row.id]);
    return ok({ rows: [...page.rows], next: page.next });
  });
}

const viewOf = ({ readingId: _, kind: _kind, id: _id, ...row }: StoredReading): KnownReading => row;

/** Errors: `knownList.not_found`. */
export async function getKnownList(
  platform: Platform,
  actor: Actor,
  asked: Paging & { readonly kind: KnownListKind; readonly id: string },
): Promise<Result<{ list: KnownList; rows: KnownReading[]; next: string | null }>> {
  return inTransaction(platform.db, async (tx) => {
    const list = await knownList(tx, actor, asked);
    if (list === undefined) return fail('knownList.not_found');
    const found = await readingPage(tx, actor, asked);
    const page = pageOfRows(found, asked.limit, (row) => [row.at, row.readingId]);
    return ok({ list, rows: page.rows.map(viewOf), next: page.next });
  });
}

/** Typed by hand: small letters, spaces and a missing stroke do no harm. */
function typedMark(mark: string): string {
  const signs = mark.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return `${signs.slice(0, 5)}-${signs.slice(5)}`;
}

export async function traceMark(platform: Platform, actor: Actor, mark: string) {
  return inTransaction(platform.db, async (tx) => {
    const row = await readingOfMark(tx, actor, typedMark(mark));
    const list = row === undefined ? undefined : await knownList(tx, actor, row);
    return ok({ found: row === undefined || list === undefined ? null : { ...viewOf(row), list } });
  });
}

const mostPrinted = 2000;
const words: Readonly<Record<string, string>> = knownListText.zh;

/** Errors: `knownList.not_found`. */
export async function knownListPaper(
  platform: Platform,
  actor: Actor,
  asked: { readonly kind: KnownListKind; readonly id: string; readonly format: PaperFormat },
): Promise<Result<FileReply>> {
  const found = await getKnownList(platform, actor, { ...asked, after: undefined, limit: mostPrinted });
  if (!found.ok) return found;
  const { list, rows } = found.value;
  const at = (instant: string): string =>
    new Intl.DateTimeFormat('zh-CN', {
      timeZone: platform.config.zone,
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(Date.parse(instant));
  const paper: Paper = {
    language: 'zh-CN',
    authority: list.agencyName,
    title: form.title,
    number: list.number,
    foot: format(form.foot, { page: '{page}', pages: '{pages}' }),
    orientation: 'landscape',
    blocks: [
      {
        kind: 'fields',
        rows: [
          [
            { label: form.list, value: list.title },
            { label: form.kind, value: words[`kind.${list.kind}`] ?? '' },
          ],
          [{ label: form.released, value: list.releasedAt === null ? form.closed : at(list.releasedAt) }],
        ],
      },
      {
        kind: 'table',
        heads: form.heads,
        widths: [1, 2, 4, 4, 2, 3, 4, 2],
        rows: rows.map((row, i) => [
          String(i + 1),
          row.personName,
          row.agencyName,
          words[`what.${row.what}`] ?? '',
          words[`way.${row.way}`] ?? '',
          row.mark,
          at(row.at),
          words[row.isBefore ? 'before' : 'after'] ?? '',
        ]),
      },
    ],
  };
  return ok(await paperReply(paper, asked.format, `${form.title} ${list.title}`));
}
