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

/** Printed letters that left the house, in the form of messages: on paper there is one attempt and no gateway. */
function letters(tx: Tx, jurisdictionId: string) {
  return tx
    .selectFrom('enterprise_codes as m')
    .select([
      'm.id',
      sql<'letter'>`'letter'`.as('channel'),
      sql<'letter'>`'letter'`.as('form'),
      sql<string>`'enterprise:' || m.credit_code`.as('recipient'),
      sql<string | null>`NULL`.as('personName'),
      sql<string | null>`NULL`.as('agencyName'),
      'm.sent_to as addressHint',
      sql<'accepted' | 'posted'>`CASE m.sent_way WHEN 'post' THEN 'posted' ELSE 'accepted' END`.as('state'),
      sql<number>`1`.as('attempts'),
      'm.issued_at as createdAt',
      sql<string>`m.sent_at`.as('sendAt'),
      'm.sent_at as endedAt',
      sql<string | null>`NULLIF(m.sent_number, '')`.as('gatewayId'),
      sql<string>`''`.as('problem'),
      'm.sent_name as detail',
    ])
    .where('m.jurisdiction_id', '=', jurisdictionId)
    .where('m.sent_at', 'is not', null);
}

/** Newest first, messages and letters; one more than asked. */
export async function listLog(tx: Tx, jurisdictionId: string, filter: LogFilter): Promise<readonly LogRow[]> {
  const sent = await listMessages(tx, jurisdictionId, filter);
  if (filter.channelId !== undefined || (filter.state !== 'all' && filter.state !== 'accepted')) return sent;
  const after = decodeCursor(filter.after, 1);
  let query = letters(tx, jurisdictionId);
  if (filter.state === 'accepted') query = query.where('m.sent_way', '<>', 'post');
  if (after !== null) query = query.where('m.id', '<', after[0] ?? '');
  const printed = await query
    .orderBy('m.id', 'desc')
    .limit(filter.limit + 1)
    .execute();
  return [...sent, ...printed].toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, filter.limit + 1);
}

async function listMessages(tx: Tx, jurisdictionId: string, filter: LogFilter) {
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

type Letter = Awaited<ReturnType<ReturnType<typeof letters>['execute']>>[number];
export type LogRow = Awaited<ReturnType<typeof listMessages>>[number] | Letter;

export async function messageById(tx: Tx, jurisdictionId: string, id: string) {
  return messages(tx, jurisdictionId).where('m.id', '=', id).executeTakeFirst();
}

/** A message, or a letter on paper. */
export async function logRowById(tx: Tx, jurisdictionId: string, id: string): Promise<LogRow | undefined> {
  const message = await messageById(tx, jurisdictionId, id);
  return message ?? letters(tx, jurisdictionId).where('m.id', '=', id).executeTakeFirst();
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
