/** Kinds of notices about follow-ups. */
import { z } from 'zod';
import { noticeKind } from '../common/notice.ts';
import { followupNoticeText as text } from './followup-notice-text.ts';

const number = z.string().max(100);
const count = z.number().int();
const common = { audience: 'staff', urgency: 'prompt', text } as const;

export const followupNotices = {
  due: noticeKind({ ...common, key: 'followup.due', data: { number, days: count } }),
  overdue: noticeKind({ ...common, key: 'followup.overdue', data: { number }, urgency: 'urgent' }),
  reported: noticeKind({ ...common, key: 'rectification.reported', data: { number, count } }),
};
