/** Kinds of notices about credit. No unit is named. */
import { z } from 'zod';
import { noticeKind } from '../common/notice.ts';
import { creditNoticeText } from './credit-notice-text.ts';

export const creditNotices = {
  decide: noticeKind({
    key: 'listing.decide',
    audience: 'staff',
    urgency: 'prompt',
    data: { person: z.string().max(100) },
    text: creditNoticeText,
  }),
  repair: noticeKind({
    key: 'listing.repair',
    audience: 'staff',
    urgency: 'prompt',
    data: { person: z.string().max(100) },
    text: creditNoticeText,
  }),
};
