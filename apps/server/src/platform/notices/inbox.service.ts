/** One's own notices: reading them and marking them. A mark changes nothing but how the recipient sees the inbox. */
import type { NoticeRow } from '@mingcha/core/common/notice-api.ts';
import { ok } from '@mingcha/core/common/result.ts';
import { pageOfRows } from '../db/cursor.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import * as queries from './notice.queries.ts';

/** A page of the recipient's notices, newest first. */
export async function listNotices(platform: Platform, of: queries.InboxOwner, page: queries.InboxPage) {
  const rows = await inTransaction(platform.db, (tx) => queries.inbox(tx, of, page));
  const shown = pageOfRows(rows, page.limit, (row) => [row.id]);
  return ok({ rows: shown.rows satisfies readonly NoticeRow[] as NoticeRow[], next: shown.next });
}

export async function countNotices(platform: Platform, of: queries.InboxOwner) {
  return ok({ unread: await inTransaction(platform.db, (tx) => queries.countUnread(tx, of)) });
}

/** Marks one's own notices; ids of others are passed over. `ids` null marks all. */
export async function markNotices(
  platform: Platform,
  of: queries.InboxOwner,
  mark: { readonly ids: readonly string[] | null; readonly read: boolean },
) {
  return inTransaction(platform.db, async (tx) => {
    await queries.markRead(tx, of, { ...mark, at: platform.clock.now() });
    return ok({ unread: await queries.countUnread(tx, of) });
  });
}
