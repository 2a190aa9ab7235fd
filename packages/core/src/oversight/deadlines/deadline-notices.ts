/** Kinds of notices about deadlines: counts and days, no names. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { plainDate } from '../../common/schemas.ts';
import { deadlineNoticeText } from './deadline-notice-text.ts';

const data = { count: z.number().int().min(1), due: plainDate };
const common = { audience: 'staff', text: deadlineNoticeText } as const;

export const deadlineNotices = {
  due: noticeKind({ ...common, key: 'deadline.due', urgency: 'prompt', data }),
  late: noticeKind({ ...common, key: 'deadline.late', urgency: 'prompt', data }),
  escalated: noticeKind({ ...common, key: 'deadline.escalated', urgency: 'prompt', data }),
  moved: noticeKind({ ...common, key: 'deadline.moved', urgency: 'prompt', data: { count: data.count } }),
  pauseAsked: noticeKind({
    ...common,
    key: 'deadline.pauseAsked',
    urgency: 'prompt',
    data: { asker: z.string().max(100) },
  }),
  pauseDecided: noticeKind({ ...common, key: 'deadline.pauseDecided', urgency: 'prompt', data: {} }),
};
