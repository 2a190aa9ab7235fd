/** Kinds of notices about publications. */
import { z } from 'zod';
import { noticeKind } from '../common/notice.ts';
import { plainDate } from '../common/schemas.ts';
import { publicationNoticeText } from './publication-notice-text.ts';

const count = z.number().int().min(1);

export const publicationNotices = {
  due: noticeKind({
    key: 'publication.due',
    audience: 'staff',
    urgency: 'prompt',
    data: { count, due: plainDate },
    text: publicationNoticeText,
  }),
  overdue: noticeKind({
    key: 'publication.overdue',
    audience: 'staff',
    urgency: 'urgent',
    data: { count, due: plainDate },
    text: publicationNoticeText,
  }),
  asked: noticeKind({
    key: 'publication.asked',
    audience: 'staff',
    urgency: 'prompt',
    data: { asker: z.string().max(100) },
    text: publicationNoticeText,
  }),
  correctionAsked: noticeKind({
    key: 'publication.correctionAsked',
    audience: 'staff',
    urgency: 'prompt',
    data: { asker: z.string().max(100) },
    text: publicationNoticeText,
  }),
  penaltyKept: noticeKind({
    key: 'publication.penaltyKept',
    audience: 'staff',
    urgency: 'prompt',
    data: { number: z.string().max(100) },
    text: publicationNoticeText,
  }),
};
