/** Kinds of notices about training: somebody is called to a course. */
import { z } from 'zod';
import { noticeKind } from '../../common/notice.ts';
import { trainingNoticeText as text } from './training-notice-text.ts';

export const trainingNotices = {
  called: noticeKind({
    audience: 'staff',
    urgency: 'prompt',
    text,
    key: 'course.called',
    data: {
      title: z.string().max(200),
      day: z.string().max(10),
      time: z.string().max(5),
      place: z.string().max(100),
    },
  }),
};
