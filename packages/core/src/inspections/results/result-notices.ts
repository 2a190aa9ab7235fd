/** Kinds of notices about results. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { resultNoticeText as text } from './result-notice-text.ts';

const data = { number: z.string().max(100) };
const common = { audience: 'staff', urgency: 'prompt', text, data } as const;

export const resultNotices = {
  toReview: noticeKind({ ...common, key: 'result.to_review', urgency: 'daily' }),
  returned: noticeKind({ ...common, key: 'result.returned' }),
  due: noticeKind({ ...common, key: 'result.due' }),
  overdue: noticeKind({ ...common, key: 'result.overdue', urgency: 'urgent' }),
};
