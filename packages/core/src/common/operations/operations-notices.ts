/** Kinds of notices about the installation itself: alarms at the bounds of C6, and a rescued account. */
import { z } from 'zod';
import { noticeKind } from '../notice.ts';
import { operationsNoticeText } from './operations-notice-text.ts';

export const alarms = ['disk', 'backup', 'drill', 'ledger', 'certificate', 'clock', 'sync', 'work'] as const;
export type Alarm = (typeof alarms)[number];

const alarm = (key: Alarm) =>
  noticeKind({
    key: `operations.${key}`,
    audience: 'staff',
    urgency: 'prompt',
    data: {},
    text: operationsNoticeText,
  });

export const alarmNotices = {
  disk: alarm('disk'),
  backup: alarm('backup'),
  drill: alarm('drill'),
  ledger: alarm('ledger'),
  certificate: alarm('certificate'),
  clock: alarm('clock'),
  sync: alarm('sync'),
  work: alarm('work'),
};

const name = z.string().max(100);
const rescue = (key: string) =>
  noticeKind({
    key,
    audience: 'staff',
    urgency: 'urgent',
    data: { person: name, first: name, second: name, reason: z.string().max(200) },
    text: operationsNoticeText,
  });

export const rescueNotices = {
  /** Both proved themselves with their passwords. */
  proved: rescue('account.rescued'),
  /** Nobody could sign in: names as they were written. */
  byHand: rescue('account.rescued_by_hand'),
};

export const operationsNotices = { ...alarmNotices, ...rescueNotices };
