/** SQL of outgoing messages: planning them from notices, taking the next one, and what became of it. */
import type { Tx } from '../db/database.ts';
import { takenFrom } from '../db/place.queries.ts';
import type { AttemptOutcome, MessageForm, MessageState } from './tables.ts';

/** Notices for which nothing has been decided yet, oldest first, locked; another process passes them over. */
export async function takeUnplanned(tx: Tx, limit: number) {
  const unplanned = tx.selectFrom('notices as n').where('n.planned_at', 'is', null);
  const places = await unplanned.select('n.jurisdiction_id as place').distinct().execute();
  return takenFrom(places, limit, (place, left) =>
    unplanned
      .select([
        'n.jurisdiction_id as jurisdictionId',
        'n.id',
        'n.recipient',
        'n.account_id as accountId',
        'n.kind',
        'n.urgency',
        'n.dedupe_key as dedupeKey',
      ])
      .where('n.jurisdiction_id', '=', place)
      .orderBy('n.id')
      .limit(left)
      .forUpdate()
      .skipLocked()
      .execute(),
  );
}

export async function markPlanned(
  tx: Tx,
  jurisdictionId: string,
  of: { readonly ids: readonly string[]; readonly at: string },
): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ planned_at: of.at })
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', 'in', of.ids)
    .execute();
}

export async function agencyOf(tx: Tx, jurisdictionId: string, accountId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('accounts')
    .select('agency_id')
    .where('jurisdiction_id', '=', jurisdictionId)
    .where('id', '=', accountId)
    .executeTakeFirst();
  return row?.agency_id ?? null;
}

export interface NewMessage {
  readonly jurisdictionId: string;
  readonly id: string;
  readonly channelId: string;
  readonly recipient: string;
  readonly form: MessageForm;
  readonly occasion: string | null;
  readonly trialAddress?: Uint8Array;
  readonly sendAt: string;
  readonly at: string;
}

/** The message's id, or null when the occasion has its message already. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<string | null> {
  const row = await tx
    .insertInto('notice_messages')
    .values({
      jurisdiction_id: message.jurisdictionId,
      id: message.id,
      channel_id: message.channelId,
      recipient: message.recipient,
      form: message.form,
      occasion: message.occasion,
      trial_address: message.trialAddress ?? null,
      state: 'waiting',
      send_at: message.sendAt,
      tried_since: message.sendAt,
      created_at: message.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The recipient's waiting summary, locked so that it is not sent while a notice joins it. */
export async function waitingDigest(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly channelId: string; readonly recipient: string },
): Promise<string | null> {
  const row = await tx
    .selectFrom('notice_messages')
    .select('id')
    .where('jurisdiction_id', '=', of.jurisdictionId)
    .where('channel_id', '=', of.channelId)
    .where('recipient', '=', of.recipient)
    .where('form', '=', 'digest')
    .where('state', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertItem(
  tx: Tx,
  item: { readonly jurisdictionId: string; readonly messageId: string; readonly noticeId: string },
): Promise<void> {
  await tx
    .insertInto('notice_message_items')
    .values({
      jurisdiction_id: item.jurisdictionId,
      message_id: item.messageId,
      notice_id: item.noticeId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Channels that are switched on, do not rest and have a message to send. */
export async function channelsDue(tx: Tx, now: string) {
  return tx
    .selectFrom('notice_channels as c')
    .select(['c.jurisdiction_id as jurisdictionId', 'c.id'])
    .where('c.is_enabled', '=', true)
    .where((eb) => eb.or([eb('c.rests_until', 'is', null), eb('c.rests_until', '<=', now)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('notice_messages as m')
          .select('m.id')
          .whereRef('m.jurisdiction_id', '=', 'c.jurisdiction_id')
          .whereRef('m.channel_id', '=', 'c.id')
          .where('m.state', '=', 'waiting')
          .where('m.send_at', '<=', now),
      ),
    )
    .execute();
}

interface Key {
  readonly jurisdictionId: string;
  readonly id: string;
}

/** The channel's next message, marked as being sent before anything leaves. */
export async function takeMessage(tx: Tx, channel: Key, now: string) {
  const next = tx
    .selectFrom('notice_messages')
    .select('id')
    .where('jurisdiction_id', '=', channel.jurisdictionId)
    .where('channel_id', '=', channel.id)
    .where('state', '=', 'waiting')
    .where('send_at', '<=', now)
    .orderBy('send_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked();
  return tx
    .updateTable('notice_messages')
    .set((eb) => ({ state: 'sending', sending_since: now, attempts: eb('attempts', '+', 1) }))
    .where('jurisdiction_id', '=', channel.jurisdictionId)
    .where('id', '=', next)
    .returning([
      'jurisdiction_id as jurisdictionId',
      'id',
      'recipient',
      'form',
      'attempts',
      'trial_address as trialAddress',
      'created_at as createdAt',
    ])
    .executeTakeFirst();
}

export type TakenMessage = NonNullable<Awaited<ReturnType<typeof takeMessage>>>;

export async function noticesOf(tx: Tx, message: Key) {
  return tx
    .selectFrom('notice_message_items as i')
    .innerJoin('notices as n', (join) =>
      join.onRef('n.jurisdiction_id', '=', 'i.jurisdiction_id').onRef('n.id', '=', 'i.notice_id'),
    )
    .select(['n.id', 'n.kind', 'n.data', 'n.link', 'n.due_on as dueOn', 'n.read_at as readAt'])
    .where('i.jurisdiction_id', '=', message.jurisdictionId)
    .where('i.message_id', '=', message.id)
    .orderBy('n.id')
    .limit(500)
    .execute();
}

export interface Ending {
  readonly state: MessageState;
  readonly outcome: AttemptOutcome;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
  /** When it is tried again. */
  readonly sendAt: string | null;
  readonly gatewayId: string | null;
  readonly addressHint: string;
  readonly problem: string;
  readonly detail: string;
}

/** What an attempt came to; false when another process has decided about it meanwhile. */
export async function endAttempt(tx: Tx, message: Key, ending: Ending): Promise<boolean> {
  const common = {
    gateway_id: ending.gatewayId,
    address_hint: ending.addressHint,
    problem: ending.problem,
    detail: ending.detail,
  };
  const changed = await tx
    .updateTable('notice_messages')
    .set({
      ...common,
      state: ending.state,
      sending_since: null,
      ended_at: ending.state === 'waiting' ? null : ending.endedAt,
      ...(ending.sendAt === null ? {} : { send_at: ending.sendAt }),
    })
    .where('jurisdiction_id', '=', message.jurisdictionId)
    .where('id', '=', message.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', ending.attempt)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) return false;
  await tx
    .insertInto('notice_attempts')
    .values({
      jurisdiction_id: message.jurisdictionId,
      message_id: message.id,
      attempt: ending.attempt,
      started_at: ending.startedAt,
      ended_at: ending.endedAt,
      outcome: ending.outcome,
      ...common,
    })
    .execute();
  return true;
}

/** Messages whose sender has not come back since `before`: its process ended in between. */
export async function abandoned(tx: Tx, before: string) {
  const sending = tx
    .selectFrom('notice_messages as m')
    .where('m.state', '=', 'sending')
    .where('m.sending_since', '<', before);
  const places = await sending.select('m.jurisdiction_id as place').distinct().execute();
  return takenFrom(places, 200, (place, left) =>
    sending
      .innerJoin('notice_channels as c', (join) =>
        join.onRef('c.jurisdiction_id', '=', 'm.jurisdiction_id').onRef('c.id', '=', 'm.channel_id'),
      )
      .select([
        'm.jurisdiction_id as jurisdictionId',
        'm.id',
        'm.attempts',
        'm.sending_since as since',
        'm.address_hint as addressHint',
        'c.settings',
      ])
      .where('m.jurisdiction_id', '=', place)
      .limit(left)
      .forUpdate('m')
      .skipLocked()
      .execute(),
  );
}

/** Gives up what could not be delivered since `before`. */
export async function giveUpOlderThan(tx: Tx, before: string, now: string): Promise<void> {
  await tx
    .updateTable('notice_messages')
    .set({ state: 'givenUp', ended_at: now })
    .where('state', '=', 'waiting')
    .where('tried_since', '<', before)
    .where('send_at', '<=', now)
    .execute();
}

export async function channelWorked(tx: Tx, channel: Key, at: string): Promise<void> {
  await tx
    .updateTable('notice_channels')
    .set({ failures: 0, failing_since: null, rests_until: null, last_accepted_at: at })
    .where('jurisdiction_id', '=', channel.jurisdictionId)
    .where('id', '=', channel.id)
    .execute();
}

export async function channelFailed(
  tx: Tx,
  channel: Key,
  failure: {
    readonly at: string;
    readonly restsUntil: string;
    readonly problem: string;
    readonly detail: string;
  },
): Promise<void> {
  await tx
    .updateTable('notice_channels')
    .set((eb) => ({
      failures: eb('failures', '+', 1),
      failing_since: eb.fn.coalesce('failing_since', eb.val(failure.at)),
      rests_until: failure.restsUntil,
      last_problem: failure.problem,
      last_detail: failure.detail,
    }))
    .where('jurisdiction_id', '=', channel.jurisdictionId)
    .where('id', '=', channel.id)
    .execute();
}

/** Moves what one summary would have said into another. */
export async function moveItems(
  tx: Tx,
  of: { readonly jurisdictionId: string; readonly from: string; readonly to: string },
): Promise<void> {
  await tx
    .insertInto('notice_message_items')
    .columns(['jurisdiction_id', 'message_id', 'notice_id'])
    .expression((eb) =>
      eb
        .selectFrom('notice_message_items')
        .select(['jurisdiction_id', eb.val(of.to).as('message_id'), 'notice_id'])
        .where('jurisdiction_id', '=', of.jurisdictionId)
        .where('message_id', '=', of.from),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
