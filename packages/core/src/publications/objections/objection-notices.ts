/** Kinds of notices about objections. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { plainDate } from '../../common/schemas.ts';
import { objectionNoticeText } from './objection-notice-text.ts';

const common = { audience: 'staff', text: objectionNoticeText } as const;

export const objectionNotices = {
  received: noticeKind({ ...common, key: 'objection.received', urgency: 'urgent', data: { due: plainDate } }),
  assigned: noticeKind({ ...common, key: 'objection.assigned', urgency: 'prompt', data: { due: plainDate } }),
  proposed: noticeKind({ ...common, key: 'objection.proposed', urgency: 'prompt', data: { due: plainDate } }),
  due: noticeKind({
    ...common,
    key: 'objection.due',
    urgency: 'prompt',
    data: { count: z.number().int().min(1), due: plainDate },
  }),
};
