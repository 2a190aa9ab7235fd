/**
 * Telling somebody something, as part of the write that gives the reason: the notice is saved in the caller's transaction
 * and is in the inbox with its commit; other channels follow later and can never hold up or undo the write.
 */
import { type NoticeData, type NoticeKind, noticeLink, type Urgency } from '@mingcha/core/common/notice.ts';
import type { Tx } from '../db/database.ts';
import type { Platform } from '../platform.ts';
import { activeAccount, insertNotice } from './notice.queries.ts';

/** A person of the office (of whatever jurisdiction), or an enterprise by the key of its sign-in. */
export type NoticeRecipient = { readonly accountId: string } | { readonly enterpriseKey: string };

export interface Notice<D extends NoticeData = NoticeData> {
  /** Of the matter; a person is told in their own jurisdiction. */
  readonly jurisdictionId: string;
  readonly to: NoticeRecipient;
  readonly kind: NoticeKind<D>;
  readonly data: NoInfer<D>;
  /** Address of the page where to act, within this installation. */
  readonly link: string | null;
  /** When not that of the kind. */
  readonly urgency?: Urgency;
  /** Day by which to act. */
  readonly dueOn?: string | null;
  /** Names the occasion: a recipient is told of it once, however often this is called. At most 200 characters. */
  readonly dedupeKey: string;
}

/**
 * Saves one notice for one recipient; true when it is new. Nobody is told whose account is disabled or gone.
 * Throws when data or link do not fit the kind: a bug of the caller.
 */
export async function notify<D extends NoticeData>(
  tx: Tx,
  platform: Pick<Platform, 'clock' | 'ids'>,
  notice: Notice<D>,
): Promise<boolean> {
  const data = notice.kind.data.parse(notice.data);
  const link = notice.link === null ? null : noticeLink.parse(notice.link);
  if (notice.dedupeKey === '' || notice.dedupeKey.length > 200)
    throw new Error(`notice ${notice.kind.key}: the occasion needs 1 to 200 characters`);
  const common = {
    id: platform.ids.next(),
    kind: notice.kind.key,
    urgency: notice.urgency ?? notice.kind.urgency,
    data,
    link,
    dueOn: notice.dueOn ?? null,
    dedupeKey: notice.dedupeKey,
    at: platform.clock.now(),
  };
  if ('enterpriseKey' in notice.to) {
    const recipient = enterpriseRecipient(notice.to.enterpriseKey);
    return insertNotice(tx, { ...common, jurisdictionId: notice.jurisdictionId, recipient, accountId: null });
  }
  const { accountId } = notice.to;
  const account = await activeAccount(tx, accountId);
  if (account === undefined) return false;
  const recipient = accountRecipient(accountId);
  return insertNotice(tx, { ...common, jurisdictionId: account.jurisdictionId, recipient, accountId });
}

/** The same for several people; each once. Returns how many were newly told. */
export async function notifyAll<D extends NoticeData>(
  tx: Tx,
  platform: Pick<Platform, 'clock' | 'ids'>,
  { accountIds, ...notice }: Omit<Notice<D>, 'to'> & { readonly accountIds: readonly string[] },
): Promise<number> {
  let told = 0;
  for (const accountId of new Set(accountIds))
    if (await notify(tx, platform, { ...notice, to: { accountId } })) told += 1;
  return told;
}

/** How a person stands in the rows of notices. */
export function accountRecipient(accountId: string): string {
  return `account:${accountId}`;
}

/** How an enterprise stands in the rows of notices. */
export function enterpriseRecipient(enterpriseKey: string): string {
  if (enterpriseKey === '') throw new Error('an enterprise without key');
  return `enterprise:${enterpriseKey}`;
}
