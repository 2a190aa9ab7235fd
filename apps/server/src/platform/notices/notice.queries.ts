/** SQL of notices: saving one for one recipient once, the inbox, and who is to be told. */
import type { Urgency } from '@mingcha/core/common/notice.ts';
import type { Role } from '@mingcha/core/common/roles.ts';
import { sql } from 'kysely';
import { decodeCursor } from '../db/cursor.ts';
import type { Tx } from '../db/database.ts';

export interface NewNotice {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly recipient: string;
  readonly accountId: string | null;
  readonly kind: string;
  readonly urgency: Urgency;
  readonly data: object;
  readonly link: string | null;
  readonly dueOn: string | null;
  readonly dedupeKey: string;
  readonly at: string;
}

/** False when the recipient has been told of this occasion before. */
export async function insertNotice(tx: Tx, notice: NewNotice): Promise<boolean> {
  const saved = await tx
    .insertInto('notices')
    .values({
      jurisdiction_id: notice.jurisdictionId,
      id: notice.id,
      recipient: notice.recipient,
      account_id: notice.accountId,
      kind: notice.kind,
      urgency: notice.urgency,
      data: JSON.stringify(notice.data),
      link: notice.link,
      due_on: notice.dueOn,
      dedupe_key: notice.dedupeKey,
      created_at: notice.at,
    })
    .onConflict((conflict) => conflict.constraint('uq_notices_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
}

/** The account's own jurisdiction while it is active. */
export async function activeAccount(tx: Tx, accountId: string) {
  return tx
    .selectFrom('accounts')
    .select(['jurisdiction_id as jurisdictionId', 'agency_id as agencyId'])
    .where('id', '=', accountId)
    .where('status', '=', 'active')
    .executeTakeFirst();
}

/** People of a jurisdiction, or of one agency wherever it is. */
export type Audience = { readonly roles: readonly Role[]; readonly sectionId?: string | null } & (
  | { readonly jurisdictionId: string; readonly agencyId?: string }
  | { readonly agencyId: string; readonly jurisdictionId?: undefined }
);

/** Active accounts holding one of the roles, in one agency or in the whole jurisdiction. */
export async function accountsWithRole(tx: Tx, of: Audience): Promise<readonly string[]> {
  let query = tx
    .selectFrom('accounts as a')
    .innerJoin('account_roles as r', (join) =>
      join.onRef('r.jurisdiction_id', '=', 'a.jurisdiction_id').onRef('r.account_id', '=', 'a.id'),
    )
    .select('a.id')
    .distinct()
    .where('a.status', '=', 'active')
    .where('r.role', 'in', of.roles);
  if (of.jurisdictionId !== undefined) query = query.where('a.jurisdiction_id', '=', of.jurisdictionId);
  if (of.agencyId !== undefined) query = query.where('a.agency_id', '=', of.agencyId);
  if (of.sectionId !== undefined && of.sectionId !== null)
    query = query.where('a.section_id', '=', of.sectionId);
  return (await query.orderBy('a.id').execute()).map((row) => row.id);
}

export interface Recipient {
  readonly jurisdictionId: string;
  readonly recipient: string;
}

/** Whose inbox is read. */
export interface InboxOwner {
  /** Null: over all jurisdictions, as an enterprise reads its own. */
  readonly jurisdictionId: string | null;
  readonly recipient: string;
}

function placeOf(jurisdictionId: string | null) {
  return jurisdictionId === null
    ? sql<boolean>`jurisdiction_id IN (SELECT id FROM jurisdictions)`
    : sql<boolean>`jurisdiction_id = ${jurisdictionId}`;
}

export interface InboxPage {
  readonly state: 'unread' | 'all';
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Newest first; one more than asked. */
export async function inbox(tx: Tx, of: InboxOwner, page: InboxPage) {
  const after = decodeCursor(page.after, 1);
  let query = tx
    .selectFrom('notices')
    .select([
      'id',
      'kind',
      'urgency',
      'data',
      'link',
      'due_on as dueOn',
      'created_at as at',
      'read_at as readAt',
    ])
    .where(placeOf(of.jurisdictionId))
    .where('recipient', '=', of.recipient);
  if (page.state === 'unread') query = query.where('read_at', 'is', null);
  if (after !== null) query = query.where('id', '<', after[0] ?? '');
  return query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute();
}

/** Unread notices, counted to a hundred. */
export async function countUnread(tx: Tx, of: InboxOwner): Promise<number> {
  const rows = await tx
    .selectFrom('notices')
    .select('id')
    .where(placeOf(of.jurisdictionId))
    .where('recipient', '=', of.recipient)
    .where('read_at', 'is', null)
    .limit(100)
    .execute();
  return rows.length;
}

/** Marks as read (keeping the first time) or as unread again; `ids` null means all. */
export async function markRead(
  tx: Tx,
  of: InboxOwner,
  mark: { readonly ids: readonly string[] | null; readonly read: boolean; readonly at: string },
): Promise<void> {
  let query = tx
    .updateTable('notices')
    .set((eb) =>
      mark.read
        ? { read_at: mark.at, first_read_at: eb.fn.coalesce('first_read_at', eb.val(mark.at)) }
        : { read_at: null },
    )
    .where(placeOf(of.jurisdictionId))
    .where('recipient', '=', of.recipient)
    .where('read_at', mark.read ? 'is' : 'is not', null);
  if (mark.ids !== null) query = query.where('id', 'in', mark.ids);
  await query.execute();
}
