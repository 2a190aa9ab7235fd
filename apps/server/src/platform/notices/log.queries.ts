/** SQL of the delivery log: messages with what they were about, their attempts, sending one again. */
import { sql } from 'kysely';
import { decodeCursor } from '../db/cursor.ts';
import type { Tx } from '../db/database.ts';
import type { MessageState } from './tables.ts';

export interface LogFilter {
  readonly channelId?: string | undefined;
  readonly state: MessageState | 'all';
  readonly after?: string | undefined;
  readonly limit: number;
}

function messages(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('notice_messages as m')
    .innerJoin('notice_channels as c', (join) =>
      join.onRef('c.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('c.id', '=', 'm.channel_id'),
    )
    .leftJoin('accounts as a', (join) =>
      join
        .onRef('a.jurisdiction_id', '=', 'm.jurisdiction_id')
        .on(sql<boolean>`m.recipient = 'account:' || a.id::text`),
    )
    .leftJoin('agencies as g', (join) =>
      join.onRef('g.jurisdiction_id', '=', 'c.jurisdiction_id').onRef('g.id', '=', 'c.agency_id'),
    )
    .select([
      'm.id',
      'c.kind as channel',
      'm.form',
      'm.recipient',
      'a.person_name as personName',
      'g.name as agencyName',
      'm.address_hint as addressHint',
      'm.state',
      'm.attempts',
      'm.created_at as createdAt',
      'm.send_at as sendAt',
      'm.ended_at as endedAt',
      'm.gateway_id as gatewayId',
      'm.problem',
      'm.detail',
    ])
    .where('m.jurisdiction_id', '=', jurisdictionId);
}

/** Newest first; one more than asked. */
export async function listMessages(tx: Tx, jurisdictionId: string, filter: LogFilter) {
  const after = decodeCursor(filter.after, 1);
  let query = messages(tx, jurisdictionId);
  if (filter.channelId !== undefined) query = query.where('m.channel_id', '=', filter.channelId);
  if (filter.state !== 'all') query = query.where('m.state', '=', filter.state);
  if (after !== null) query = query.where('m.id', '<', after[0] ?? '');
  return query
    .orderBy('m.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
}

export type LogRow = Awaited<ReturnType<typeof listMessages>>[number];

export async function messageById(tx: Tx, jurisdictionId: string, id: string) {
  return messages(tx, jurisdictionId).where('m.id', '=', id).executeTakeFirst();
}

/** Kinds and number of the notices of messages. */
export async function kindsOf(tx: Tx, jurisdictionId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('notice_message_items as i')
    .innerJoin('notices as n', (join) =>
      join.onRef('n.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('n.id', '=', 'i.notice_id'),
    )
    .select(['i.message_id as messageId', 'n.kind', sql<bigint>`count(*)`.as('n')])
    .where('i.jurisdiction_id', '=', jurisdictionId)
    .where('i.message_id', 'in', ids)
    .groupBy(['i.message_id', 'n.kind'])
    .orderBy('n.kind')
    .execute();
}

export async function attemptsOf(tx: Tx, jurisdictionId: string, messageId: string) {
  return tx
    .selectFrom('notice_attempts')
    .select([
      'attempt',
      'started_at as startedAt',
      'ended_at as endedAt',
      'outcome',
      'gateway_id as gatewayId',
      'address_hint as addressHint',
      'problem',
      'detail',
    ])
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('message_id', '=', messageId)
    .orderBy('attempt')
    .execute();
}

/** False when the message is not of those that a person may send again. */
export async function waitAgain(
  tx: Tx,
  jurisdictionId: string,
  of: { readonly id: string; readonly at: string },
) {
  const row = await tx
    .updateTable('notice_messages')
    .set({ state: 'waiting', send_at: of.at, tried_since: of.at, ended_at: null })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', of.id)
    .where('state', 'in', ['refused', 'uncertain', 'givenUp'])
    .where('form', '!=', 'digest')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
