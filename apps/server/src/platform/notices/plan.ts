/**
 * Decides for each new notice which channels carry it, when, and alone or in the daily summary. The decision is saved with
 * the messages in one transaction, so that a notice is neither forgotten nor planned twice.
 */

import {
  type Leaving,
  leavesByChat,
  leavesByEmail,
  leavesBySms,
  type Moment,
  usualRules,
} from '@mingcha/core/common/notice-plan.ts';
import { addDays } from '@mingcha/core/common/plain-date.ts';
import { isWorkingDay, type WorkCalendar } from '@mingcha/core/common/working-days.ts';
import type { Tx } from '../db/database.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Platform } from '../platform.ts';
import * as channels from './channel.queries.ts';
import { minutesFromNow, wallMinutes } from './local-time.ts';
import * as queries from './message.queries.ts';

type Unplanned = Awaited<ReturnType<typeof queries.takeUnplanned>>[number];
type Channel = channels.ChannelStored;

interface Desk {
  readonly tx: Tx;
  readonly platform: Platform;
  readonly moment: Moment;
  readonly channels: readonly Channel[];
}

/** The jurisdiction's published working days; the platform itself has no calendar. */
export type CalendarOf = (tx: Tx, jurisdictionId: string) => Promise<WorkCalendar>;

const batch = 200;

/** Plans everything that is new. */
export async function planNotices(platform: Platform, calendarOf?: CalendarOf): Promise<void> {
  while ((await inTransaction(platform.db, (tx) => planSome(tx, platform, calendarOf))) === batch);
}

async function planSome(tx: Tx, platform: Platform, calendarOf?: CalendarOf): Promise<number> {
  const found = await queries.takeUnplanned(tx, batch);
  const at = platform.clock.now();
  for (const [jurisdictionId, notices] of Map.groupBy(found, (one) => one.jurisdictionId)) {
    const desk: Desk = {
      tx,
      platform,
      moment: {
        rules: (await channels.rulesOf(tx, jurisdictionId)) ?? usualRules,
        now: wallMinutes(platform),
        isDayOff: daysOff(platform.clock.today(), await calendarOf?.(tx, jurisdictionId)),
      },
      channels: (await channels.listChannels(tx, jurisdictionId)).filter((one) => one.is_enabled),
    };
    if (desk.channels.length > 0) for (const notice of notices) await planOne(desk, notice);
    await queries.markPlanned(tx, jurisdictionId, { ids: notices.map((one) => one.id), at });
  }
  return found.length;
}

/** Whether the day so many days from today is none to work on; a year without a published calendar counts by its weekends. */
function daysOff(today: string, calendar: WorkCalendar | undefined): (days: number) => boolean {
  return (days) => {
    if (calendar === undefined) return false;
    const day = addDays(today, days);
    const plainYear = { year: Number(day.slice(0, 4)), holidays: [], makeUpDays: [] };
    const published = isWorkingDay(calendar, day);
    const working = published.ok ? published : isWorkingDay({ years: [plainYear] }, day);
    return working.ok && !working.value;
  };
}

async function planOne(desk: Desk, notice: Unplanned): Promise<void> {
  const { tx, moment } = desk;
  const chosen = await channels.reachOf(tx, notice);
  const agencyId =
    notice.accountId === null ? null : await queries.agencyOf(tx, notice.jurisdictionId, notice.accountId);
  for (const channel of desk.channels) {
    const { recipient } = notice;
    if (channel.kind === 'email' && chosen !== undefined && channels.confirmedEmail(chosen) !== null)
      await leave(desk, notice, {
        channel,
        recipient,
        leaving: leavesByEmail(notice.urgency, chosen.email_mode, moment),
      });
    if (channel.kind === 'sms' && chosen !== undefined && channels.confirmedPhone(chosen) !== null)
      await leave(desk, notice, {
        channel,
        recipient,
        leaving: leavesBySms(notice.urgency, chosen.sms_mode, moment),
      });
    const isGroups = channel.agency_id === null || channel.agency_id === agencyId;
    if (channel.kind === 'chat' && agencyId !== null && isGroups) {
      const leaving = leavesByChat(notice.urgency, moment);
      await leave(desk, notice, { channel, recipient: `group:${channel.id}`, leaving });
    }
  }
}

interface Way {
  readonly channel: Channel;
  readonly recipient: string;
  readonly leaving: Leaving | null;
}

async function leave(desk: Desk, notice: Unplanned, { channel, recipient, leaving }: Way): Promise<void> {
  if (leaving === null) return;
  const { tx, platform } = desk;
  const at = platform.clock.now();
  const isDigest = leaving.form === 'digest';
  const of = { jurisdictionId: notice.jurisdictionId, channelId: channel.id, recipient };
  const message = {
    ...of,
    id: platform.ids.next(),
    form: leaving.form,
    occasion: isDigest ? null : notice.dedupeKey,
    sendAt: minutesFromNow(at, leaving.inMinutes),
    at,
  };
  const open = isDigest ? await queries.waitingDigest(tx, of) : null;
  const messageId =
    open ??
    (await queries.insertMessage(tx, message)) ??
    (isDigest ? await queries.waitingDigest(tx, of) : null);
  // A group hears of an occasion once, however many of its people are told.
  if (messageId === null) return;
  await queries.insertItem(tx, { jurisdictionId: of.jurisdictionId, messageId, noticeId: notice.id });
}
