/** Kinds of notices about training of enterprises. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { lectureNoticeText as text } from './lecture-text.ts';

export const lectureNotices = {
  cancelled: noticeKind({
    audience: 'enterprise',
    text,
    urgency: 'prompt',
    key: 'enterprise.lectureCancelled',
    data: { agency: z.string(), title: z.string() },
  }),
};
