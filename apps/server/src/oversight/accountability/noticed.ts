/** On which day the person named is known to have received the request: by paper, by opening the event or its notice. Reads only. */
import { businessDay } from '../../platform/business-day.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { noticeReadAt, type StoredEvent } from './accountability.queries.ts';

export async function noticedOn(
  tx: Tx,
  platform: Platform,
  row: Pick<StoredEvent, 'id' | 'noticed_on' | 'person_id' | 'asked_on'>,
): Promise<string | null> {
  if (row.noticed_on !== null || row.person_id === null || row.asked_on === null) return row.noticed_on;
  const readAt = await noticeReadAt(tx, { accountId: row.person_id, link: `/accountability/${row.id}` });
  return readAt === null ? null : businessDay(platform, readAt);
}
