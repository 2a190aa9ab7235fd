/** Kinds of notices about tasks, claims and approvals. */
import { z } from 'zod';
import { noticeKind } from '../common/notice.ts';
import { taskNoticeText as text } from './task-notice-text.ts';

const count = z.number().int();
const number = z.string().max(100);
const common = { audience: 'staff', urgency: 'prompt', text } as const;

export const taskNotices = {
  dispatched: noticeKind({ ...common, key: 'task.dispatched', data: { number, count } }),
  claimDue: noticeKind({ ...common, key: 'task.claim_due', data: { number, count } }),
  claimOverdue: noticeKind({
    ...common,
    key: 'task.claim_overdue',
    data: { number, count },
    urgency: 'urgent',
  }),
  approvalWaiting: noticeKind({ ...common, key: 'approval.waiting', data: { count } }),
  approvalDecided: noticeKind({ ...common, key: 'approval.decided', data: { count } }),
};
