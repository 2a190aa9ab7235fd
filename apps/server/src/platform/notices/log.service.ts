/** The delivery log: who was told through which channel, when, and under which number of the gateway. */
import type { MessageRow } from '@mingcha/core/common/notice-channel-api.ts';
import { fail, ok, type Result } from '@mingcha/core/common/result.ts';
import type { Actor } from '@mingcha/core/common/roles.ts';
import { runAction } from '../action.ts';
import { pageOfRows } from '../db/cursor.ts';
import { inTransaction } from '../db/transaction.ts';
import { record } from '../ledger/ledger.ts';
import type { Platform } from '../platform.ts';
import * as queries from './log.queries.ts';

type Kinds = Awaited<ReturnType<typeof queries.kindsOf>>;

export async function listMessages(platform: Platform, actor: Actor, filter: queries.LogFilter) {
  return inTransaction(platform.db, async (tx) => {
    const rows = await queries.listLog(tx, actor.jurisdictionId, filter);
    const page = pageOfRows(rows, filter.limit, (row) => [row.id]);
    const ids = page.rows.map((row) => row.id);
    const kinds = await queries.kindsOf(tx, actor.jurisdictionId, ids);
    return ok({ rows: page.rows.map((row) => viewOf(row, kinds)), next: page.next });
  });
}

function viewOf(row: queries.LogRow, all: Kinds): MessageRow {
  const { personName, agencyName, sendAt, recipient, ...rest } = row;
  const kinds = all.filter((one) => one.messageId === row.id);
  const key = recipient.slice(recipient.indexOf(':') + 1);
  return {
    ...rest,
    recipient: personName ?? (row.channel === 'chat' ? (agencyName ?? '') : key),
    kinds: kinds.map((one) => one.kind),
    notices: kinds.reduce((sum, one) => sum + Number(one.n), 0),
    nextAt: row.state === 'waiting' ? sendAt : null,
  };
}

/** One message with each attempt. Errors: `notice.message.not_found`. */
export async function showMessage(platform: Platform, actor: Actor, id: string) {
  return inTransaction(platform.db, async (tx) => {
    const row = await queries.logRowById(tx, actor.jurisdictionId, id);
    if (row === undefined) return fail('notice.message.not_found');
    const kinds = await queries.kindsOf(tx, actor.jurisdictionId, [id]);
    return ok({ ...viewOf(row, kinds), log: await queries.attemptsOf(tx, actor.jurisdictionId, id) });
  });
}

/** Errors: `notice.message.not_found`, `notice.not_repeatable`. */
export async function sendAgain(
  platform: Platform,
  actor: Actor,
  input: { readonly actionId: string; readonly id: string },
): Promise<Result<{ id: string }>> {
  const request = { actor, actionId: input.actionId, routeId: 'noticeMessages.again' };
  return runAction(platform, request, async (tx): Promise<Result<{ id: string }>> => {
    const { id } = input;
    const row = await queries.messageById(tx, actor.jurisdictionId, id);
    if (row === undefined) return fail('notice.message.not_found');
    if (!(await queries.waitAgain(tx, actor.jurisdictionId, { id, at: platform.clock.now() })))
      return fail('notice.not_repeatable');
    const subject = { kind: 'noticeMessage', id };
    await record(tx, platform, {
      type: 'noticeMessage.sent_again',
      actor,
      subject,
      data: { before: row.state },
    });
    return ok({ id });
  });
}
